"""`demarche watch`: what is new in feeds, into a ledger."""

from __future__ import annotations

import signal
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from demarche.cli.add import INTERRUPTED, LedgerName, find_location, make_run, tell_fates
from demarche.cli.read import ALL_READ, NONE_READ, SOME_FAILED, Private
from demarche.errors import ConfigError

if TYPE_CHECKING:
    from demarche.cli.visits import Gain
    from demarche.ledger.adding import Added
    from demarche.ledger.store import Store
    from demarche.sources.feeds import FeedList, Fetcher, State, Visit, Visitor

_DIGITS = 8
_SHORTEST_WAIT = 1.0  # seconds

FeedsFile = Annotated[
    Path,
    typer.Argument(metavar="FEEDS", help="The list of feeds: a TOML file.", show_default=False),
]
Once = Annotated[bool, typer.Option("--once", help="Visit every feed once and leave.")]
Every = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="How often feeds are visited (30m, 6h, 1d)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print what each feed gave as JSON.")]


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def watch(
    feeds: FeedsFile,
    once: Once = False,
    ledger: LedgerName = None,
    every: Every = None,
    as_json: AsJson = False,
    allow_private: Private = False,
) -> None:
    """Visit RSS and Atom feeds and sitemaps, and add what is new in them to a ledger.

    Goes on until it is stopped, or visits each feed once. Exit status with --once: 0 all went well,
    1 something failed, 2 every feed did; 130 if it was stopped.
    """
    from demarche.ledger.store import open_store
    from demarche.sources.feeds import open_state

    listed = _load(feeds, every)
    location = find_location(ledger)
    store = open_store(location, create=True)
    try:
        state = open_state(find_state(location, feeds))
        try:
            visitor, fetcher = _make_rooms(listed, state, allow_private)
            _Watch(visitor, fetcher, store, as_json).go_on(once=once)
        finally:
            state.close()
    finally:
        store.close()


def find_state(location: str, feeds: Path) -> Path:
    """Return where the state is kept: beside the ledger's file, or, for a ledger on a server,
    beside the list of feeds.
    """
    from demarche.ids import hash_text

    if "://" not in location:
        return Path(f"{location}.watch")
    return feeds.with_name(f"{feeds.name}.{hash_text(location)[:_DIGITS]}.watch")


def _load(feeds: Path, every: str | None) -> FeedList:
    """Return the list of feeds; `--every` stands in for its own."""
    from demarche.sources.feeds import load_list, parse_duration

    listed = load_list(feeds)
    if every is None:
        return listed
    try:
        return listed.model_copy(update={"every": parse_duration(every)})
    except ValueError as error:
        raise ConfigError("C203", f"--every: {error}") from error


def _make_rooms(feeds: FeedList, state: State, allow_private: bool) -> tuple[Visitor, Fetcher]:
    from demarche.config import load_settings
    from demarche.sources.feeds import Asker, Fetcher, Limits, Pace, Visitor

    fetch = load_settings().fetch
    limits = Limits(
        timeout=fetch.timeout_seconds,
        max_bytes=fetch.max_bytes,
        max_redirects=fetch.max_redirects,
        agent=fetch.user_agent,
        allow_private=allow_private or fetch.allow_private,
    )
    clock = SystemClock()
    asker = Asker(limits, pace=Pace(feeds.pause), state=state, clock=clock)
    visitor = Visitor(feeds, asker=asker, state=state, clock=clock)
    return visitor, Fetcher(feeds, asker=asker, state=state)


@dataclass
class _Watch:
    """One run of the command; `fates` counts what became of articles, by feed, in this round."""

    visitor: Visitor
    fetcher: Fetcher
    store: Store
    as_json: bool
    total: Counter[str] = field(default_factory=Counter)
    fates: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def go_on(self, *, once: bool) -> NoReturn:
        """Make one round after another; with `once`, one round."""
        with _heeding_stop() as asked:
            while not asked:
                gains = self._go_round(once=once)
                if once:
                    _leave(gains, self.total, self.store.name)
                if not asked:
                    self._wait()
        told = tell_fates(self.total)
        typer.echo(f"demarche: stopped; {told}; run it again to go on", err=True)
        raise typer.Exit(INTERRUPTED)

    def _go_round(self, *, once: bool) -> list[Gain]:
        """Visit the feeds that are due, add what is new in them, and print what each gave."""
        from demarche.cli.bar import show_bar
        from demarche.cli.visits import Gain, print_gains

        due = self.visitor.list_due(once=once)
        visits = []
        with show_bar("visiting feeds", len(due)) as bar:
            for feed in due:
                visits.append(self.visitor.visit(feed))
                bar.advance()
        self._add_new(visits)
        gains = []
        for visit in visits:
            url = visit.feed.url
            waiting = self.fetcher.count_waiting(visit.feed)
            gains.append(Gain(visit, self.fates[url], self.fetcher.refused[url], waiting))
        print_gains(gains, as_json=self.as_json)
        return gains

    def _add_new(self, visits: list[Visit]) -> None:
        """Fetch and add what is new, one article at a time: hosts are waited for longer than
        reading takes.
        """
        from demarche.cli.bar import show_bar
        from demarche.cli.failures import print_failures
        from demarche.config import load_settings
        from demarche.ledger.adding import add_items

        self.fates.clear()
        self.fetcher.refused.clear()
        settings = load_settings().reading.model_copy(update={"batch_documents": 1})

        def note(added: Added) -> None:
            feed = self.fetcher.settle(added.origin, added.fate)
            self.fates[feed.url][added.fate] += 1
            self.total[added.fate] += 1
            if added.fate == "failed" and added.report:
                with bar.paused():
                    print_failures(added.report, added.origin)
            bar.advance()

        with show_bar("adding", self.fetcher.count_wanted(visits)) as bar:
            items = self.fetcher.fetch(visits)
            add_items(self.store, make_run(), items, note=note, settings=settings)

    def _wait(self) -> None:
        """Sleep until the next feed is due, and say so on a terminal."""
        from demarche.cli.progress import show_waiting
        from demarche.sources.feeds import tell_time

        due = self.visitor.next_due()
        with show_waiting(f"next visit {tell_time(due)}"):
            time.sleep(max(_SHORTEST_WAIT, due - time.time()))


@contextmanager
def _heeding_stop() -> Iterator[list[int]]:
    """Note Ctrl-C besides raising it: raised inside a clean-up, Python drops the exception.

    Yields the signals heard; the exception itself ends the block.
    """
    heard: list[int] = []

    def note(number: int, _: object) -> NoReturn:
        heard.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield heard
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, before)


def _leave(gains: list[Gain], total: Counter[str], name: str) -> NoReturn:
    lost = sum(gain.lost for gain in gains)
    feeds = f"{len(gains)} feed{'' if len(gains) == 1 else 's'}"
    failed = f", {lost} of them failed" if lost else ""
    typer.echo(f"demarche: {name}: {feeds}{failed}; {tell_fates(total)}", err=True)
    if lost == len(gains):
        raise typer.Exit(NONE_READ)
    raise typer.Exit(SOME_FAILED if lost or total["failed"] else ALL_READ)
