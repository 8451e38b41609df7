"""Sentences with a marked source and target, and the one label the reader gives each pair.

Rows stand in tables of tab-separated values (Zero-Shot-PLOVER, Hu et al. 2024) whose column
`marked_sentence` marks the source as <s>…</s> and the target as <t>…</t>; of a party marked more
than once the last mention counts. Quad classes are those of PLOVER: 1 verbal and 2 material
cooperation, 3 verbal and 4 material conflict.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.errors import EvalError
from demarche.evals.report import flatten
from demarche.evals.scoring import Tally
from demarche.language.reader import Reader, load_reader
from demarche.language.tokenizer import split_words

QUADS = {
    "AGREE": "1", "CONSULT": "1", "SUPPORT": "1",
    "COOPERATE": "2", "AID": "2", "YIELD": "2",
    "ACCUSE": "3", "REQUEST": "3", "REJECT": "3", "THREATEN": "3",
    "PROTEST": "4", "MOBILIZE": "4", "SANCTION": "4", "COERCE": "4", "ASSAULT": "4",
}  # fmt: skip
CONFLICT = frozenset(root for root, quad in QUADS.items() if quad in "34")
ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
LEARNT = "train"
_TAG = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: words with their offsets, the words of source and target by number, gold label.

    A party that the sentence does not name ("An actor") has no words.
    """

    id: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    source: tuple[int, ...]
    target: tuple[int, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pair's labels at each level: root type, quad class, and "1" for conflict, "0" for not."""

    root: str
    quad: str
    binary: str


Score = Callable[[Sequence[Pair], Sequence[Verdict]], dict[str, Any]]


def list_tables(data: Path, stem: str) -> list[Path]:
    """Return the tables `<stem>_*.tsv` to score: what training saw only where all else is missing.

    Raises `EvalError` E101 when there is none.
    """
    folder = data / "data" / "plover"
    found = sorted(folder.glob(f"{stem}_*.tsv"))
    if not found:
        raise EvalError(
            "E101", f"no {stem}_*.tsv in {folder}", hint="give the folder of the data with --data"
        )
    return [path for path in found if not is_learnt(path)] or found


def is_learnt(path: Path) -> bool:
    """Tell whether the reader's weights have learnt from a table, by its name."""
    return path.stem.endswith(f"_{LEARNT}")


def read_pairs(path: Path, *, label: str, ident: str) -> list[Pair]:
    """Return the rows that have a gold label, from the columns `label` and `ident`.

    Raises `EvalError` E103 when a column is missing.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        missing = {label, ident, "marked_sentence"} - set(rows.fieldnames or ())
        if missing:
            raise EvalError("E103", f"{path} has no column {', '.join(sorted(missing))}")
        return [
            make_pair(row[ident], row["marked_sentence"], ROOTS.get(row[label], row[label]))
            for row in rows
            if row[label]
        ]


def make_pair(ident: str, marked: str, label: str) -> Pair:
    """Return the pair of one marked sentence."""
    text, spans = parse_marks(marked)
    tokens = split_words(text)
    places = {
        name: tuple(i for i, (w, at) in enumerate(tokens) if at < end and at + len(w) > start)
        for name, (start, end) in spans.items()
    }
    return Pair(
        ident,
        tuple(w for w, _ in tokens),
        tuple(at for _, at in tokens),
        places.get("s", ()),
        places.get("t", ()),
        label,
    )


def parse_marks(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the sentence without its marks, and where source ("s") and target ("t") stand."""
    text, at = "", 0
    spans: dict[str, tuple[int, int]] = {}
    opened: dict[str, int] = {}
    for match in _TAG.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        name = match.group()[-2]
        if match.group().startswith("</"):
            spans[name] = (opened.get(name, len(text)), len(text))
        else:
            opened[name] = len(text)
    return text + marked[at:], spans


def judge_pair(scores: dict[str, float]) -> Verdict:
    """Return the likeliest label at each level, a level's scores being sums over root types."""
    quads = dict.fromkeys(QUADS.values(), 0.0)
    for root, score in scores.items():
        quads[QUADS[root]] += score
    conflict = sum(score for root, score in scores.items() if root in CONFLICT)
    return Verdict(
        max(sorted(scores), key=scores.__getitem__),
        max(sorted(quads), key=quads.__getitem__),
        "1" if conflict > sum(scores.values()) - conflict else "0",
    )


def judge_pairs(reader: Reader, pairs: Iterable[Pair]) -> list[Verdict]:
    """Return the reader's verdict on each pair."""
    return [judge_pair(reader.score_pair(p.words, p.source, p.target)) for p in pairs]


def tally_labels(gold: Sequence[str], said: Sequence[str]) -> dict[str, Tally]:
    """Return the counts of every label that gold or the reader uses."""
    tallies = {label: Tally() for label in sorted({*gold, *said})}
    for wanted, label in zip(gold, said, strict=True):
        tallies[wanted].add(1, 0, int(wanted == label))
        tallies[label].add(0, 1, 0)
    return tallies


def score_labels(gold: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """Return `macro_f1` (the mean of F1 over gold and predicted labels) and `accuracy`, in 0..1."""
    tallies = tally_labels(gold, said)
    f1 = [2 * t.found / (t.gold + t.pred) for t in tallies.values()]
    right = sum(t.found for t in tallies.values())
    return {
        "macro_f1": round(sum(f1) / len(f1), 4) if f1 else 0.0,
        "accuracy": round(right / len(gold), 4) if gold else 0.0,
    }


def score_roots(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return the scores of pairs with a root label, at the three levels and for each label."""
    roots = [p.label for p in pairs]
    quads = [QUADS.get(root, root) for root in roots]
    binary = ["1" if root in CONFLICT else "0" for root in roots]
    labels = tally_labels(roots, [v.root for v in verdicts])
    return {
        "root": score_labels(roots, [v.root for v in verdicts]),
        "quad": score_labels(quads, [v.quad for v in verdicts]),
        "binary": score_labels(binary, [v.binary for v in verdicts]),
        "label": {name: tally.rate() for name, tally in labels.items()},
    }


def describe_table(path: Path, pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return what was scored: file, rows, hash, and whether the weights have learnt from it."""
    return {
        "file": path.name,
        "rows": len(pairs),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "learnt": is_learnt(path),
    }


def score_tables(data: Path, stem: str, *, label: str, ident: str, score: Score) -> dict[str, Any]:
    """Return the figures of each table of `stem`: the first's plain, another's under its name."""
    figures: dict[str, Any] = {}
    for position, path in enumerate(list_tables(data, stem)):
        pairs = read_pairs(path, label=label, ident=ident)
        tree = describe_table(path, pairs) | score(pairs, judge_pairs(load_reader(), pairs))
        figures |= flatten(tree, f"{path.stem}." if position else "")
    return figures
