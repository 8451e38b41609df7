"""A ledger to be exported: a call told twice, a promise, a visit abroad, a call that was denied."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from demarche.export.leaving import export_ledger
from demarche.ledger.store import Store, Writer
from demarche.model import (
    Actor,
    Event,
    EventTime,
    Mention,
    Place,
    Report,
    Role,
    Span,
)
from tests.export.made_up import make_document
from tests.query.conftest import RUN, ledger, linked, path, store

__all__ = ["ledger", "linked", "path", "store"]

LICENCE = "CC-BY-4.0; quotes © their publishers"
VISIT_TEXT = (
    "President Mara Olt, in Paris on 3 May 2031, met\tForeign Minister Jules Roy\n"
    "on “trade & tolls”. She did not call Oslo."
)


def find(quote: str) -> Span:
    start = VISIT_TEXT.index(quote)
    return Span.of(VISIT_TEXT, start, start + len(quote))


def mention(quote: str) -> Mention:
    span = find(quote)
    return Mention.of(VISIT_TEXT, span.start, span.end, form="name")


def make_visit() -> Report:
    """Return a report of a visit to Paris whose evidence crosses a line, and a call denied."""
    day = EventTime(start="2031-05-03", end="2031-05-03", precision="day", method="explicit")
    paris = Place(name="Paris", span=find("Paris"), country="FRA", lat=48.85, lon=2.35,
                  geonames=2988507)  # fmt: skip
    return Report(
        document=make_document(
            VISIT_TEXT, id="visit", title='A "visit", and tolls', outlet="Seine Wire",
            url="https://example.org/visit?a=1&b=2", published=None,
        ),
        actors=(
            Actor(id="a:olt", name="Mara Olt", kind="person", country="NOR", sectors=("GOV", "ELI"),
                  role=Role(title="President", span=find("President")),
                  mentions=(mention("President Mara Olt"),)),
            Actor(id="a:roy", name="Jules Roy", kind="person", country="FRA", sectors=("GOV",),
                  mentions=(mention("Foreign Minister Jules Roy"),), wikidata="Q1"),
        ),
        events=(
            Event(id="e:visit", type="CONSULT", mode="visit", source=("a:olt",), target=("a:roy",),
                  status="occurred", time=day, place=paris, medium="in-person",
                  topics=(find("trade & tolls"),), trigger=find("met"), contexts=("economic",),
                  evidence=(find("President Mara Olt, in Paris on 3 May 2031, met\tForeign "
                                 "Minister Jules Roy\non “trade & tolls”"),), confidence=0.5),
            Event(id="e:none", type="CONSULT", mode="phone", source=("a:olt",), status="negated",
                  trigger=find("call"), evidence=(find("She did not call Oslo"),)),
        ),
    )  # fmt: skip


@pytest.fixture
def visited(linked, store: Store):
    """The ledger, linked, with the visit."""
    Writer(store, RUN).add_report(make_visit())
    return linked


@pytest.fixture
def text_of(visited) -> Callable[..., str]:
    """Return what an export writes to a stream."""

    def _write(format: str, *between: str, **options: object) -> str:
        stream = io.StringIO(newline="")
        export_ledger(visited, format, stream, *between, licence=LICENCE, **options)
        return stream.getvalue()

    return _write


@pytest.fixture
def folder_of(visited, tmp_path) -> Callable[..., object]:
    """Return the folder that an export fills."""

    def _write(format: str, **options: object):
        export_ledger(visited, format, tmp_path / format, licence=LICENCE, **options)
        return tmp_path / format

    return _write
