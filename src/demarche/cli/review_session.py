"""A review session on a terminal: one item after another, a letter decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from demarche.cli.explain import find_context
from demarche.cli.review import describe, split_change
from demarche.cli.show import ReportPrinter
from demarche.errors import DemarcheError
from demarche.export.cards import Card, keep_widest, make_deck
from demarche.export.wording import clean, tidy
from demarche.ledger import reviewing
from demarche.ledger.judgements import Judgement
from demarche.ledger.reviewing import Item, Review
from demarche.ledger.reviewing.lookup import find_subject
from demarche.ledger.store import Store, View
from demarche.model import Report

_ASKED = "[a]ccept [r]eject [c]orrect [m]erge [s]plit [n]ext [u]ndo [q]uit"
_ASKED_PAIR = "[a]ccept [r]eject [n]ext [u]ndo [q]uit"
_QUESTIONS = {
    "same-occurrence": "One event, or two?",
    "follow-through": "Did this become of it?",
}
_NEXT, _UNDO, _QUIT = "n", "u", "q"


class Desk:
    """Shows items: their cards, and the words around their quotes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._console = Console(highlight=False, emoji=False, markup=False)
        self._printer = ReportPrinter(self._console)
        self._told: tuple[str, Report, dict[str, Card]] | None = None

    def print_item(self, item: Item, *, context: bool = False) -> None:
        """Print an item, with its sentences if asked."""
        for record in item.about:
            report, card = self._find(record)
            self._printer.print_card(card)
            if context:
                self._print_context(report, card)
            self._line("from", _tell_document(report))
        if item.kind in _QUESTIONS:
            self._line("judged", f"{item.kind}: {item.status}; {item.quote}")
        self._line("sure", f"{item.confidence:.2f} · weighs {item.consequence:.2f}")
        self._line("id", item.id)
        self._console.print()

    def _line(self, label: str, words: str) -> None:
        self._printer.print_wrapped(f"      {label:<9} ", Text(tidy(words), style="dim"))

    def _find(self, record: str) -> tuple[Report, Card]:
        with self._store.begin() as connection:
            document = str(find_subject(connection, record).document)
        if self._told is None or self._told[0] != document:
            (report,) = View(self._store).load_reports([document])
            self._told = (document, report, {card.id: card for card in make_deck(report).cards})
        return self._told[1], self._told[2][record]

    def forget(self) -> None:
        """Read reports anew: something was decided."""
        self._told = None

    def _print_context(self, report: Report, card: Card) -> None:
        text = clean(report.document.text)
        for span in keep_widest(card.spans):
            before, after = find_context(text, span)
            words = " ".join(text[span.start : span.end].split())
            line = Text.assemble((before, "dim"), (words, "bold underline"), (after, "dim"))
            self._printer.print_wrapped(f"      {'text':<9} ", line)


def hold_session(
    store: Store, clock: Callable[[], Review], *, kind: str | None, document: str | None
) -> None:
    """Go through the queue until it is empty or the person leaves."""
    desk, passed, decided = Desk(store), set[str](), 0
    while True:
        queue = reviewing.list_queue(store, kind=kind, document=document)
        item = next((one for one in queue if one.id not in passed), None)
        if item is None:
            typer.echo("Nothing is left to decide.")
            break
        desk.print_item(item, context=True)
        letter = _ask(item)
        if letter == _QUIT:
            break
        if letter == _NEXT:
            passed.add(item.id)
            continue
        try:
            made = _act(letter, item, store, clock())
        except DemarcheError as error:
            typer.echo(f"{error}\n")
            continue
        decided += bool(made)
        desk.forget()
        for judgement in made:
            typer.echo(describe(judgement))
        typer.echo()
    typer.echo(f"demarche: {store.name}: {decided} decisions", err=True)


def _ask(item: Item) -> str:
    """Return the letter chosen; leaving the terminal is to quit."""
    pair = item.kind in _QUESTIONS
    words = f"{_QUESTIONS[item.kind]} {_ASKED_PAIR}" if pair else _ASKED
    letters = "arnuq" if pair else "arcmsnuq"
    while True:
        try:
            typed = str(typer.prompt(words, prompt_suffix=" > ", default=_NEXT, show_default=False))
        except typer.Abort:
            typer.echo()
            return _QUIT
        letter = typed.strip().lower()[:1]
        if letter in letters and letter:
            return letter


def _act(letter: str, item: Item, store: Store, review: Review) -> list[Judgement]:
    acts: dict[str, Callable[[], list[Judgement]]] = {
        "a": lambda: reviewing.accept(store, review, [item.id]),
        "r": lambda: reviewing.reject(store, review, [item.id]),
        "c": lambda: reviewing.correct(store, review, item.id, _ask_changes()),
        "m": lambda: reviewing.merge(store, review, [item.id, *_ask_ids()]),
        "s": lambda: reviewing.split(store, review, [item.id]),
        _UNDO: lambda: reviewing.undo(store, review),
    }
    return acts[letter]()


def _ask_changes() -> list[tuple[str, str]]:
    changes = []
    while typed := _prompt("field=value (empty: done)"):
        changes.append(split_change(typed))
    return changes


def _ask_ids() -> list[str]:
    return _prompt("with which events or occurrences").split()


def _prompt(words: str) -> str:
    answer: Any = typer.prompt(words, prompt_suffix=" > ", default="", show_default=False)
    return str(answer).strip()


def _tell_document(report: Report) -> str:
    document = report.document
    published = document.published.start if document.published else None
    told = (document.outlet, document.title, published[:10] if published else None, document.id)
    return " · ".join(filter(None, told))
