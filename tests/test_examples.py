"""The sample articles that come with the package: real stories, read to records that quote."""

from __future__ import annotations

from typing import Any

import pytest

from demarche.model import Report
from demarche.model.span import find_spans
from demarche.reading import read_items
from demarche.sources import RawItem


@pytest.fixture(scope="module")
def reports(samples: list[dict[str, Any]]) -> dict[str, Report]:
    items = [
        RawItem(
            origin=s["id"], id=s["id"], content=s["text"], media="text",
            outlet=s["outlet"], title=s["title"], published=s["published"],
        )
        for s in samples
    ]  # fmt: skip
    return {report.document.id: report for report in read_items(items)}


def test_samples_are_dated_and_of_a_length_to_read(samples: list[dict[str, Any]]) -> None:
    assert len({s["id"] for s in samples}) == len(samples) >= 5
    for sample in samples:
        assert 200 <= len(sample["text"].split()) <= 600
        assert len(sample["published"]) == len("2023-03-10")


def test_every_sample_gives_records_that_quote_it(reports: dict[str, Report]) -> None:
    for ident, report in reports.items():
        assert report.events, ident
        assert report.statements, ident
        for span in find_spans(report):
            assert report.document.text[span.start : span.end] == span.quote


def test_no_sample_gives_an_error(reports: dict[str, Report]) -> None:
    for report in reports.values():
        assert [f for f in report.findings if f.severity == "error"] == []


def test_every_record_that_names_an_actor_finds_it(reports: dict[str, Report]) -> None:
    for report in reports.values():
        known = {actor.id for actor in report.actors}
        for event in report.events:
            assert {*event.source, *event.target, *event.claimed_by} <= known
        for statement in report.statements:
            assert {*statement.speaker, *statement.addressee, *statement.via} <= known
        for commitment in report.commitments:
            assert {*commitment.by, *commitment.to} <= known


@pytest.mark.parametrize(
    ("ident", "kind", "status", "quote"),
    [
        ("beijing-2023", "AGREE", "occurred", "agreed on Friday to restore"),
        ("downing-street-2022", "CONSULT", "occurred", "spoke to President Volodymyr"),
        ("marbles-2023", "CONSULT", "cancelled", "cancelled a meeting"),
        ("marbles-2023", "REJECT", "occurred", "declined the offer"),
        ("hanoi-2019", "CONSULT", "occurred", "spoke by phone with Mr. Trump"),
        ("camp-david-2023", "ACCUSE", "occurred", "We condemn the Democratic"),
    ],
)
def test_what_the_stories_tell_is_found(
    reports: dict[str, Report], ident: str, kind: str, status: str, quote: str
) -> None:
    at = reports[ident].document.text.index(quote)
    found = [
        (event.type, event.status)
        for event in reports[ident].events
        if any(s.start < at + len(quote) and at < s.end for s in (*event.evidence, event.trigger))
    ]
    assert (kind, status) in found
