"""Items → the ledger: what was read before is passed over, the rest is read and stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from demarche.config import ReadingSettings
from demarche.ledger.reviewing.rederiving import renew_corrections
from demarche.ledger.store import Store, View, Writer
from demarche.ledger.store.naming import name_input
from demarche.ledger.store.writer import Run
from demarche.model import Report
from demarche.reading import Analyzer, has_failed, read_items
from demarche.sources import FailedItem, RawItem, SourceItem

Fate = Literal["added", "reread", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one item; `report` is None where it did not have to be read."""

    origin: str
    fate: Fate
    report: Report | None = None


def add_items(
    store: Store,
    run: Run,
    items: Iterable[SourceItem],
    *,
    published: str | None = None,
    note: Callable[[Added], None],
    reader: Analyzer | None = None,
    settings: ReadingSettings | None = None,
) -> None:
    """Read the items and add them to the ledger, each as soon as it is read; tell `note` of each.

    An item that the same version has read before is passed over; one that cannot be read is not
    stored, so that the next run tries again. Raises `LedgerError` and what `read_items` raises;
    what was told of as added by then is in the ledger.
    """
    view, writer = View(store), Writer(store, run)
    waiting: deque[tuple[str, str | None]] = deque()

    def pass_on() -> Iterator[SourceItem]:
        for item in items:
            name = _name_item(item, published)
            if name is not None and view.find_known([name], run.reader):
                note(Added(item.origin, "unchanged"))
                continue
            waiting.append((item.origin, name))
            yield item

    for report in read_items(pass_on(), published=published, reader=reader, settings=settings):
        origin, name = waiting.popleft()
        fate: Fate = "failed" if has_failed(report) else writer.add_report(report, origin=name)
        if fate == "reread":
            renew_corrections(store, run, report)
        note(Added(origin, fate, report))


def _name_item(item: SourceItem, published: str | None) -> str | None:
    if isinstance(item, FailedItem):
        return None
    return name_input(*_list_known(item), published)


def _list_known(item: RawItem) -> tuple[object, ...]:
    known = (item.id, item.url, item.outlet, item.title, item.published)
    return (item.content, item.media, item.charset, *known)
