"""Folds of the PLV rows, and the score over what each fold's weights said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from demarche.evals.pairs import Pair, Verdict, score_roots
from demarche.evals.report import flatten


def find_fold(sentence: str, folds: int) -> int:
    """Return the fold of a sentence, 0 to `folds` - 1, by the SHA-256 of its id."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % folds


def split_pairs(pairs: Sequence[Pair], fold: int, folds: int) -> tuple[list[Pair], list[Pair]]:
    """Return what a fold's weights learn from, and what they are scored on.

    All pairs of one sentence stand on one side.
    """
    learnt = [p for p in pairs if find_fold(p.id, folds) != fold]
    return learnt, [p for p in pairs if find_fold(p.id, folds) == fold]


def score_folds(folds: Sequence[tuple[Sequence[Pair], Sequence[Verdict]]]) -> dict[str, Any]:
    """Return the figures of `demarche eval plv` over all folds together, and each fold's root F1.

    The figures of the whole are taken over all rows at once, so that a label rare in one fold
    weighs no more than its rows.
    """
    pairs = [p for own, _ in folds for p in own]
    verdicts = [v for _, said in folds for v in said]
    figures = flatten({"rows": len(pairs), **score_roots(pairs, verdicts)})
    for number, (own, said) in enumerate(folds):
        figures[f"fold-{number}.rows"] = len(own)
        figures[f"fold-{number}.root.macro_f1"] = score_roots(own, said)["root"]["macro_f1"]
    return figures
