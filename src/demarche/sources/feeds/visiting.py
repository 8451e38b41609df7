"""Visits to feeds: what is new in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from demarche.errors import SourceError
from demarche.sources.feeds.asking import LEFT_ALONE, NOT_MODIFIED, Asker, tell_time
from demarche.sources.feeds.entries import Child, Entry, Listing
from demarche.sources.feeds.listing import Feed, FeedList
from demarche.sources.feeds.pace import Clock, back_off
from demarche.sources.feeds.parsing import LONGEST_SITEMAP, read_listing
from demarche.sources.feeds.state import STATE_FAULTS, Memory, State
from demarche.sources.web import Answer

Outcome = Literal["read", "unchanged", "waiting", "failed"]

MOST_CHILDREN = 50  # sitemaps of one index that are read at one visit
DEEPEST = 2  # an index in an index, which no site should need
_KINDS = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9,"
    " text/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit to a feed gave.

    `listed` articles stand in it that are wanted, `new` of them were not known; `due` is when it
    may be visited next (seconds since 1970); `error` says why there was nothing.
    """

    feed: Feed
    outcome: Outcome
    due: float
    listed: int = 0
    new: int = 0
    notes: tuple[str, ...] = ()
    error: SourceError | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What the sitemaps of an index gave: articles listed, new ones, and what went wrong."""

    listed: int = 0
    new: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: _Found) -> _Found:
        return _Found(
            self.listed + other.listed, self.new + other.new, (*self.faults, *other.faults)
        )


class Visitor:
    """Visits the feeds of a list, and notes what is new in them.

    What is wrong with a feed is told of that one; its methods raise `SourceError` S237 for the
    state alone.
    """

    def __init__(self, feeds: FeedList, *, asker: Asker, state: State, clock: Clock) -> None:
        self._list = feeds
        self._asker = asker
        self._state = state
        self._clock = clock

    def list_due(self, *, once: bool) -> list[Feed]:
        """Return the feeds to be visited now; with `once`, also those visited a moment ago."""
        now = self._clock.now()
        return [one for one in self._list.feeds if once or self._state.recall(one.url).due <= now]

    def next_due(self) -> float:
        """Return when the next feed is to be visited."""
        return min(self._state.recall(one.url).due for one in self._list.feeds)

    def visit(self, feed: Feed) -> Visit:
        """Visit one feed, and note what is new in it; a feed that failed lately is left alone."""
        memory = self._state.recall(feed.url)
        if memory.failures and memory.due > self._clock.now():
            note = f"failed last time, tried again from {tell_time(memory.due)}"
            return Visit(feed, "waiting", memory.due, notes=(note,))
        try:
            return self._read(feed, memory)
        except SourceError as error:
            if error.code in STATE_FAULTS:
                raise
            return self._note_failure(feed, memory, error)

    def _read(self, feed: Feed, memory: Memory) -> Visit:
        given = self._asker.get(feed.url, _ask_for_change(memory), max_bytes=LONGEST_SITEMAP)
        due = self._clock.now() + self._list.interval(feed)
        moved = (f"moved to {given.moved}",) if given.moved else ()
        if given.answer.status == NOT_MODIFIED:
            self._state.note_visit(feed.url, replace(memory, failures=0, due=due))
            return Visit(feed, "unchanged", due, notes=("not modified", *moved))
        listing = read_listing(given.answer, now=self._clock.now())
        entries = _choose(feed, listing)
        new = self._state.note_visit(feed.url, _remember(given.answer, listing, due), entries)
        found = _Found(len(entries), new, tuple(_tell_state(listing)))
        found += self._read_children(feed, listing.children, depth=1)
        return Visit(feed, "read", due, found.listed, found.new, (*moved, *found.faults))

    def _read_children(self, feed: Feed, children: Iterable[Child], *, depth: int) -> _Found:
        """Read those sitemaps of an index that have changed."""
        found = _Found()
        for child in self._choose_changed(feed, children):
            try:
                found += self._read_child(feed, child, depth)
            except SourceError as error:
                if error.code in STATE_FAULTS:
                    raise
                found += _Found(faults=(f"{error.code}: {error.message}",))
                if error.code == LEFT_ALONE:
                    break
        return found

    def _read_child(self, feed: Feed, child: Child, depth: int) -> _Found:
        memory = self._state.recall(child.address)
        given = self._asker.get(child.address, _ask_for_change(memory), max_bytes=LONGEST_SITEMAP)
        if given.answer.status == NOT_MODIFIED:
            self._state.note_visit(child.address, replace(memory, stated=child.stated))
            return _Found()
        listing = read_listing(given.answer, now=self._clock.now())
        entries = _choose(feed, listing)
        known = replace(_remember(given.answer, listing, 0.0), stated=child.stated)
        new = self._state.note_visit(child.address, known, entries, feed=feed.url)
        found = _Found(len(entries), new, tuple(_tell_state(listing)))
        if listing.children and depth >= DEEPEST:
            return found + _Found(faults=(f"{child.address} is an index too deep to follow",))
        return found + self._read_children(feed, listing.children, depth=depth + 1)

    def _choose_changed(self, feed: Feed, children: Iterable[Child]) -> list[Child]:
        """Return the sitemaps that may list something new, no more than can be read at a visit."""
        first = feed.since.isoformat() if feed.since else ""
        chosen: dict[str, Child] = {}
        for child in children:
            known = self._state.recall(child.address).stated
            old = child.stated is not None and (child.stated == known or child.stated < first)
            if not old and child.address != feed.url:
                chosen.setdefault(child.address, child)
        return list(chosen.values())[:MOST_CHILDREN]

    def _note_failure(self, feed: Feed, memory: Memory, error: SourceError) -> Visit:
        now, interval = self._clock.now(), self._list.interval(feed)
        if error.code == LEFT_ALONE:
            due = max(self._asker.held_until(feed.url), now + interval)
            self._state.note_visit(feed.url, replace(memory, failures=0, due=due))
            return Visit(feed, "waiting", due, error=error)
        failures = memory.failures + 1
        due = now + back_off(failures, interval)
        self._state.note_visit(feed.url, replace(memory, failures=failures, due=due))
        return Visit(feed, "failed", due, error=error)


def _ask_for_change(memory: Memory) -> dict[str, str]:
    headers = {"Accept": _KINDS}
    if memory.etag:
        headers["If-None-Match"] = memory.etag
    if memory.modified:
        headers["If-Modified-Since"] = memory.modified
    return headers


def _remember(answer: Answer, listing: Listing, due: float) -> Memory:
    """Return what to ask the next visit with: nothing where the feed was broken, so that it is read
    again, nor where it is an index, which may stay the same while its sitemaps change.
    """
    if listing.broken or listing.children:
        return Memory(due=due)
    return Memory(answer.headers.get("etag"), answer.headers.get("last-modified"), due=due)


def _choose(feed: Feed, listing: Listing) -> list[Entry]:
    return [one for one in listing.entries if feed.wants(one.address or one.key, one.day)]


def _tell_state(listing: Listing) -> Iterator[str]:
    if listing.broken:
        yield "broken XML"
    if listing.unusable:
        yield f"{listing.unusable} without address or text"
