"""`demarche explain ID FILE`: why a record is there, in its article's own words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.errors import SourceError

if TYPE_CHECKING:
    from demarche.export.cards import Card
    from demarche.model import Report, Span

_CONTEXT = 160
_FIRST_BYTES = b'{"schema":"demarche/'

Name = Annotated[
    str,
    typer.Argument(metavar="ID", help="A record's id, or its number (C1) in one article."),
]
File = Annotated[
    str, typer.Argument(help="The article, or reports as `demarche read --json` prints them.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date, for an article without one.")
]


def explain(record: Name, file: File, published: Published = None) -> None:
    """Explain one record: what it says, its quotes in their sentences, what decided it."""
    from demarche.export.cards import make_deck

    for report in _load_reports(file, published):
        for card in make_deck(report).cards:
            if record in (card.id, card.number):
                _print_card(report, card)
                return
    raise SourceError(
        "S291", f"{file} has no record {record}", hint="see the numbers `demarche read` prints"
    )


def _load_reports(file: str, published: str | None) -> Iterator[Report]:
    from demarche.cli.failures import print_failures
    from demarche.model import Report
    from demarche.reading import has_failed, open_inputs, read_items

    if _holds_reports(file):
        with Path(file).open(encoding="utf-8") as stream:
            yield from map(Report.model_validate_json, filter(str.strip, stream))
        return
    for report in read_items(open_inputs([file], stdin=sys.stdin.buffer), published=published):
        if has_failed(report):
            print_failures(report, file)
        yield report


def find_context(text: str, span: Span) -> tuple[str, str]:
    """Return whole words before and after the span, within its paragraph."""
    before = text[: span.start].rpartition("\n")[2]
    after = text[span.end :].partition("\n")[0]
    if len(before) > _CONTEXT:
        before = f"… {before[-_CONTEXT:].partition(' ')[2]}"
    if len(after) > _CONTEXT:
        after = f"{after[:_CONTEXT].rpartition(' ')[0]} …"
    return before, after


def _holds_reports(file: str) -> bool:
    try:
        with Path(file).open("rb") as stream:
            return stream.read(len(_FIRST_BYTES)) == _FIRST_BYTES
    except (OSError, ValueError):
        return False


def _print_card(report: Report, card: Card) -> None:
    from rich.console import Console
    from rich.text import Text

    from demarche.cli.show import ReportPrinter
    from demarche.export.cards import keep_widest
    from demarche.export.wording import clean
    from demarche.rules.catalogue import load_catalogue

    console = Console(highlight=False, emoji=False, markup=False)
    printer = ReportPrinter(console)
    printer.print_card(card)
    console.print()
    text = clean(report.document.text)
    for span in keep_widest(card.spans):
        before, after = find_context(text, span)
        words = " ".join(text[span.start : span.end].split())
        line = Text.assemble((before, "dim"), (words, "bold underline"), (after, "dim"))
        printer.print_wrapped(f"{span.start:>6}–{span.end:<6} ", line)
    console.print()
    printer.print_wrapped("id      ", Text(card.id))
    catalogue = load_catalogue()
    for step in card.trail or ("by no rule on record",):
        rule = catalogue.get(step)
        told = f"{step}  {rule.file}: {rule.summary}" if rule else step
        printer.print_wrapped("decided ", Text(clean(told)))
    if card.confidence is not None:
        printer.print_wrapped("sure    ", Text(f"{card.confidence:.2f}"))
