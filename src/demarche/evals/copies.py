"""Copies made on purpose: texts cut, led in, and misspelt; and real texts that are no copies."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from demarche.evals.contacts import Readout
from demarche.ids import hash_text
from demarche.ledger.link.origins import find_copies
from demarche.model import Document, Published

MOST_TEXTS, SHORTEST = 120, 600
_HALF, _TYPO_EVERY, _LEAD = 0.5, 25, 200
Edit = Callable[[str, str], str]


def cut_end(text: str, _: str) -> str:
    """Return the first half of a text, to a whole word."""
    return text[: int(len(text) * _HALF)].rpartition(" ")[0]


def add_lead(text: str, other: str) -> str:
    """Return the text behind the beginning of another one."""
    return f"{other[:_LEAD].rpartition(' ')[0]}\n\n{text}"


def misspell(text: str, _: str) -> str:
    """Return the text with the middle letters of every 25th word turned round."""
    words = text.split(" ")
    for at in range(0, len(words), _TYPO_EVERY):
        word = words[at]
        words[at] = word[:1] + word[2:0:-1] + word[3:]
    return " ".join(words)


EDITS: dict[str, Edit] = {"cut": cut_end, "lead": add_lead, "typos": misspell}


def score_copies(readouts: Sequence[Readout]) -> dict[str, Any]:
    """Return precision and recall of near-duplicates over edited and untouched texts.

    A link between an edit and its text is right, any link between two different texts wrong
    (texts that are equal word for word left aside).
    """
    chosen = _choose(readouts)
    documents, family = [], {}
    for place, readout in enumerate(chosen):
        other = chosen[place - 1].text
        for name, text in (("text", readout.text), *_edit(readout.text, other)):
            document = _make_document(readout, name, text)
            documents.append(document)
            family[document.id] = (readout.id, name)
    found = dict.fromkeys(EDITS, 0)
    wrong = 0
    for pair in find_copies(documents):
        (mine, kind), (theirs, edit) = family[pair.one], family[pair.other]
        wrong += mine != theirs
        if mine == theirs and "text" in (kind, edit):
            found[edit if kind == "text" else kind] += 1
    right = sum(found.values())
    return {
        "texts": len(chosen),
        "P": round(right / (right + wrong), 4) if right + wrong else 0.0,
        "R": round(right / (len(chosen) * len(EDITS)), 4) if chosen else 0.0,
        **{name: round(count / len(chosen), 4) if chosen else 0.0 for name, count in found.items()},
    }


def _choose(readouts: Iterable[Readout]) -> list[Readout]:
    unique = {hash_text(r.text): r for r in readouts if len(r.text) >= SHORTEST}
    ranked = sorted(unique.values(), key=lambda r: hashlib.sha256(r.id.encode()).hexdigest())
    return ranked[:MOST_TEXTS]


def _edit(text: str, other: str) -> list[tuple[str, str]]:
    return [(name, edit(text, other)) for name, edit in EDITS.items()]


def _make_document(readout: Readout, name: str, text: str) -> Document:
    day = str(readout.published + timedelta(days=name != "text"))
    return Document(
        id=f"{readout.id}#{name}",
        outlet=readout.outlet if name == "text" else f"{readout.outlet} ({name})",
        published=Published(start=day, end=day, precision="day", method="given"),
        sha256=hash_text(text),
        text=text,
    )
