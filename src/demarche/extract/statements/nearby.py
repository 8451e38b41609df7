"""Things by where they stand in a text, so that only neighbours are compared."""

from __future__ import annotations

from typing import Generic, TypeVar

from demarche.extract.statements.draft import Range

_STRIDE = 2000
T = TypeVar("T")


class Nearby(Generic[T]):
    """Things by where they stand, so that only those near a range are compared with it."""

    def __init__(self) -> None:
        self._shelves: dict[int, list[T]] = {}

    def add(self, place: Range, thing: T) -> None:
        """Put a thing where it stands."""
        for shelf in _shelves(place):
            self._shelves.setdefault(shelf, []).append(thing)

    def find(self, place: Range) -> list[T]:
        """Return the things that may share a character with the range, in the order put."""
        return [x for shelf in _shelves(place) for x in self._shelves.get(shelf, ())]


def _shelves(place: Range) -> range:
    return range(place[0] // _STRIDE, place[1] // _STRIDE + 1)
