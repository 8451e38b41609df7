"""Check the corpus and print its figures: `python -m training.corpus.check [--json]`."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from demarche.model.vocabulary import EVENT_TYPES, STATUSES

from .figures import count_labels, count_sentences, find_near_duplicates, measure_variety
from .notation import NotationError
from .passage import Passage
from .read import PASSAGES, list_lines, read_passage

NEAR = 0.3
MOST_SENTENCES = 6
MOST_WORDS = 150
_ENDS = (".", "!", "?", "”", "’", '"', ")")
_UNTIDY = re.compile(r"  | [.,;:!?]|\t|[\[\]{}|~^<>]")
_TWICE = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_TWICE_FINE = frozenset({"that", "had"})


def find_faults(passages: Sequence[Passage]) -> list[str]:
    """Return what is wrong with passages that parse, one line a fault."""
    faults = [f"{p.id}: {fault} | {p.text[:60]}" for p in passages for fault in _judge(p)]
    faults += [
        f"{first.id} and {second.id}: near-duplicates ({score:.2f}) | {first.text[:60]}"
        for score, first, second in find_near_duplicates(passages, floor=NEAR)
    ]
    counts = count_labels(passages)
    faults += [f"no event of type {name}" for name in EVENT_TYPES if not counts["type"][name]]
    faults += [f"no event of status {name}" for name in STATUSES if not counts["status"][name]]
    faults += [f"no event of mode {name}" for name, n in counts["mode"].items() if not n]
    return faults


def _judge(passage: Passage) -> list[str]:
    text, faults = passage.text, []
    if _UNTIDY.search(text):
        faults.append("untidy spacing or a stray mark")
    twice = _TWICE.search(text)
    if twice and twice[1].lower() not in _TWICE_FINE:
        faults.append(f"the same word twice: {twice[0]!r}")
    if passage.register_ != "headline" and not text.endswith(_ENDS):
        faults.append("no end mark")
    if text.count("“") != text.count("”"):
        faults.append("quotation marks do not pair")
    if count_sentences(text) > MOST_SENTENCES or len(text.split()) > MOST_WORDS:
        faults.append("too long for a passage")
    if passage.negative and passage.events:
        faults.append("a negative with an event")
    if not passage.negative and not (passage.events or passage.statements or passage.commitments):
        faults.append("nothing marked: say which trap it is (~metaphor, ~sport, …)")
    for event in passage.events:
        if set(event.source) & set(event.target):
            faults.append(f"source and target are one: {event.trigger.quote}")
    return faults


def read_all(folder: Path) -> tuple[list[Passage], list[str]]:
    """Return the passages that parse, and a fault for each line that does not."""
    passages, faults = [], []
    for where, register, line in list_lines(folder):
        try:
            passages.append(read_passage(line, register=register))
        except (NotationError, ValidationError) as error:
            faults.append(f"{where}: {error} | {line[:60]}")
    return passages, faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Print figures and faults; return 1 if there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--folder", type=Path, default=PASSAGES)
    options = parser.parse_args(arguments)
    passages, faults = read_all(options.folder)
    faults += find_faults(passages)
    nearest = find_near_duplicates(passages, floor=0.0)[:1]
    figures = measure_variety(passages)
    figures["nearest_pair"] = round(nearest[0][0], 3) if nearest else 0.0
    counts = {name: dict(counter) for name, counter in count_labels(passages).items()}
    if options.json:
        print(json.dumps({"figures": figures, "counts": counts, "faults": faults}))
    else:
        _print_report(figures, counts)
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    return 1 if faults else 0


def _print_report(figures: dict[str, float], counts: dict[str, dict[str, int]]) -> None:
    print("| figure | |\n|---|---|")
    for name, value in figures.items():
        print(f"| {name.replace('_', ' ')} | {value:,} |")
    for name, counter in counts.items():
        rows = [f"{key} {value}" for key, value in counter.items()]
        print(f"\n{name}: {' · '.join(rows)}")


if __name__ == "__main__":
    sys.exit(main())
