"""The suite `plv`: one forced PLOVER label for a marked source and target.

Macro-F1 over the labels of gold and prediction together, at three levels: 15 root types (CONCEDE
and RETREAT are YIELD), four quad classes, conflict or not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from demarche.evals.pairs import score_roots, score_tables

STEM, LABEL, IDENT = "PLV", "gold_root", "sentence_id"


def run(data: Path) -> dict[str, Any]:
    """Return `root.macro_f1`, `quad.macro_f1`, `binary.macro_f1` and F1 a label, each in 0..1.

    `learnt` is true where the rows are those the weights have learnt from. Raises `EvalError`
    E101 without a table, E103 for one without the columns.
    """
    return score_tables(data, STEM, label=LABEL, ident=IDENT, score=score_roots)
