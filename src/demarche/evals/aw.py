"""The suite `aw`: conflict or cooperation between a marked source and target (ACE and Wikipedia).

A pair is in conflict where the root types of conflict have more than half of the probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from demarche.evals.pairs import Pair, Verdict, score_labels, score_tables

STEM, LABEL, IDENT = "AW", "gold_binary", "uid"


def score_binary(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return macro-F1 and accuracy of pairs whose label is "1" for conflict, "0" for not."""
    return {**score_labels([p.label for p in pairs], [v.binary for v in verdicts])}


def run(data: Path) -> dict[str, Any]:
    """Return `macro_f1` and `accuracy`, each in 0..1; raises `EvalError` as the suite `plv`."""
    return score_tables(data, STEM, label=LABEL, ident=IDENT, score=score_binary)
