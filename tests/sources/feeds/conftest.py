"""A site, a turned clock, and visits to the feeds of that site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from demarche.sources import FailedItem, SourceItem
from demarche.sources.feeds import Asker, FeedList, Fetcher, Limits, Pace, State, Visit, Visitor
from tests.sources.feeds.site import Site, TurnedClock, run_site

LIMITS = Limits(
    timeout=5.0,
    max_bytes=100_000,
    max_redirects=3,
    agent="demarche/0.1 (+https://example.org)",
    allow_private=True,
)


@dataclass
class Watch:
    """Visitor and fetcher over one state, with what they share."""

    visitor: Visitor
    fetcher: Fetcher
    clock: TurnedClock
    state: State
    feeds: FeedList

    def visit(self) -> list[Visit]:
        return [self.visitor.visit(feed) for feed in self.feeds.feeds]

    def go_round(self) -> tuple[list[Visit], list[SourceItem]]:
        """Visit all feeds, fetch what is new, and settle it as added or failed."""
        visits = self.visit()
        items = []
        for item in self.fetcher.fetch(visits):
            items.append(item)
            self.fetcher.settle(item.origin, "failed" if isinstance(item, FailedItem) else "added")
        return visits, items


@pytest.fixture
def site() -> Iterator[Site]:
    with run_site() as running:
        yield running


@pytest.fixture
def watch(tmp_path):
    """Return a function that opens a watch of feeds; called again, it is a restart."""
    from demarche.sources.feeds import open_state

    opened: list[State] = []
    clock = TurnedClock()

    def _open(
        *feeds: str | dict[str, object], limits: Limits = LIMITS, **settings: object
    ) -> Watch:
        for state in opened:
            state.close()
        entries = [one if isinstance(one, dict) else {"url": one} for one in feeds]
        listed = FeedList.model_validate({"pause": 0, "feeds": entries, **settings})
        state = open_state(tmp_path / "ledger.db.watch")
        opened.append(state)
        asker = Asker(limits, pace=Pace(listed.pause), state=state, clock=clock)
        visitor = Visitor(listed, asker=asker, state=state, clock=clock)
        fetcher = Fetcher(listed, asker=asker, state=state)
        return Watch(visitor, fetcher, clock, state, listed)

    yield _open
    for state in opened:
        state.close()
