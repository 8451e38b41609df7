"""PLV and AW rows → windows with a marked source and target and the label of the pair."""

from __future__ import annotations

from pathlib import Path

from demarche.evals import aw, plv
from demarche.evals.pairs import Pair, read_pairs

from .words import Window

LIMIT = 200


def make_window(pair: Pair, task: str) -> Window | None:
    """Return the window of one pair, or None where the sentence does not name both parties."""
    words, starts = list(pair.words[:LIMIT]), list(pair.starts[:LIMIT])
    window = Window(task, words, starts, [at + len(w) for w, at in zip(words, starts, strict=True)])
    source, target = ([i for i in place if i < LIMIT] for place in (pair.source, pair.target))
    if not source or not target:
        return None
    window.anchors.append({"kind": "pair", "source": source, "target": target, "label": pair.label})
    return window


def read_plv_pairs(path: Path) -> list[Pair]:
    """Return the PLV rows; the label is the root type (YIELD stands for CONCEDE and RETREAT)."""
    return read_pairs(path, label=plv.LABEL, ident=plv.IDENT)


def window_pairs(pairs: list[Pair], task: str) -> list[Window]:
    """Return the windows of the pairs whose sentence names both parties."""
    return [w for w in (make_window(p, task) for p in pairs) if w]


def read_plv(path: Path) -> list[Window]:
    """Return the windows of PLV rows."""
    return window_pairs(read_plv_pairs(path), "plv")


def read_aw(path: Path) -> list[Window]:
    """Return the windows of AW rows; the label is "1" for conflict, "0" for cooperation."""
    pairs = read_pairs(path, label=aw.LABEL, ident=aw.IDENT)
    return window_pairs([p for p in pairs if p.label in ("0", "1")], "aw")
