"""The program `demarche`: its commands, and what happens to their errors."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from demarche import __version__
from demarche.cli import ask
from demarche.cli.add import add
from demarche.cli.compare import compare
from demarche.cli.evaluate import evaluate
from demarche.cli.explain import explain
from demarche.cli.exporting import export, import_
from demarche.cli.link import link
from demarche.cli.read import read
from demarche.cli.registry import registry
from demarche.cli.review import review
from demarche.cli.rules import rules
from demarche.cli.schema import print_schema
from demarche.cli.serve import serve
from demarche.cli.watch import watch
from demarche.errors import DemarcheError

_INTERRUPTED = 130
_FAILED = 2

app = typer.Typer(
    name="demarche",
    help="Reads news and official readouts and keeps a ledger of diplomacy, every field quoted.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read)
app.command("explain")(explain)
app.command("add")(add)
app.command("watch")(watch)
app.command("link")(link)
app.command("compare")(compare)
for _question in (
    ask.contacts, ask.commitments, ask.statements, ask.timeline, ask.occurrence, ask.who,
    ask.search, ask.sql,
):  # fmt: skip
    app.command(_question.__name__)(_question)
app.add_typer(review, name="review")
app.add_typer(rules, name="rules")
app.add_typer(registry, name="registry")
app.command("export")(export)
app.command("import")(import_)
app.command("serve")(serve)
app.command("schema")(print_schema)
app.command("eval")(evaluate)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"demarche {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the program; an error made on purpose becomes one line and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except DemarcheError as error:
        print_error(error)
        sys.exit(_FAILED)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def print_error(error: DemarcheError) -> None:
    """Print an error on one line: its code, what happened, what to do."""
    hint = f" ({error.hint})" if error.hint else ""
    typer.echo(" ".join(f"demarche: {error.code}: {error.message}{hint}".split()), err=True)
