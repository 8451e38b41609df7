"""How much happened when, and between whom: counts for charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlalchemy.sql.expression import FromClause

from demarche.ledger.store.opening import Store
from demarche.ledger.store.schema import EVENTS, MEMBERS, PARTIES
from demarche.model.base import Noun
from demarche.query.filters import Filters, select_current
from demarche.query.parties import ACTING, takes_part
from demarche.query.table import Table

Period = Literal["day", "month", "year"]
_DIGITS: dict[Period, int] = {"day": 10, "month": 7, "year": 4}
CONTACT = "CONSULT"
HELD = ("occurred", "ongoing")
AHEAD = ("planned", "proposed", "requested", "possible", "conditional")
# What stands for a country where an actor has none: the body itself is the side then.
_NO_COUNTRY = ("IGO", "NGO", "MNC", "IMG")


class ActivityRow(Noun):
    """Counts of a day, month or year: contacts held, contacts ahead, other events. A record counts
    once, however many tell of it alike.
    """

    period: str
    held: int
    ahead: int
    other: int


class PairRow(Noun):
    """How often two sides were in contact, and the last day; sides are countries' codes or ids of
    bodies and persons without a country.
    """

    one: str
    other: str
    contacts: int
    last: str | None


def count_activity(
    store: Store, filters: Filters, *, between: Sequence[str] = (), by: Period = "month"
) -> Table[ActivityRow]:
    """Return how many events there were in each period, in order; those without a day are left
    out. Records linked as one occurrence count once in a period.
    """
    columns = EVENTS.c
    period = func.substr(columns.day, 1, _DIGITS[by]).label("period")
    one = func.coalesce(MEMBERS.c.occurrence, columns.id)
    contact = columns.type == CONTACT
    query = (
        select_current(EVENTS, filters)
        .order_by(None)
        .outerjoin(MEMBERS, MEMBERS.c.record == columns.id)
        .where(columns.day.is_not(None), *(takes_part(EVENTS, n, ACTING) for n in between))
        .with_only_columns(
            period,
            _count_distinct(and_(contact, columns.status.in_(HELD)), one),
            _count_distinct(and_(contact, columns.status.in_(AHEAD)), one),
            _count_distinct(columns.type != CONTACT, one),
        )
        .group_by(period)
        .order_by(period)
    )
    with store.begin() as connection:
        rows = [ActivityRow(period=r[0], held=r[1], ahead=r[2], other=r[3])
                for r in connection.execute(query)]  # fmt: skip
    return Table.of(ActivityRow, rows)


def count_pairs(store: Store, filters: Filters) -> Table[PairRow]:
    """Return how often every two sides were in contact, the most often first."""
    one, other = PARTIES.alias("one"), PARTIES.alias("other")
    sides = _side(one), _side(other)
    told = func.coalesce(MEMBERS.c.occurrence, EVENTS.c.id)
    contacts = func.count(func.distinct(told)).label("contacts")
    query = (
        select_current(EVENTS, filters.model_copy(update={"limit": None}))
        .order_by(None)
        .outerjoin(MEMBERS, MEMBERS.c.record == EVENTS.c.id)
        .join(one, _takes_part(one))
        .join(other, _takes_part(other))
        .where(sides[0] < sides[1])
        .with_only_columns(*sides, contacts, func.max(EVENTS.c.day))
        .group_by(*sides)
        .order_by(contacts.desc(), *sides)
    )
    with store.begin() as connection:
        found = connection.execute(query.limit(filters.limit) if filters.limit else query)
        rows = [PairRow(one=r[0], other=r[1], contacts=r[2], last=r[3]) for r in found]
    return Table.of(PairRow, rows)


def _count_distinct(wanted: ColumnElement[bool], what: ColumnElement[Any]) -> ColumnElement[int]:
    return func.count(func.distinct(case((wanted, what))))


def _takes_part(part: FromClause) -> ColumnElement[bool]:
    return and_(
        part.c.reading == EVENTS.c.reading,
        part.c.record == EVENTS.c.id,
        part.c.role.in_(ACTING),
    )


def _side(part: FromClause) -> ColumnElement[Any]:
    country = part.c.country
    stateless = or_(country.is_(None), country.in_(_NO_COUNTRY))
    return case((stateless, part.c.registry), else_=country)
