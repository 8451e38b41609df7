"""Syntax for the sets that have none: `python -m training.reader.silver --teacher DIR --out FILE`.

Only Universal Dependencies carry syntax by hand. Weights that learn events from other sets and
syntax from those alone parse news less well with every epoch, for nothing holds them to a tree
there. So weights trained on syntax last (the teacher, exported to int8) label the other sets with
tags, features, sentences and arcs, which the reader then learns beside the hand-made ones
(self-training; McClosky, Charniak & Johnson 2006).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from demarche.language.analysis import Analysis
from demarche.language.reader import load_reader

from .words import Window

Labeller = Callable[[Iterable[list[str]]], Iterable[dict[str, list]]]
SYNTAX = ("xpos", "morph", "start", "rel")


def name_window(words: list[str]) -> str:
    """Return the key of a window's words in a file of labels."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:20]


def label_windows(windows: Iterable[Window], label: Labeller, out: Path) -> int:
    """Write the syntax of every window that has none; return how many were written.

    `label` takes passages of words and yields the labels of each, in order.
    """
    fresh = {name_window(w.words): w.words for w in windows if w.arcs is None}
    with out.open("w", encoding="utf-8") as file:
        for n, (key, row) in enumerate(zip(fresh, label(fresh.values()), strict=True), start=1):
            file.write(json.dumps({"key": key, **row}, ensure_ascii=False) + "\n")
            if n % 2000 == 0:
                print(f"{n} of {len(fresh)} windows", flush=True)
    return len(fresh)


def label_passage(teacher: Path, words: list[str]) -> dict[str, list]:
    """Return the teacher's syntax of one passage."""
    [analysis] = load_reader(teacher).parse_passages([words])
    return read_syntax(analysis)


def read_syntax(analysis: Analysis) -> dict[str, list]:
    """Return the labels of an analysis as UD windows hold them (`arcs`: 0 root, else from 1)."""
    first = {s.start for s in analysis.sentences}
    return {
        "xpos": [t.xpos for t in analysis.tokens],
        "morph": [f"{t.upos}|{t.feats}" for t in analysis.tokens],
        "start": ["B" if t.i in first else "O" for t in analysis.tokens],
        "rel": [t.dep for t in analysis.tokens],
        "arcs": [0 if t.head == t.i else t.head + 1 for t in analysis.tokens],
        "sentence": [t.sent for t in analysis.tokens],
    }


def add_syntax(sets: dict[str, list], file: Path) -> int:
    """Give the windows of all sets the labels of a file; return how many found theirs.

    Words past the length of one window, which the teacher did not read, stay without labels.
    """
    rows = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows[row.pop("key")] = row
    found = 0
    for name, windows in sets.items():
        for window in windows if name != "ud" else ():
            row = rows.get(name_window(window.words))
            if row is None or window.arcs is not None:
                continue
            rest = len(window.words) - len(row["arcs"])
            for head in SYNTAX:
                window.labels[head] = row[head] + [None] * rest
            window.arcs = row["arcs"] + [-100] * rest
            window.sentence = row["sentence"] + [-1] * rest
            found += 1
    return found


def main() -> None:
    """Parse the command line and label."""
    from .train import gather

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with data/ and gold/")
    parser.add_argument("--teacher", type=Path, required=True, help="weights exported to int8")
    parser.add_argument("--out", type=Path, default=Path("build/reader/silver.jsonl"))
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    sets = gather(args.data)
    windows = (w for name, found in sets.items() if name != "ud" for w in found)
    with ProcessPoolExecutor(args.processes) as pool:
        label = partial(pool.map, partial(label_passage, args.teacher), chunksize=50)
        print(label_windows(windows, label, args.out))


if __name__ == "__main__":
    main()
