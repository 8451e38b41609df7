"""A ledger to ask: one method a question, each as its command line twin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from demarche.ledger.store import Store, View, open_store
from demarche.query.commitments import find_commitments
from demarche.query.events import CONTACT, find_events
from demarche.query.filters import Filters
from demarche.query.occurrence import find_occurrence
from demarche.query.rows import (
    ActorRow,
    CommitmentRow,
    EventRow,
    HitRow,
    MomentRow,
    StatementRow,
)
from demarche.query.search import find_words
from demarche.query.selection import KINDS, Telling, select_tellings
from demarche.query.sql import run_sql
from demarche.query.statements import find_statements
from demarche.query.table import Table
from demarche.query.timeline import make_timeline
from demarche.query.who import find_actors


class Ledger:
    """A ledger that is only read; close it, or use it in a `with` block.

    Every method takes the fields of `Filters` as keywords and returns a `Table`. They raise
    `QueryError` for what cannot be asked and `LedgerError` for what cannot be read.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self._store.close()

    def count(self) -> dict[str, int]:
        """Return how many documents, records of each kind, and judgements there are."""
        return View(self._store).count()

    def contacts(self, *between: str, every: bool = False, **limits: Any) -> Table[EventRow]:
        """Return calls, meetings, visits and letters in which all of `between` take part."""
        filters = Filters(**{"type": CONTACT, **limits})
        return find_events(self._store, filters, between=between, every=every)

    def events(self, *between: str, every: bool = False, **limits: Any) -> Table[EventRow]:
        """Return events of any type in which all of `between` take part."""
        return find_events(self._store, Filters(**limits), between=between, every=every)

    def commitments(
        self,
        *,
        by: str | None = None,
        to: str | None = None,
        about: str | None = None,
        open: bool = False,
        as_of: str | None = None,
        **limits: Any,
    ) -> Table[CommitmentRow]:
        """Return promises, their status being that of the day `as_of`; `open` needs that day."""
        return find_commitments(
            self._store, Filters(**limits), by=by, to=to, about=about, only_open=open, as_of=as_of
        )

    def statements(
        self,
        *,
        speaker: str | None = None,
        addressee: str | None = None,
        about: str | None = None,
        **limits: Any,
    ) -> Table[StatementRow]:
        """Return what was said, by whom, to whom, about what."""
        filters = Filters(**limits)
        return find_statements(
            self._store, filters, speaker=speaker, addressee=addressee, about=about
        )

    def timeline(self, *actors: str, **limits: Any) -> Table[MomentRow]:
        """Return what all of the actors have a part in, in order of day."""
        return make_timeline(self._store, Filters(**limits), actors)

    def occurrence(self, id: str) -> Table[EventRow]:
        """Return every record of one occurrence, by its id or that of an event in it."""
        return find_occurrence(self._store, id)

    def who(self, name: str, **limits: Any) -> Table[ActorRow]:
        """Return the persons and bodies of a name."""
        return find_actors(self._store, Filters(**limits), name)

    def search(self, words: str, *, kind: str | None = None, **limits: Any) -> Table[HitRow]:
        """Return the passages that have the words, best first."""
        return find_words(self._store, Filters(**limits), words, kind=kind)

    def tellings(
        self, *between: str, kinds: Sequence[str] = KINDS, **limits: Any
    ) -> Iterator[Telling]:
        """Yield each document's report, narrowed to the records asked for, as it is read."""
        return select_tellings(self._store, Filters(**limits), between=between, kinds=kinds)

    def sql(self, statement: str) -> Table[tuple[Any, ...]]:
        """Return the rows that an SQL statement gives."""
        return run_sql(self._store, statement)


def open_ledger(target: str | Path) -> Ledger:
    """Open the ledger at a path or `postgresql://` URL for reading.

    Raises `LedgerError`, as `open_store` says.
    """
    return Ledger(open_store(target, read_only=True))
