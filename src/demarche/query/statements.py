"""Statements: who said what about something."""

from __future__ import annotations

from sqlalchemy import RowMapping

from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import STATEMENTS
from demarche.query.events import cite
from demarche.query.filters import Filters, select_current
from demarche.query.matching import select_records
from demarche.query.parties import Parties, load_parties, takes_part
from demarche.query.reviews import Reviews, load_reviews
from demarche.query.rows import StatementRow
from demarche.query.table import Table


def find_statements(
    store: Store,
    filters: Filters,
    *,
    speaker: str | None = None,
    addressee: str | None = None,
    about: str | None = None,
) -> Table[StatementRow]:
    """Return the statements by a speaker, to an addressee, whose content has the words `about`."""
    query = select_current(STATEMENTS, filters)
    if speaker:
        query = query.where(takes_part(STATEMENTS, speaker, ("speaker",)))
    if addressee:
        query = query.where(takes_part(STATEMENTS, addressee, ("addressee",)))
    if about:
        query = query.where(STATEMENTS.c.id.in_(select_records(about, sqlite=store.is_sqlite)))
    with store.begin() as connection:
        rows = connection.execute(query).mappings().all()
        parties, reviews = load_parties(connection, rows), load_reviews(connection, rows)
    made = [_make_row(row, parties[row["reading"], row["id"]], reviews) for row in rows]
    return Table.of(StatementRow, made)


def _make_row(row: RowMapping, parties: Parties, reviews: Reviews) -> StatementRow:
    return StatementRow(
        **cite(row, reviews),
        kind=row["kind"],
        cue=row["cue"],
        medium=row["medium"],
        speaker=parties.get("speaker", ()),
        addressee=parties.get("addressee", ()),
        via=parties.get("via", ()),
    )
