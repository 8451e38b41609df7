"""The suite `ledger`: the whole chain against gold documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from demarche.errors import EvalError
from demarche.evals.gold import GoldDocument, Scored, read_gold
from demarche.evals.report import flatten
from demarche.evals.scoring import LedgerScore, score_reports
from demarche.model import Report
from demarche.reading import read_items
from demarche.sources import RawItem

MAIN, SEED = "dev", "seed"


def run(data: Path, *, file: Path | None = None) -> dict[str, Any]:
    """Score `data/gold/dev.jsonl` and `seed.jsonl`, or the one `file`, as flat figures.

    The first file's figures have plain names, another's stand under its name. Raises `EvalError`
    E101 when there is no gold file.
    """
    figures: dict[str, Any] = {}
    for position, path in enumerate([file] if file else _list_gold(data)):
        prefix = f"{path.stem}." if position else ""
        gold, scored = read_gold(path)
        score = score_reports(gold, read_documents(gold))
        figures |= flatten(_describe(scored, score), prefix)
    return figures


def _list_gold(data: Path) -> list[Path]:
    folder = data / "gold"
    found = [folder / f"{stem}.jsonl" for stem in (MAIN, SEED)]
    found = [path for path in found if path.exists()]
    if not found:
        raise EvalError(
            "E101", f"no {MAIN}.jsonl or {SEED}.jsonl in {folder}", hint="name a file with --gold"
        )
    return found


def read_documents(gold: list[GoldDocument]) -> dict[str, Report]:
    """Return the chain's report of each gold document, by id."""
    items = (
        RawItem(
            origin=document.id,
            content=document.text,
            media="text",
            id=document.id,
            url=document.url or None,
            outlet=document.outlet or None,
            title=document.title or None,
            published=document.published or None,
        )
        for document in gold
    )
    return {report.document.id: report for report in read_items(items)}


def _describe(scored: Scored, score: LedgerScore) -> dict[str, Any]:
    return {
        "file": scored.file,
        "rows": scored.rows,
        "sha256": scored.sha256,
        "documents": score.documents,
        "read": score.read,
        **{name: tally.rate() for name, tally in score.records.items()},
        "events_parties_only_recall": score.parties_recall(),
        "accuracy": score.accuracies(),
        "type": {
            name: tally.rate()
            for name, tally in sorted(score.types.items(), key=lambda item: -item[1].gold)
        },
        "rule": {
            name.replace(".", "_"): {"pred": tally.pred, "found": tally.found}
            for name, tally in sorted(score.rules.items())
        },
    }
