"""Near-duplicate and syndicated documents are one origin: MinHash over word shingles.

Candidates come from locality-sensitive hashing (Broder 1997; Indyk and Motwani 1998), and every
candidate is checked on the shingles themselves, so that the hashing can only miss, never invent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from demarche.grounding.actors.spelling import fold
from demarche.ledger.link.book import OriginBook, load_link
from demarche.model import Document

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b(?:[A-Z]\w+|\d[\d.,]*)")
_PRIME = (1 << 61) - 1
_MASK = (1 << 32) - 1
_SEED = 20_250_212
_EACH_WITH_EACH = 50


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two documents are.

    `jaccard` of the shingles, `containment` of the shorter's in the longer and `names` in common
    are shares, 0 to 1; `shared` counts shingles; `mould` tells of two days of one outlet.
    """

    one: str
    other: str
    jaccard: float
    containment: float
    names: float
    shared: int
    mould: bool


@dataclass(frozen=True, slots=True)
class _Sketch:
    document: Document
    shingles: frozenset[int]
    names: frozenset[str]


def find_copies(documents: Sequence[Document], *, book: OriginBook | None = None) -> list[Likeness]:
    """Return the pairs of documents that are one text, each pair once, in order of ids."""
    book = book or load_link().origins
    sketches = [_sketch(document, book) for document in documents]
    found = (_compare(sketches[a], sketches[b], book) for a, b in _list_candidates(sketches, book))
    alike = [likeness for likeness in found if _is_copy(likeness, book)]
    return sorted(alike, key=lambda likeness: (likeness.one, likeness.other))


def group_origins(
    documents: Sequence[Document], pairs: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Return the origin of every document: the id of the earliest document of its text.

    A document joins the earliest origin whose first document it is a copy of; copies of copies
    alone do not make one text.
    """
    copies: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        copies[one].add(other)
        copies[other].add(one)
    origin: dict[str, str] = {}
    for document in sorted(documents, key=_place):
        if document.id in origin:
            continue
        origin[document.id] = document.id
        for copy in sorted(copies[document.id]):
            origin.setdefault(copy, document.id)
    return origin


def _place(document: Document) -> tuple[str, str]:
    published = document.published
    return (published.start if published and published.start else "~", document.id)


def _sketch(document: Document, book: OriginBook) -> _Sketch:
    words = [word.encode("utf-8") for word in _WORD.findall(fold(document.text))]
    size = min(book.shingle_words, len(words)) or 1
    shingles = frozenset(
        crc32(b" ".join(words[at : at + size])) for at in range(len(words) - size + 1)
    )
    return _Sketch(document, shingles, frozenset(_NAME.findall(document.text)))


def _list_candidates(sketches: list[_Sketch], book: OriginBook) -> Iterator[tuple[int, int]]:
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for at, sketch in enumerate(sketches):
        if sketch.shingles:
            signature = _sign(sketch.shingles, book)
            for band in range(0, book.permutations - book.rows + 1, book.rows):
                buckets[band, signature[band : band + book.rows].tobytes()].append(at)
    seen: set[tuple[int, int]] = set()
    for members in buckets.values():
        # A text that half the world prints is compared with its first copy, not each with each.
        few = len(members) <= _EACH_WITH_EACH
        for at, one in enumerate(members if few else members[:1]):
            seen.update((one, other) for other in members[at + 1 :])
    return iter(sorted(seen))


def _sign(shingles: frozenset[int], book: OriginBook) -> NDArray[np.uint64]:
    factors, terms = _draw_permutations(book.permutations)
    values = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    hashed = (values[:, None] * factors[None, :] + terms[None, :]) % np.uint64(_PRIME)
    least: NDArray[np.uint64] = (hashed & np.uint64(_MASK)).min(axis=0)
    return least


@cache
def _draw_permutations(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return factors and terms of universal hashes; a fixed seed, so the same in every process."""
    draw = np.random.default_rng(_SEED)
    factors = draw.integers(1, 1 << 31, size=count, dtype=np.uint64)
    return factors, draw.integers(0, 1 << 31, size=count, dtype=np.uint64)


def _compare(one: _Sketch, other: _Sketch, book: OriginBook) -> Likeness:
    shared = len(one.shingles & other.shingles)
    sizes = sorted((len(one.shingles), len(other.shingles)))
    fewer = min(len(one.names), len(other.names))
    first, second = sorted((one.document, other.document), key=lambda document: document.id)
    return Likeness(
        one=first.id,
        other=second.id,
        jaccard=shared / (sum(sizes) - shared),
        containment=shared / sizes[0] if sizes[0] >= book.least_share * sizes[1] else 0.0,
        names=len(one.names & other.names) / fewer if fewer else 1.0,
        shared=shared,
        mould=_of_one_mould(first, second),
    )


def _of_one_mould(one: Document, other: Document) -> bool:
    """Tell whether one outlet published the two on different days."""
    if one.outlet is None or one.outlet != other.outlet:
        return False
    return one.published is not None and one.published != other.published


def _is_copy(likeness: Likeness, book: OriginBook) -> bool:
    if likeness.shared < book.least_shingles:
        return likeness.jaccard == 1.0
    if likeness.names < book.names:
        return False
    if likeness.mould:
        return likeness.jaccard >= book.template
    return likeness.jaccard >= book.jaccard or likeness.containment >= book.containment
