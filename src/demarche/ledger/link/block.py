"""Which tellings are compared at all: those of one type, one pair of sides, and nearby days.

The work stays near linear in the number of records: a telling meets only its block, and a block
that grows too large is walked with a sliding window.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product

from demarche.ledger.link.book import BlockBook, load_link
from demarche.ledger.link.cluster import order_pair
from demarche.ledger.link.tellings import Telling

Key = tuple[str, ...]
_PAIR = 2


def list_pairs(
    tellings: Sequence[Telling], *, book: BlockBook | None = None
) -> list[tuple[Telling, Telling]]:
    """Return the pairs of tellings worth comparing, each once, in order of place."""
    book = book or load_link().block
    blocks: dict[Key, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        for key in list_keys(telling, book):
            blocks[key].append(at)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) > 1:
            pairs.update(_pair_members(members, tellings, book.most_tellings))
    return [(tellings[one], tellings[other]) for one, other in sorted(pairs)]


def _pair_members(
    members: list[int], tellings: Sequence[Telling], most: int
) -> Iterable[tuple[int, int]]:
    if len(members) <= most:
        return combinations(members, 2)
    ordered = sorted(members, key=lambda at: (*_order(tellings[at]), at))
    return (
        (min(one, other), max(one, other))
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 : place + most]
    )


def _order(telling: Telling) -> tuple[str, ...]:
    persons = sorted(person.last for side in telling.sides for person in side.persons)
    return (str(telling.start or ""), *persons)


def list_keys(telling: Telling, book: BlockBook) -> Iterator[Key]:
    """Yield the blocks of a telling: group of statuses, type, sides and days."""
    for sides in _list_side_keys(telling, book.most_sides):
        for when in _list_day_keys(telling, book):
            yield (telling.group, telling.event.type, *sides, when)


def _list_side_keys(telling: Telling, most: int) -> Iterator[Key]:
    if telling.is_mutual:
        yield from _list_mutual_keys(telling, most)
        return
    met = sorted(telling.keys - telling.acting) or [""]
    for doer in sorted(telling.acting)[:most]:
        yield from ((doer, other) for other in met[:most])


def _list_mutual_keys(telling: Telling, most: int) -> Iterator[Key]:
    """Yield pairs of sides, each by its key and by a person's name: the country may be unknown."""
    named = [
        (side.key, *(f"person {person.last}" for person in side.persons[:1]))
        for side in telling.sides[:most]
    ]
    for one, other in combinations(named, 2):
        yield from (order_pair(*pair) for pair in product(one, other))
    if len(named) == 1:
        persons = sorted({person.last for side in telling.sides for person in side.persons})
        yield from ((named[0][0], *pair) for pair in combinations(persons[:most], 2))
        if len(persons) < _PAIR:
            yield (named[0][0], "", "")


def _list_day_keys(telling: Telling, book: BlockBook) -> Iterator[str]:
    start, end = list_days(telling, book)
    if start is None or end is None:
        yield "undated"
    elif (end - start).days > book.widest_days:
        yield f"{start.year} to {end.year}"
    else:
        slack = timedelta(days=book.slack_days)
        first, last = (
            (day.toordinal()) // book.bucket_days for day in (start - slack, end + slack)
        )
        yield from (str(bucket) for bucket in range(first, last + 1))


def list_days(telling: Telling, book: BlockBook) -> tuple[date | None, date | None]:
    """Return the days a telling may speak of: its own, else those before its document."""
    if telling.start and telling.end:
        return telling.start, telling.end
    published = telling.source.published
    if published is None:
        return None, None
    ahead = timedelta(days=book.told_days if telling.group != "done" else 0)
    return published - timedelta(days=book.told_days), published + ahead
