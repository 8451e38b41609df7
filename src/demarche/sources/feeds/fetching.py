"""The new articles that feeds list, fetched."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from demarche.errors import SourceError
from demarche.sources.feeds.addresses import name_site
from demarche.sources.feeds.asking import DISALLOWED, LEFT_ALONE, NO_ROBOTS, Asker
from demarche.sources.feeds.entries import Entry
from demarche.sources.feeds.listing import Feed, FeedList
from demarche.sources.feeds.state import STATE_FAULTS, State
from demarche.sources.feeds.visiting import Visit
from demarche.sources.items import FailedItem, RawItem, SourceItem
from demarche.sources.web import open_answer

_KINDS = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1"
_UNREACHED = frozenset({"S211", "S212"})
_Queue = deque[tuple[Feed, Entry]]


@dataclass(frozen=True, slots=True)
class _Fetched:
    """An article that was asked for; `had` tells whether the server gave it."""

    entry: Entry
    feed: Feed
    had: bool


class Fetcher:
    """Fetches the articles that are waiting, host by host in turn.

    Its methods raise `SourceError` S237 for the state alone. `refused` counts, by feed, articles
    that robots.txt does not allow.
    """

    def __init__(self, feeds: FeedList, *, asker: Asker, state: State) -> None:
        self._list = feeds
        self._asker = asker
        self._state = state
        self._in_hand: dict[str, _Fetched] = {}
        self.refused: Counter[str] = Counter()

    def count_waiting(self, feed: Feed) -> int:
        """Return how many known articles of a feed are still to be fetched."""
        return self._state.count_waiting(feed.url)

    def count_wanted(self, visits: Sequence[Visit]) -> int:
        """Return how many articles `fetch` will ask for, at most."""
        return sum(len(self._list_wanted(visit)) for visit in visits)

    def fetch(self, visits: Sequence[Visit]) -> Iterator[SourceItem]:
        """Yield the new articles of the feeds that could be visited.

        No host is waited for while another may be asked. One that cannot be reached, or asks to be
        left alone, is asked for nothing more this time. `settle` is to be called with what became
        of each item.
        """
        queues: dict[str, _Queue] = {}
        for visit in visits:
            for entry in self._list_wanted(visit):
                if entry.address is None:
                    yield self._take_text(visit.feed, entry)
                else:
                    queue = queues.setdefault(name_site(entry.address), deque())
                    queue.append((visit.feed, entry))
        while queues:
            site = min(queues, key=self._asker.ready_at)
            feed, entry = queues[site].popleft()
            try:
                yield from self._fetch_one(feed, entry)
            except SourceError as error:
                if error.code in STATE_FAULTS:
                    raise
                queues[site].clear()
                if error.code in _UNREACHED:
                    yield self._take_failure(feed, entry, error)
            if not queues[site]:
                del queues[site]

    def settle(self, origin: str, fate: str) -> Feed:
        """Note what became of an article that `fetch` gave; return its feed.

        One that could not be fetched is tried again at the next visits; one that could not be read
        is not.
        """
        fetched = self._in_hand.pop(origin)
        if fate == "failed" and not fetched.had:
            self._state.note_failure(fetched.entry.key)
        else:
            self._state.settle(fetched.entry.key, fate)
        return fetched.feed

    def _list_wanted(self, visit: Visit) -> list[Entry]:
        if visit.outcome not in ("read", "unchanged"):
            return []
        return self._state.list_waiting(visit.feed.url, self._list.most_of(visit.feed))

    def _take_text(self, feed: Feed, entry: Entry) -> RawItem:
        """Return an article whose text the feed itself gives."""
        self._in_hand[entry.key] = _Fetched(entry, feed, had=True)
        return RawItem(
            entry.key,
            f"<html><body>{entry.content}</body></html>",
            "html",
            url=feed.url,
            outlet=feed.outlet,
            title=entry.title,
            published=entry.published,
        )

    def _take_failure(self, feed: Feed, entry: Entry, error: SourceError) -> FailedItem:
        address = entry.address or entry.key
        self._in_hand[address] = _Fetched(entry, feed, had=False)
        return FailedItem(address, error, url=address)

    def _fetch_one(self, feed: Feed, entry: Entry) -> Iterator[SourceItem]:
        """Yield what the article's address gives; raises where its host should be left alone."""
        address = entry.address or entry.key
        try:
            answer = self._asker.get(address, {"Accept": _KINDS}).answer
        except SourceError as error:
            if error.code in STATE_FAULTS | _UNREACHED | {LEFT_ALONE, NO_ROBOTS}:
                raise
            if error.code == DISALLOWED:
                self.refused[feed.url] += 1
                self._state.settle(entry.key, "refused")
            else:
                yield self._take_failure(feed, entry, error)
            return
        for item in open_answer(answer, address, max_bytes=len(answer.body) + 1):
            self._in_hand[item.origin] = _Fetched(entry, feed, had=True)
            yield _add_known(item, feed, entry)


def _add_known(item: SourceItem, feed: Feed, entry: Entry) -> SourceItem:
    """Return the item with what the feed says of it, where it does not say so itself."""
    if isinstance(item, FailedItem):
        return item
    return replace(
        item,
        outlet=item.outlet or feed.outlet,
        published=item.published or entry.published,
    )
