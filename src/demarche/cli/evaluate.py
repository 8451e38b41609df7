"""`demarche eval SUITE`: the benchmarks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

UNDER_FLOOR = 1

Suite = Annotated[
    str | None,
    typer.Argument(metavar="SUITE", help="Which one, or all; without it: a list."),
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
    check: Check = True,
) -> None:
    """Run a benchmark and print its figures, with the floors they must keep."""
    from demarche.evals import SUITES, check_floors, format_table, run_suite

    if suite is None:
        for name, one in SUITES.items():
            typer.echo(f"{name:<12} {one.summary}")
        return
    figures = run_suite(suite, data, file=file)
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False))
    else:
        typer.echo(format_table(figures))
    low = check_floors(figures)
    for line in low:
        typer.echo(f"demarche: {line}", err=True)
    if low and check:
        raise typer.Exit(UNDER_FLOOR)
