"""A table of answers on a terminal: a headline a row, its quote, where it stands; JSON or CSV."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

from demarche.export.wording import clean, join_words, tidy
from demarche.query.rows import (
    ActorRow,
    CommitmentRow,
    EventRow,
    HitRow,
    MomentRow,
    StatementRow,
)
from demarche.query.table import Table

_WIDEST = 100
_INDENT = 12
_UNKNOWN = "—"
_SOLE = 1


def print_table(table: Table[Any], *, as_json: bool, as_csv: bool) -> None:
    """Print the rows as JSON Lines, as CSV, or for a person."""
    if as_json:
        table.write_json(sys.stdout)
    elif as_csv:
        table.write_csv(sys.stdout)
    elif table.columns and table.rows and isinstance(table.rows[0], tuple):
        _print_plain(table)
    else:
        _print_rows(table)


def _print_plain(table: Table[Any]) -> None:
    from rich.table import Table as Grid

    grid = Grid(box=None, pad_edge=False)
    for name in table.columns:
        grid.add_column(clean(name), overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text("" if value is None else clean(str(value))) for value in row))
    _make_console().print(grid)


def _print_rows(table: Table[Any]) -> None:
    console = _make_console()
    if not table.rows:
        console.print("Nothing found.")
    for row in table.rows:
        day, head, facts, quote = _tell(row)
        width = min(console.width, _WIDEST)
        _wrap(console, f"{day or _UNKNOWN:<{_INDENT}}", head, "bold", width)
        for fact in facts:
            _wrap(console, " " * _INDENT, fact, "dim", width)
        if quote:
            _wrap(console, f"{' ' * (_INDENT - 2)}│ ", quote, "italic", width)


def _make_console() -> Console:
    return Console(highlight=False, emoji=False, markup=False)


def _wrap(console: Console, prefix: str, words: str, style: str, width: int) -> None:
    for line in Text(tidy(words), style=style).wrap(console, max(width - len(prefix), _INDENT)):
        line.rstrip()
        console.print(Text.assemble((prefix, "dim"), line), soft_wrap=True)
        prefix = prefix if "│" in prefix else " " * len(prefix)


def _tell(row: Any) -> tuple[str | None, str, list[str], str]:
    """Return the day, the headline, further lines and the quote of a row."""
    if isinstance(row, ActorRow):
        return _tell_actor(row)
    if isinstance(row, HitRow):
        head = f"{row.kind} {row.record or ''}".strip()
        return row.published, head, [_tell_source(row)], row.words
    heads: dict[type, Callable[[Any], str]] = {
        EventRow: _head_event,
        StatementRow: _head_statement,
        CommitmentRow: _head_promise,
    }
    head = heads.get(type(row), _head_moment)(row)
    return row.day, head, [_tell_source(row)], row.quote


def _head_event(row: EventRow) -> str:
    arrow = f" → {join_words(list(row.target))}" if row.target else ""
    act = f"{row.type} / {row.mode}" if row.mode else row.type
    parts = [f"{join_words(list(row.source)) or _UNKNOWN}{arrow}", act, row.medium, row.status]
    parts += [row.place, f"{row.duration} minutes" if row.duration else None, *row.others]
    if row.reports > _SOLE:
        parts.append(f"{row.reports} reports, {row.origins} origins ({row.occurrence})")
    return _join(parts)


def _head_statement(row: StatementRow) -> str:
    to = f" → {join_words(list(row.addressee))}" if row.addressee else ""
    via = f"via {join_words(list(row.via))}" if row.via else None
    return _join([f"{join_words(list(row.speaker)) or _UNKNOWN}{to}", row.cue, row.kind, via])


def _head_promise(row: CommitmentRow) -> str:
    to = f" → {join_words(list(row.to))}" if row.to else ""
    status = f"{row.status} since {row.since}" if row.since else row.status
    due = f"due {row.due}" if row.due else None
    who = join_words(list(row.by)) or _UNKNOWN
    return _join([f"{who}{to}", row.act, row.strength, due, row.condition, status])


def _head_moment(row: MomentRow) -> str:
    whom = f" → {join_words(list(row.whom))}" if row.whom else ""
    return _join([f"{join_words(list(row.who)) or _UNKNOWN}{whom}", row.what, row.status])


def _tell_actor(row: ActorRow) -> tuple[str | None, str, list[str], str]:
    head = _join([row.name, row.kind, row.country, row.registry])
    counts = f"{row.records} records in {row.documents} documents"
    span = f"{row.first} to {row.last}" if row.first else None
    facts = [_join([counts, span])]
    if row.roles:
        facts.append(f"called {join_words(list(row.roles))}")
    others = [name for name in row.names if name != row.name]
    if others:
        facts.append(f"also {join_words(others)}")
    return row.last, head, facts, ""


def _tell_source(row: Any) -> str:
    published = f"published {row.published}" if row.published else None
    record, review = getattr(row, "id", None), getattr(row, "review", None)
    return _join([row.outlet, row.title, published, row.url, record, review])


def _join(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)
