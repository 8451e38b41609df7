"""What a page is asked: limits from the address, cut into pages; empty fields are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request

from demarche.model.base import Noun
from demarche.query import Ledger
from demarche.query.filters import check_day
from demarche.web.memory import Memory

LAST_PAGE = 200
_LONGEST = 200
T = TypeVar("T")
Words = Annotated[str | None, Query(max_length=_LONGEST)]


def get_ledger(request: Request) -> Ledger:
    """Return the ledger of the site."""
    ledger: Ledger = request.app.state.ledger
    return ledger


def get_memory(request: Request) -> Memory:
    """Return what the site remembers."""
    memory: Memory = request.app.state.memory
    return memory


Held = Annotated[Ledger, Depends(get_ledger)]
Kept = Annotated[Memory, Depends(get_memory)]


class Asked(Noun):
    """What narrows a page: days, actors, type, status, place, outlet; and which page of it."""

    since: str | None = None
    until: str | None = None
    actors: tuple[str, ...] = ()
    type: str | None = None
    status: str | None = None
    place: str | None = None
    outlet: str | None = None
    page: int = 1

    def limits(self, *names: str) -> dict[str, Any]:
        """Return the limits of those names that are set, as the ledger's questions take them."""
        return {n: value for n in names if (value := getattr(self, n)) is not None}

    def cut(self, size: int) -> dict[str, int]:
        """Return what leaves one page of `size` rows, and one more to see whether it goes on."""
        return {"limit": size + 1, "skip": (self.page - 1) * size}

    def write(self, **changes: Any) -> str:
        """Return the address's query with changes; what is not set is left out."""
        known: dict[str, Any] = {
            name: value
            for name, value in self.model_dump(exclude={"actors", "page"}).items()
            if value is not None
        }
        known |= {"actor": list(self.actors)} if self.actors else {}
        known |= changes
        known = {name: value for name, value in known.items() if value not in (None, "", [])}
        return urlencode(known, doseq=True)


def read_asked(
    since: Words = None,
    until: Words = None,
    actor: Annotated[list[str] | None, Query(max_length=4)] = None,
    type: Words = None,
    status: Words = None,
    place: Words = None,
    outlet: Words = None,
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> Asked:
    """Return what the address asks for. Raises `QueryError` Q101 for a date that is none."""
    for day in filter(None, (since, until)):
        check_day(day)
    names = tuple(name.strip()[:_LONGEST] for name in actor or () if name.strip())
    return Asked(
        since=since or None, until=until or None, actors=names, type=type or None,
        status=status or None, place=place or None, outlet=outlet or None, page=page,
    )  # fmt: skip


def read_day(
    as_of: Annotated[str | None, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = None,
) -> str | None:
    """Return the day that is asked about. Raises `QueryError` Q101 for one that is none."""
    return check_day(as_of) if as_of else None


AsOf = Annotated[str | None, Depends(read_day)]
Limits = Annotated[Asked, Depends(read_asked)]


class Pager(Noun):
    """Which page this is, and whether there is one more."""

    page: int
    more: bool


def cut_page(rows: Sequence[T], size: int, page: int) -> tuple[tuple[T, ...], Pager]:
    """Return one page of rows that were asked for with `Asked.cut`, and where it stands."""
    return tuple(rows[:size]), Pager(page=page, more=len(rows) > size and page < LAST_PAGE)
