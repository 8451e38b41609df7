"""Passages found by their words, with their place in the document's text."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.model import Report
from demarche.model.base import Noun
from demarche.query import Ledger
from demarche.query.rows import HitRow

MARKS = ("\x02", "\x03")  # no text has them
_EDGES = "… \n"  # where the search cuts a passage
_GAP = " … "  # between the stretches of a record's quote


class Passage(Noun):
    """A passage that has the words; `kind` is document, or the kind of record whose quote it is.

    `quote` begins at code point `start` of the text of `document`; `start` is None where the words
    begin in the title.
    """

    kind: str
    record: str | None
    quote: str
    start: int | None
    document: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None


def place_hits(ledger: Ledger, hits: Sequence[HitRow]) -> tuple[Passage, ...]:
    """Return the hits with their places, in their order."""
    documents = list(dict.fromkeys(hit.document for hit in hits))
    reports = {report.document.id: report for report in ledger.reports(documents)}
    return tuple(_place(hit, reports[hit.document]) for hit in hits)


def _place(hit: HitRow, report: Report) -> Passage:
    quote = hit.words.replace(MARKS[0], "").replace(MARKS[1], "").strip(_EDGES)
    text, begin = report.document.text, _find_start(hit.record, report)
    start = text.find(quote, begin)
    if start < 0 and hit.record:  # a quote of several stretches: the first of them
        start = text.find(quote.partition(_GAP)[0], begin)
    elif start < 0 and hit.title and text.startswith(hit.title):
        told = quote.partition("\n")[2]  # the title stands twice: once is enough
        quote, start = (told, 0) if told and text.startswith(told) else (quote, start)
    known = hit.model_dump(exclude={"words"})
    return Passage(**known, quote=quote, start=start if start >= 0 else None)


def _find_start(record: str | None, report: Report) -> int:
    """Return where the quote of a record begins: 0 for none."""
    if record is None:
        return 0
    starts = {one.id: one.evidence[0].start for one in report.events}
    starts |= {one.id: one.evidence[0].start for one in report.commitments}
    starts |= {one.id: one.evidence[0].start for one in report.exchanges}
    starts |= {one.id: one.evidence[0].start for one in report.positions}
    starts |= {one.id: one.content[0].start for one in report.statements}
    return starts.get(record, 0)
