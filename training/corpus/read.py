"""Corpus → plain structures: every passage with its events, statements and commitments."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from demarche.model import Span
from demarche.model.vocabulary import (
    CommitmentStatus,
    Medium,
    OtherRole,
    StatementKind,
    Status,
    Strength,
)
from demarche.rules import load_ontology

from .notation import Marks, NotationError, parse_line
from .passage import (
    MarkedCommitment,
    MarkedEvent,
    MarkedStatement,
    Other,
    Party,
    Passage,
)

PASSAGES = Path(__file__).parent / "passages"
_NEGATIVE = re.compile(r"~([a-z]+) ")
_CUE = re.compile(r"S([1-9])$")
_TYPES = {entry.prefix: name for name, entry in load_ontology().types.items()}
_OPEN, _CLOSE = '“"‘', '”"’'


def list_lines(folder: Path = PASSAGES) -> Iterator[tuple[str, str, str]]:
    """Yield (`register/file:number`, register, annotated line), by register and file."""
    for path in sorted(folder.glob("*/*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                yield f"{path.parent.name}/{path.name}:{number}", path.parent.name, line


def read_corpus(folder: Path = PASSAGES) -> Iterator[Passage]:
    """Yield the passages; raises `NotationError` with file and line."""
    for where, register, line in list_lines(folder):
        try:
            yield read_passage(line, register=register)
        except (NotationError, ValidationError) as error:
            raise NotationError(f"{where}: {error}") from error


def read_passage(line: str, *, register: str) -> Passage:
    """Return the passage of an annotated line; raises `NotationError` or `ValidationError`."""
    negative = _NEGATIVE.match(line)
    marks = parse_line(line[negative.end() :] if negative else line)
    return _Builder(marks).build(register=register, negative=negative[1] if negative else None)


class _Builder:
    """Turns the labels of one line into records."""

    def __init__(self, marks: Marks) -> None:
        self.marks, self.text, self.used = marks, marks.text, set[str]()

    def build(self, *, register: str, negative: str | None) -> Passage:
        content: dict[str, list[Span]] = {}
        cues: dict[str, tuple[Span, list[str]]] = {}
        events, commitments = [], []
        for start, end, label in self.marks.labels:
            span, (head, *rest) = Span.of(self.text, start, end), label.split()
            cue = _CUE.match(head)
            if head.isdigit():
                content.setdefault(head, []).append(span)
            elif cue:
                if cue[1] in cues:
                    raise NotationError(f"two cues S{cue[1]}")
                cues[cue[1]] = (span, rest)
            elif head == "P":
                commitments.append(self._commitment(span, rest))
            else:
                events.append(self._event(span, head, rest))
        if set(content) != set(cues):
            raise NotationError(f"cues {sorted(cues)} for contents {sorted(content)}")
        statements = [self._statement(*cues[key], content[key]) for key in sorted(cues)]
        unused = set(self.marks.mentions) - self.used
        if unused:
            raise NotationError(f"mentions without a part: {sorted(unused)}")
        digest = hashlib.sha256(f"{register}\n{self.text}".encode()).hexdigest()[:12]
        return Passage.model_validate(
            {
                "id": digest,
                "register_": register,
                "negative": negative,
                "text": self.text,
                "events": tuple(events),
                "statements": tuple(statements),
                "commitments": tuple(commitments),
            }
        )

    def _party(self, name: str) -> Party:
        if name not in self.marks.mentions:
            raise NotationError(f"no mention has the id {name!r}")
        self.used.add(name)
        return tuple(Span.of(self.text, *span) for span in self.marks.mentions[name])

    def _parties(self, names: str) -> tuple[Party, ...]:
        return tuple(self._party(name) for name in names.split(",") if name)

    def _sides(self, words: list[str]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Take the `a,b>c` of a label out of its words."""
        for word in words:
            if ">" in word or all(name in self.marks.mentions for name in word.split(",")):
                words.remove(word)
                source, _, target = word.partition(">")
                return self._parties(source), self._parties(target)
        return (), ()

    def _event(self, trigger: Span, head: str, words: list[str]) -> MarkedEvent:
        prefix, _, mode = head.partition("/")
        if prefix not in _TYPES:
            raise NotationError(f"unknown label {head!r}")
        if mode and mode not in load_ontology().types[_TYPES[prefix]].modes:
            raise NotationError(f"{_TYPES[prefix]} has no mode {mode!r}")
        source, target = self._sides(words)
        fields: dict[str, Any] = {"status": "occurred", "medium": None, "place": None, "time": None}
        others, claimed = [], tuple[Party, ...]()
        for word in words:
            key, _, value = word.partition("=")
            if word[0] in "@#" and len(word) > 1:
                fields["place" if word[0] == "@" else "time"] = self._party(word[1:])
            elif word in get_args(Status):
                fields["status"] = word
            elif word in get_args(Medium):
                fields["medium"] = word
            elif key in get_args(OtherRole):
                others += [Other(role=key, party=p) for p in self._parties(value)]  # type: ignore[arg-type]
            elif key == "claimed":
                claimed = self._parties(value)
            else:
                raise NotationError(f"unknown word {word!r} in {head!r}")
        return MarkedEvent.model_validate(
            {
                **fields,
                "type": _TYPES[prefix],
                "mode": mode or None,
                "trigger": trigger,
                "source": source,
                "target": target,
                "others": tuple(others),
                "claimed_by": claimed,
            }
        )

    def _statement(self, cue: Span, words: list[str], content: list[Span]) -> MarkedStatement:
        speaker, rest = self._sides(words)
        if rest:
            raise NotationError("a cue has a speaker only; write to=")
        fields: dict[str, tuple[Party, ...]] = {"addressee": (), "via": ()}
        for word in words:
            key, _, value = word.partition("=")
            if key not in ("to", "via"):
                raise NotationError(f"unknown word {word!r} in a cue")
            fields["addressee" if key == "to" else "via"] = self._parties(value)
        kind = classify_content(self.text, content)
        return MarkedStatement.model_validate(
            {"speaker": speaker, "cue": cue, "content": tuple(content), "kind": kind, **fields}
        )

    def _commitment(self, act: Span, words: list[str]) -> MarkedCommitment:
        by, to = self._sides(words)
        if not by:
            raise NotationError("a commitment needs somebody who makes it")
        fields: dict[str, Any] = {"status": "pending", "due": None, "condition": None}
        for word in words:
            key, _, value = word.partition("=")
            if word in get_args(Strength):
                fields["strength"] = word
            elif word in get_args(CommitmentStatus):
                fields["status"] = word
            elif key in ("due", "if"):
                fields["due" if key == "due" else "condition"] = self._party(value)
            else:
                raise NotationError(f"unknown word {word!r} in a commitment")
        return MarkedCommitment.model_validate({"by": by, "to": to, "act": act, **fields})


def classify_content(text: str, content: list[Span]) -> StatementKind:
    """Tell direct (every part is quoted) from mixed (quotes inside) and indirect."""
    quoted = [
        text[: span.start].endswith(tuple(_OPEN)) and text[span.end :].startswith(tuple(_CLOSE))
        for span in content
    ]
    if all(quoted):
        return "direct"
    if any(quoted) or any("“" in span.quote or '"' in span.quote for span in content):
        return "mixed"
    return "indirect"
