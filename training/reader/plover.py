"""PLV_train and AW_train → windows with a marked source and target and the label of the pair."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from demarche.language.tokenizer import split_words

from .words import Window

_TAG = re.compile(r"</?[st]>")


def _parse_marked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the sentence without its marks, and where source and target stand in it."""
    text, spans, opened, at = "", {}, {}, 0
    for match in _TAG.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        name = match.group()[-2]
        if match.group().startswith("</"):
            spans[name] = (opened.get(name, len(text)), len(text))
        else:
            opened[name] = len(text)
    return text + marked[at:], spans


def make_window(marked: str, label: str, task: str) -> Window | None:
    """Return the window of one row, or None where a mark is missing."""
    text, spans = _parse_marked(marked)
    tokens = split_words(text)[:200]
    window = Window(
        task, [w for w, _ in tokens], [o for _, o in tokens], [o + len(w) for w, o in tokens]
    )
    ends = {}
    for name in "st":
        if name not in spans:
            return None
        start, end = spans[name]
        ends[name] = [
            i for i in range(len(tokens)) if window.starts[i] < end and window.ends[i] > start
        ]
        if not ends[name]:
            return None
    window.anchors.append(
        {"kind": "pair", "source": ends["s"], "target": ends["t"], "label": label}
    )
    return window


def read_plv(path: Path) -> list[Window]:
    """Return PLV rows; the label is the root type (YIELD stands for CONCEDE and RETREAT)."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    made = (make_window(r["marked_sentence"], r["gold_root"], "plv") for r in rows)
    return [w for w in made if w]


def read_aw(path: Path) -> list[Window]:
    """Return AW rows; the label is "1" for conflict, "0" for cooperation."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines, delimiter="\t") if r["gold_binary"] in ("0", "1")]
    made = (make_window(r["marked_sentence"], r["gold_binary"], "aw") for r in rows)
    return [w for w in made if w]
