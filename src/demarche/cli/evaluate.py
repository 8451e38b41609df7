"""`demarche eval SUITE`: the benchmarks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.table import Table

UNDER_FLOOR = 1

Suite = Annotated[
    str | None, typer.Argument(metavar="SUITE", help="Which one; without it, they are listed.")
]
Data = Annotated[
    Path, typer.Option(metavar="DIR", help="The folder that holds the benchmarks' data.")
]
File = Annotated[
    Path | None, typer.Option(help="One gold file, for suites that read gold documents.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")]
Check = Annotated[bool, typer.Option(help="Leave with status 1 if a figure is under its floor.")]


def evaluate(
    suite: Suite = None,
    data: Data = Path(),
    file: File = None,
    as_json: AsJson = False,
    check: Check = False,
) -> None:
    """Run a benchmark and print its figures, with the floors they must keep."""
    from demarche.evals import SUITES, check_floors, run_suite

    if suite is None:
        for name, one in SUITES.items():
            typer.echo(f"{name:<12} {one.summary}")
        return
    figures = run_suite(suite, data, file=file)
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False))
    else:
        from rich.console import Console

        Console(highlight=False, emoji=False, markup=False).print(_make_table(figures))
    low = check_floors(figures)
    for line in low:
        typer.echo(f"demarche: {line}", err=True)
    if low and check:
        raise typer.Exit(UNDER_FLOOR)


def _make_table(figures: Mapping[str, Any]) -> Table:
    """Return the figures as a table; a blank line where the group of names changes."""
    from rich import box
    from rich.table import Table

    from demarche.evals.report import load_floors

    floors = load_floors()
    table = Table("figure", "value", "floor", box=box.SIMPLE_HEAD, pad_edge=False)
    table.columns[1].justify = table.columns[2].justify = "right"
    names = list(figures)
    for name, following in zip(names, [*names[1:], ""], strict=True):
        value, floor = figures[name], floors.get(name)
        table.add_row(
            name,
            f"{value:.4f}" if isinstance(value, float) else str(value),
            f"{floor:.2f}" if isinstance(floor, int | float) else "",
            end_section=name.split(".")[:2] != following.split(".")[:2],
        )
    return table
