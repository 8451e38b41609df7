"""A report as a small HTML fragment, for notebooks: no script, no outside parts, folded by kind."""

from __future__ import annotations

from demarche.export.cards import make_deck
from demarche.export.page import make_environment, name_document, tell_document
from demarche.model import Report

_OPEN_KINDS = frozenset({"contact", "event", "finding"})


def render_report(report: Report) -> str:
    """Return the report as an HTML fragment: its heading, and a folded table for each kind."""
    return (
        make_environment()
        .get_template("notebook.html")
        .render(
            title=name_document(report.document),
            facts=tell_document(report.document),
            groups=make_deck(report).groups,
            open_kinds=_OPEN_KINDS,
        )
    )
