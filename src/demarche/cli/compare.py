"""`demarche compare ID`: two sides of one contact."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.cli.add import LedgerName, find_location

if TYPE_CHECKING:
    from demarche.ledger.link.compare import Comparison, Line, Told
    from demarche.model import Report

_KINDS = {"topic": "Topics", "ask": "Asks", "promise": "Promises", "tone": "Tone"}
Id = Annotated[str, typer.Argument(help="An occurrence's id, or that of an event in it.")]
Other = Annotated[
    str | None, typer.Argument(help="The other event; without it, another side's of the same one.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the comparison as one JSON object.")]


def compare(
    id: Id, other: Other = None, ledger: LedgerName = None, as_json: AsJson = False
) -> None:
    """Print what two documents tell of one contact: both, one alone, differently; with quotes."""
    from demarche.ledger.link.compare import compare_reports
    from demarche.ledger.store import View, open_store
    from demarche.query.comparison import choose_pair
    from demarche.query.occurrence import find_occurrence

    store = open_store(find_location(ledger), read_only=True)
    try:
        rows = list(find_occurrence(store, id))
        one, two = choose_pair(rows, id, list(find_occurrence(store, other)) if other else rows)
        reports = {r.document.id: r for r in View(store).load_reports([one.document, two.document])}
    finally:
        store.close()
    pair = reports[one.document], reports[two.document]
    found = compare_reports(*pair, contact=(one.id, two.id))
    if as_json:
        typer.echo(found.model_dump_json())
    else:
        _print(found, pair)


def _print(found: Comparison, pair: tuple[Report, Report]) -> None:
    names = tuple(report.document.outlet or report.document.id for report in pair)
    words = {
        "both": "both", "differently": "differently",
        "only-one": f"{names[0]} only", "only-other": f"{names[1]} only",
    }  # fmt: skip
    typer.echo(f"{names[0]} and {names[1]}")
    for conflict in found.conflicts:
        values = " against ".join(version.value for version in conflict.versions)
        typer.echo(f"\n{conflict.field.capitalize()}: {values}")
    for kind, heading in _KINDS.items():
        lines = [line for line in found.lines if line.kind == kind]
        if lines:
            typer.echo(f"\n{heading}")
        for shown, group in groupby(lines, lambda line: words[line.finding] + _name_tone(line)):
            typer.echo(f"  {shown}")
            for line in group:
                for name, told in ((names[0], line.one), (names[1], line.other)):
                    label = "" if shown.startswith(f"{name} only") else f"{name}: "
                    for one in told:
                        typer.echo(f"    {label}{_quote(one)}")


def _name_tone(line: Line) -> str:
    return f" ({line.about[0]})" if line.kind == "tone" else ""


def _quote(told: Told) -> str:
    who = f"{', '.join(told.by)}: " if told.by else ""
    return f"{who}“{' '.join(told.quote.quote.split())}”"
