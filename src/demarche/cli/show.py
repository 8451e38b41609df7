"""A report on a terminal: cards under headings, wrapped to the width, plain when piped."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from demarche.export.cards import Card, Group, make_deck
from demarche.export.page import name_document, tell_document
from demarche.export.wording import tidy
from demarche.model import Report

_WIDEST = 100
_INDENT = 6
_LABEL = 9
_COLOURS = {
    "contact": "bright_blue",
    "event": "magenta",
    "statement": "green",
    "commitment": "dark_orange3",
    "exchange": "cyan",
    "position": "bright_magenta",
    "actor": "default",
    "finding": "red",
}


class ReportPrinter:
    """Prints reports one after another, with a rule between them."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, emoji=False, markup=False)
        self._width = min(self._console.width, _WIDEST)
        self._printed = False

    def print(self, report: Report) -> None:
        """Print one report."""
        if self._printed:
            self._write(Text("─" * self._width, style="dim"))
            self._write(Text())
        self._printed = True
        document = report.document
        self._wrap(Text(), Text(name_document(document), style="bold"))
        self._wrap(Text(), Text(" · ".join(tell_document(document)), style="dim"))
        groups = make_deck(report).groups
        if not any(group.kind not in ("actor", "finding") for group in groups):
            self._write(Text())
            self._wrap(Text(), Text("No events, statements or commitments found."))
        for group in groups:
            self._print_group(group)
        self._write(Text())

    def _print_group(self, group: Group) -> None:
        colour = _COLOURS[group.kind]
        self._write(Text())
        self._write(
            Text.assemble((group.title, f"bold {colour}"), "  ", (str(len(group.cards)), "dim"))
        )
        for card in group.main:
            self.print_card(card)
        if group.bystanders:
            names = ", ".join(tidy(card.sides[0]) for card in group.bystanders)
            self.print_wrapped(" " * _INDENT, Text(f"also mentioned: {names}", style="dim"))

    def print_card(self, card: Card) -> None:
        """Print one record."""
        colour = _COLOURS[card.kind]
        number = Text(f"{card.number:>{_INDENT - 1}} ", style=colour)
        head = Text()
        for index, side in enumerate(card.sides):
            head.append(f" {card.arrow} " if index else "", style=colour)
            head.append(tidy(side), style="bold" if card.kind != "finding" else "")
        for tag in card.tags:
            head.append(" · ", style="dim")
            head.append(tidy(tag), style=colour if card.happened else f"italic {colour}")
        self._wrap(number, head)
        for fact in card.facts:
            label = tidy(fact.label)
            prefix = Text(" " * _INDENT).append(f"{label:<{_LABEL}} ", style="dim")
            self._wrap(prefix, Text(tidy(fact.text)))
        for quote in card.quotes:
            bar = Text(" " * _INDENT).append("│ ", style=colour)
            self._wrap(bar, Text(tidy(quote.quote), style="italic"), again=bar)

    def print_wrapped(self, prefix: str, body: Text) -> None:
        """Print the body wrapped beside a prefix."""
        self._wrap(Text(prefix, style="dim"), body)

    def _wrap(self, first: Text, body: Text, again: Text | None = None) -> None:
        """Write the body, `first` before its first line, `again` (or spaces) before others."""
        room = max(self._width - first.cell_len, _INDENT)
        rest = again if again is not None else Text(" " * first.cell_len)
        for index, line in enumerate(body.wrap(self._console, room)):
            line.rstrip()
            self._write(Text.assemble(first if index == 0 else rest, line))

    def _write(self, line: Text) -> None:
        self._console.print(line, soft_wrap=True)
