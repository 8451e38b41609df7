"""Documents: which there are; one with its records marked in place; where a record stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from demarche.export.cards import TITLES
from demarche.export.page import Shown, show_report
from demarche.model import Report
from demarche.model.base import Noun
from demarche.query.documents import DocumentRow
from demarche.web.asking import Asked, Held, Limits, Pager, cut_page
from demarche.web.showing import add_page, show

router = APIRouter()
_ROWS = 60


class DocumentsPage(Noun):
    """A page of documents, the newest first."""

    asked: Asked
    rows: tuple[DocumentRow, ...]
    pager: Pager


def build_list(ledger: Held, asked: Limits) -> DocumentsPage:
    """Documents with how many records they have, the newest first."""
    limits = asked.limits("since", "until", "outlet")
    rows, pager = cut_page(ledger.documents(**limits, **asked.cut(_ROWS)).rows, _ROWS, asked.page)
    return DocumentsPage(asked=asked, rows=rows, pager=pager)


@router.get("/documents/{id}.json", response_model=Report, response_model_by_alias=True)
def send_report(ledger: Held, id: str) -> Report:
    """Return the newest report of a document: its text and every record."""
    return ledger.report(id)


@router.get("/documents/{id}", include_in_schema=False)
def show_document(request: Request, ledger: Held, id: str) -> Response:
    """Show a document with its records marked in place; each record's id is its anchor."""
    shown = _name_records(show_report(ledger.report(id), id))
    counts = Counter(card.kind for group in shown.groups for card in group.cards)
    kinds = {kind: (title, counts[kind]) for kind, title in TITLES.items() if counts[kind]}
    twin = f"{request.url.path}.json"
    return show(request, "document.html", it=shown, kinds=kinds, twin=twin)


@router.get("/records/{id}", include_in_schema=False)
def find_record(ledger: Held, id: str) -> Response:
    """Lead to the place of a record in its document: an address that lasts."""
    return RedirectResponse(f"/documents/{ledger.document_of(id)}#{id}", 302)


def _name_records(shown: Shown) -> Shown:
    return replace(shown, refs={id: id for id in shown.refs})


add_page(router, "/documents", "documents.html", build_list, model=DocumentsPage)
