"""What a notebook shows of a report, document, answer, timeline or comparison.

Each is a small HTML fragment: no script, no style sheet, nothing from outside, all text escaped.
"""

from __future__ import annotations

from typing import Any

from demarche.export.cards import make_deck
from demarche.export.drawing import draw_timeline
from demarche.export.entries import tell_row
from demarche.export.page import (
    cover_text,
    find_web,
    make_environment,
    name_document,
    tell_document,
)
from demarche.export.wording import clean
from demarche.ledger.link.compare import Comparison, Finding
from demarche.ledger.link.items import ItemKind
from demarche.model import Document, Report
from demarche.query.comparison import Compared
from demarche.query.rows import MomentRow
from demarche.query.table import Table

_OPEN_KINDS = frozenset({"contact", "event", "finding"})
MOST_ROWS = 100
_HEADINGS: dict[ItemKind, str] = {
    "topic": "Topics", "ask": "Asks", "promise": "Promises", "tone": "Tone",
}  # fmt: skip
_FINDINGS: dict[Finding, str] = {
    "both": "both", "differently": "differently", "only-one": "one alone",
    "only-other": "one alone",
}  # fmt: skip


def render_record(record: Any) -> str | None:
    """Return the record as an HTML fragment; None for a kind that has none."""
    if isinstance(record, Report):
        return render_report(record)
    if isinstance(record, Document):
        return render_document(record)
    if isinstance(record, Table):
        return render_table(record)
    if isinstance(record, Compared):
        names = (record.one.outlet, record.other.outlet)
        return render_comparison(record.comparison, names=names)
    return render_comparison(record) if isinstance(record, Comparison) else None


def render_report(report: Report) -> str:
    """Return the report: its heading, and a folded table for each kind of record."""
    return _fill(
        "notebook.html",
        title=name_document(report.document),
        facts=tell_document(report.document),
        groups=make_deck(report).groups,
        open_kinds=_OPEN_KINDS,
    )


def render_document(document: Document) -> str:
    """Return the document: its heading, and its text, folded, in its paragraphs."""
    return _fill(
        "notebook-document.html",
        title=name_document(document),
        facts=tell_document(document),
        url=find_web(document.url),
        blocks=[
            (block.kind, clean(document.text[block.start : block.end]))
            for block in cover_text(document)
        ],
    )


def render_table(table: Table[Any]) -> str:
    """Return the answer as a table of at most `MOST_ROWS` rows; over a timeline, its drawing."""
    shown = table.rows[:MOST_ROWS]
    entries = [tell_row(row) for row in shown]
    plain = not shown or None in entries
    moments = [row for row in table.rows if isinstance(row, MomentRow)]
    return _fill(
        "notebook-table.html",
        drawing=draw_timeline(moments),
        entries=[] if plain else entries,
        columns=table.columns if plain else (),
        lines=Table(table.columns, shown).list_values() if plain else [],
        count=len(table),
        left=len(table) - len(shown),
        find_web=find_web,
    )


def render_comparison(
    comparison: Comparison, *, names: tuple[str | None, str | None] = (None, None)
) -> str:
    """Return the comparison: a column a document, a line a thing told, and where they conflict.

    `names` are what the documents are called; without them, the sides or ids stand there.
    """
    known = zip(names, comparison.sides, (comparison.one, comparison.other), strict=True)
    groups = [
        (heading, [line for line in comparison.lines if line.kind == kind])
        for kind, heading in _HEADINGS.items()
    ]
    return _fill(
        "notebook-comparison.html",
        names=[name or side or document for name, side, document in known],
        conflicts=comparison.conflicts,
        groups=[(heading, lines) for heading, lines in groups if lines],
        findings=_FINDINGS,
    )


def _fill(template: str, **values: Any) -> str:
    return make_environment().get_template(template).render(**values)
