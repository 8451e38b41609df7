"""A ledger to ask: one method a question, each as its command line twin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from demarche.ledger.store import Store, View, open_store
from demarche.model import Report
from demarche.query.activity import ActivityRow, PairRow, Period, count_activity, count_pairs
from demarche.query.board import Column, count_statuses, make_board
from demarche.query.commitments import find_commitments
from demarche.query.comparison import Compared, compare_rows
from demarche.query.documents import (
    DocumentRow,
    find_document_of,
    find_documents,
    load_document,
)
from demarche.query.events import CONTACT, find_events
from demarche.query.filters import Filters
from demarche.query.occurrence import find_occurrence
from demarche.query.profile import (
    NamedRow,
    PositionRow,
    Profile,
    count_parts,
    find_names,
    find_positions,
    list_actors,
)
from demarche.query.rows import (
    ActorRow,
    CommitmentRow,
    EventRow,
    HitRow,
    MomentRow,
    StatementRow,
)
from demarche.query.search import MARKS, find_words
from demarche.query.selection import KINDS, Telling, select_tellings
from demarche.query.sql import run_sql
from demarche.query.state import Stamp, State, describe_ledger, stamp_ledger
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

    def search(
        self,
        words: str,
        *,
        kind: str | None = None,
        marks: tuple[str, str] = MARKS,
        **limits: Any,
    ) -> Table[HitRow]:
        """Return the passages that have the words, best first; the match between the marks."""
        return find_words(self._store, Filters(**limits), words, kind=kind, marks=marks)

    def tellings(
        self, *between: str, kinds: Sequence[str] = KINDS, **limits: Any
    ) -> Iterator[Telling]:
        """Yield each document's report, narrowed to the records asked for, as it is read."""
        return select_tellings(self._store, Filters(**limits), between=between, kinds=kinds)

    def state(self) -> State:
        """Return how much the ledger holds, of which days, and when it last changed."""
        return describe_ledger(self._store)

    def stamp(self) -> Stamp:
        """Return what changes whenever the ledger does; quick, however large it is."""
        return stamp_ledger(self._store)

    def activity(self, *between: str, by: Period = "month", **limits: Any) -> Table[ActivityRow]:
        """Return how many contacts and other events there were in each day, month or year."""
        return count_activity(self._store, Filters(**limits), between=between, by=by)

    def pairs(self, **limits: Any) -> Table[PairRow]:
        """Return how often every two sides were in contact, the most often first."""
        return count_pairs(self._store, Filters(**{"type": CONTACT, **limits}))

    def documents(self, **limits: Any) -> Table[DocumentRow]:
        """Return the documents, the newest first."""
        return find_documents(self._store, Filters(**limits))

    def report(self, document: str) -> Report:
        """Return the newest report of a document."""
        return load_document(self._store, document)

    def reports(self, documents: Sequence[str]) -> list[Report]:
        """Return the newest reports of some documents, in their order."""
        return list(View(self._store).load_reports(documents))

    def document_of(self, record: str) -> str:
        """Return the id of the document in which a record stands."""
        return find_document_of(self._store, record)

    def compare(self, one: EventRow, other: EventRow) -> Compared:
        """Return what two documents tell of one contact, set side by side."""
        return compare_rows(self._store, one, other)

    def board(
        self,
        *,
        by: str | None = None,
        to: str | None = None,
        as_of: str | None = None,
        **limits: Any,
    ) -> tuple[Column, ...]:
        """Return the promises of each status on a day: how many, and some of them."""
        return make_board(self._store, Filters(**limits), by=by, to=to, as_of=as_of)

    def statuses(
        self, *, by: str | None = None, to: str | None = None, as_of: str | None = None
    ) -> dict[str, int]:
        """Return how many promises stand where on a day, by status."""
        return count_statuses(self._store, by=by, to=to, as_of=as_of)

    def profile(self, name: str) -> Profile:
        """Return how many records an actor has a part in."""
        return count_parts(self._store, name)

    def names(self, name: str, *, limit: int = 24) -> Table[NamedRow]:
        """Return what documents call an actor (of a country: its people and bodies)."""
        return find_names(self._store, name, limit=limit)

    def actors(self, *, countries: bool = False, limit: int = 24) -> Table[NamedRow]:
        """Return the actors with a part in most records: countries, or persons and bodies."""
        return list_actors(self._store, countries=countries, limit=limit)

    def positions(self, holder: str | None = None, **limits: Any) -> Table[PositionRow]:
        """Return where a holder stands on questions."""
        return find_positions(self._store, Filters(**limits), holder=holder)

    def sql(self, statement: str) -> Table[tuple[Any, ...]]:
        """Return the rows that an SQL statement gives."""
        return run_sql(self._store, statement)


def open_ledger(target: str | Path) -> Ledger:
    """Open the ledger at a path or `postgresql://` URL for reading.

    Raises `LedgerError`, as `open_store` says.
    """
    return Ledger(open_store(target, read_only=True))
