"""What each feed gave at a visit: a table for a person, one JSON object a feed for a program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from demarche.errors import SourceError
from demarche.export.wording import tidy
from demarche.sources.feeds import Visit, tell_time

_COLUMNS = ("articles", "new", "added", "there before", "failed")
_STYLES = {"failed": "red", "waiting": "yellow"}


@dataclass(frozen=True, slots=True)
class Gain:
    """A visit with what became of the articles that it led to, by fate.

    `refused` of them robots.txt does not allow; `waiting` are still to be fetched.
    """

    visit: Visit
    fates: Counter[str]
    refused: int
    waiting: int

    @property
    def lost(self) -> bool:
        """Whether the feed could not be had."""
        return self.visit.outcome == "failed"


def print_gains(gains: Sequence[Gain], *, as_json: bool) -> None:
    """Print what each feed gave."""
    if as_json:
        for gain in gains:
            typer.echo(json.dumps(_to_json(gain), ensure_ascii=False))
        return
    grid = Table(box=None, pad_edge=False)
    for name in _COLUMNS:
        grid.add_column(name, justify="right")
    grid.add_column("feed", overflow="fold")
    for gain in gains:
        style = _STYLES.get(gain.visit.outcome, "dim")
        notes = [(f"\n{tidy(note)}", style) for note in _list_notes(gain)]
        grid.add_row(*_list_counts(gain), Text.assemble(tidy(gain.visit.feed.url), *notes))
    Console(highlight=False, emoji=False, markup=False).print(grid)


def _list_counts(gain: Gain) -> list[str]:
    read = gain.visit.outcome == "read"
    listed = (gain.visit.listed, gain.visit.new) if read else ("", "")
    added = gain.fates["added"] + gain.fates["reread"]
    fates = (added, gain.fates["unchanged"], gain.fates["failed"])
    return [str(number or ("0" if read else "")) for number in (*listed, *fates)]


def _list_notes(gain: Gain) -> list[str]:
    notes = list(gain.visit.notes)
    if gain.visit.error:
        notes.append(f"{gain.visit.error.code}: {_tell_error(gain.visit.error)}")
    if gain.lost:
        notes.append(f"tried again from {tell_time(gain.visit.due)}")
    if gain.refused:
        notes.append(f"{gain.refused} not allowed by robots.txt")
    if gain.waiting:
        notes.append(f"{gain.waiting} left for the next visit")
    return notes


def _to_json(gain: Gain) -> dict[str, Any]:
    visit = gain.visit
    return {
        "feed": visit.feed.url,
        "outcome": visit.outcome,
        "listed": visit.listed,
        "new": visit.new,
        **{fate: gain.fates[fate] for fate in ("added", "reread", "unchanged", "failed")},
        "refused": gain.refused,
        "waiting": gain.waiting,
        "due": datetime.fromtimestamp(visit.due, UTC).isoformat(timespec="seconds"),
        "code": visit.error.code if visit.error else None,
        "message": _tell_error(visit.error) if visit.error else None,
        "notes": list(visit.notes),
    }


def _tell_error(error: SourceError) -> str:
    return f"{error.message} ({error.hint})" if error.hint else error.message
