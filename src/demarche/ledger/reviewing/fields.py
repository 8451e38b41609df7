"""Which fields of a record a person may correct, and what each can hold."""

from __future__ import annotations

from typing import Literal, get_args

from demarche.ledger.judgements import SubjectKind
from demarche.model.vocabulary import (
    EVENT_TYPES,
    STATUSES,
    CommitmentStatus,
    Medium,
    Stance,
    StatementKind,
    Strength,
)

Form = Literal["word", "mode", "number", "words", "time", "place", "actors", "quote", "quotes"]
"""What a field holds: one word of a vocabulary, a mode of the event's type, a whole number, free
words, a time, a place, actors, a stretch of the text, or several."""

FIELDS: dict[SubjectKind, dict[str, Form]] = {
    "event": {
        "type": "word", "mode": "mode", "status": "word", "source": "actors", "target": "actors",
        "time": "time", "place": "place", "medium": "word", "duration": "number",
        "topics": "quotes", "trigger": "quote", "evidence": "quotes", "claimed_by": "actors",
    },
    "statement": {
        "speaker": "actors", "addressee": "actors", "via": "actors", "cue": "quote",
        "content": "quotes", "kind": "word", "medium": "words",
    },
    "commitment": {
        "by": "actors", "to": "actors", "act": "quote", "due": "time", "condition": "quote",
        "strength": "word", "status": "word", "evidence": "quotes",
    },
    "exchange": {"parties": "actors", "status": "word", "evidence": "quotes"},
    "position": {
        "holder": "actors", "question": "quote", "stance": "word", "evidence": "quotes",
    },
}  # fmt: skip

WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("event", "type"): EVENT_TYPES,
    ("event", "status"): STATUSES,
    ("event", "medium"): get_args(Medium),
    ("statement", "kind"): get_args(StatementKind),
    ("commitment", "strength"): get_args(Strength),
    ("commitment", "status"): get_args(CommitmentStatus),
    ("exchange", "status"): STATUSES,
    ("position", "stance"): get_args(Stance),
}

NULLABLE: frozenset[tuple[str, str]] = frozenset(
    {
        ("event", "mode"), ("event", "time"), ("event", "place"), ("event", "medium"),
        ("event", "duration"), ("event", "source"), ("event", "target"), ("event", "topics"),
        ("event", "claimed_by"), ("statement", "speaker"), ("statement", "addressee"),
        ("statement", "via"), ("statement", "cue"), ("statement", "medium"), ("commitment", "to"),
        ("commitment", "due"), ("commitment", "condition"),
    }
)  # fmt: skip
