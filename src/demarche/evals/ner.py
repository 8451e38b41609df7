"""The suite `ner`: persons, organisations and places, exact spans, on given words.

Scored on CrossNER's politics development sentences and on the tenth of WikiGold that training
leaves out (chosen by the hash of a sentence's words). Labels are mapped to the reader's kinds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from demarche.errors import EvalError
from demarche.language.reader import load_reader

KINDS = {
    "person": "person", "politician": "person", "researcher": "person", "scientist": "person",
    "writer": "person", "musicalartist": "person", "per": "person",
    "organisation": "organisation", "politicalparty": "organisation", "university": "organisation",
    "band": "organisation", "org": "organisation",
    "location": "place", "country": "place", "loc": "place",
    "event": "event", "election": "event", "conference": "event",
}  # fmt: skip
NOT_ENTITIES = frozenset({"temporal", "quantity", "money", "documentreference"})
SCORED = ("person", "organisation", "place")

Labelled = tuple[list[str], list[str]]


def read_columns(path: Path) -> list[Labelled]:
    """Read a column file: word first, label last, a blank line between sentences.

    IOB1 becomes IOB2, kinds become the reader's; a kind the reader has no name for is `misc`.
    Raises `EvalError` E101 if the file is not there.
    """
    if not path.is_file():
        raise EvalError("E101", f"no {path}", hint="give the folder of the data with --data")
    out: list[Labelled] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        parts = line.split()
        if len(parts) >= 2:
            words.append(parts[0])
            labels.append(parts[-1])
        elif words:
            out.append((words, map_labels(labels)))
            words, labels = [], []
    return out


def map_labels(labels: list[str]) -> list[str]:
    """Return the labels in the reader's kinds, every entity starting with B-."""
    out, before = [], ""
    for label in labels:
        prefix, _, name = label.partition("-")
        if not name or name.lower() in NOT_ENTITIES:
            out.append("O")
            before = ""
            continue
        inside = prefix == "I" and before == name
        out.append(f"{'I' if inside else 'B'}-{KINDS.get(name.lower(), 'misc')}")
        before = name
    return out


def is_heldout(words: list[str]) -> bool:
    """Tell whether a WikiGold sentence is in the tenth that training leaves out."""
    return int(hashlib.sha256(" ".join(words).encode()).hexdigest(), 16) % 10 == 0


def find_spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """Return (start, end, kind) of the entities that IOB2 labels spell."""
    spans, start = set(), -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            spans.add((start, i, labels[start][2:]))
            start = -1
        if label.startswith("B-"):
            start = i
    return spans


def run(data: Path, *, file: Path | None = None) -> dict[str, Any]:
    """Return `<set>.<kind>.F1` (and P, R), each in 0..1; `file` replaces the two sets by one."""
    sets = (
        {file.stem: (file, read_columns(file))} if file else {
            "politics": _read(data / "data/ner/crossner-politics-dev.txt"),
            "wikigold": _read(data / "data/ner/wikigold.conll.txt", heldout=True),
        }
    )  # fmt: skip
    figures: dict[str, Any] = {}
    for name, (path, rows) in sets.items():
        figures |= {f"ner.{name}.{k}": v for k, v in score(rows).items()}
        figures[f"ner.{name}.file"] = path.name
        figures[f"ner.{name}.rows"] = len(rows)
        figures[f"ner.{name}.sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return figures


def list_development(data: Path) -> list[Labelled]:
    """Return the sentences the suite scores, of both sets."""
    return [
        *read_columns(data / "data/ner/crossner-politics-dev.txt"),
        *_read(data / "data/ner/wikigold.conll.txt", heldout=True)[1],
    ]


def _read(path: Path, *, heldout: bool = False) -> tuple[Path, list[Labelled]]:
    rows = read_columns(path)
    return path, [r for r in rows if is_heldout(r[0])] if heldout else rows


def score(rows: list[Labelled]) -> dict[str, float]:
    """Return precision, recall and F1 a kind, exact span and kind."""
    counts = {kind: [0, 0, 0] for kind in SCORED}
    for (_, labels), analysis in zip(
        rows, load_reader().parse_sentences([w for w, _ in rows]), strict=True
    ):
        gold = find_spans(labels)
        found = {(c.start, c.end, c.label) for c in analysis.entities}
        for kind, count in counts.items():
            own = {s for s in gold if s[2] == kind}
            said = {s for s in found if s[2] == kind}
            count[0] += len(own & said)
            count[1] += len(own)
            count[2] += len(said)
    out = {}
    for kind, (right, own_n, said_n) in counts.items():
        out[f"{kind}.P"] = right / said_n if said_n else 0.0
        out[f"{kind}.R"] = right / own_n if own_n else 0.0
        out[f"{kind}.F1"] = 2 * right / (own_n + said_n) if own_n + said_n else 0.0
    return out
