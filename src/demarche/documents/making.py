"""One raw item to one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from demarche.documents import decode as decoding
from demarche.documents.blocks import find_blocks
from demarche.documents.clean import clean, cut
from demarche.documents.dates import date_in_lines, date_of_address, parse_published
from demarche.documents.kinds import guess_genre, guess_language
from demarche.documents.patterns import Limits, block_rules
from demarche.errors import DocumentError
from demarche.ids import hash_id, hash_text
from demarche.model import Block, Document, Finding, Published
from demarche.model.vocabulary import BlockKind
from demarche.sources import FailedItem, RawItem, SourceItem


class _Text(NamedTuple):
    """What an item holds once decoded, with what its markup told."""

    item: RawItem
    text: str
    findings: list[Finding]
    dated: Published | None = None
    hints: dict[int, BlockKind] | None = None


def make_document(
    raw: SourceItem, *, published: str | None = None
) -> tuple[Document, list[Finding]]:
    """Return the document of an item, and what the user should know about it.

    Where a finding is an error (nothing there, binary, no text, not English) the document is not
    to be analysed. `published` is the date given for the whole run and wins over all others.
    Raises `DocumentError` D110 when `published` is no date; nothing else.
    """
    given = parse_published(published) if published is not None else None
    if isinstance(raw, FailedItem):
        return _empty(_clean_fields(RawItem(raw.origin, "", url=raw.url))), [raw.finding]
    raw = _clean_fields(raw)
    try:
        read = _read_text(raw, block_rules().limits)
    except DocumentError as error:
        return _empty(raw), [_finding(error)]
    if not read.text.strip():
        missing = Finding(code="D101", severity="error", message=f"{raw.origin} holds no text")
        return _empty(read.item), [*read.findings, missing]
    return _assemble(read, given)


def _clean_fields(raw: RawItem) -> RawItem:
    """Return the item with given fields that can be stored (no lone surrogates, no controls)."""
    return replace(
        raw,
        id=_clean_field(raw.id),
        url=_clean_field(raw.url),
        outlet=_clean_field(raw.outlet),
        title=_clean_field(raw.title),
        published=_clean_field(raw.published),
    )


def _clean_field(value: str | None) -> str | None:
    return clean(value)[0] if value else None


def _read_text(raw: RawItem, limits: Limits) -> _Text:
    findings: list[Finding] = []
    content = raw.content
    if isinstance(content, bytes):
        charset, longest = raw.charset, limits.max_characters
        if raw.media == "html":
            longest = limits.max_markup
        if raw.media == "html" and not charset:
            from demarche.documents.html import declared_charset

            charset = declared_charset(content)
        content, findings = decoding.decode(content, limits, longest=longest, charset=charset)
    if raw.size is not None and len(content) <= limits.max_characters:
        findings = [*findings, _cut_finding(raw.size)]
    if raw.media == "html":
        return _read_markup(raw, content, findings, limits)
    text, cuts = cut(content, limits.max_characters)
    text, replaced = clean(text)
    return _Text(raw, text, [*findings, *cuts, *replaced])


def _read_markup(raw: RawItem, markup: str, findings: list[Finding], limits: Limits) -> _Text:
    from demarche.documents.html import read_page  # slow to import, and most input is text

    markup, cuts = cut(markup, limits.max_markup)
    markup, replaced = clean(markup)
    page = read_page(markup, url=raw.url)
    text, shortened = cut(page.text, limits.max_characters)
    findings = [*findings, *cuts, *replaced, *shortened]
    if not page.main and text.strip():
        message = "no main text found in the page: all of its text was taken"
        findings.append(Finding(code="D108", severity="warning", message=message))
    item = replace(
        raw,
        title=raw.title or page.title,
        outlet=raw.outlet or page.outlet,
        url=raw.url or page.url,
    )
    return _Text(item, text, findings, page.published, page.hints)


def _assemble(read: _Text, given: Published | None) -> tuple[Document, list[Finding]]:
    item, text, findings = read.item, read.text, list(read.findings)
    title = " ".join((item.title or "").split()) or None
    blocks, labels = find_blocks(text, title=title, hints=read.hints)
    dated, problems = _find_published(item, given, read.dated, text, blocks)
    language = guess_language(text)
    if language not in (None, "en"):
        message = f"the text is in another language ({language}): only English is read"
        problems.append(Finding(code="D107", severity="error", message=message))
    headline = next((text[b.start : b.end] for b in blocks if b.kind == "headline"), None)
    title = title or (" ".join(headline.split()) if headline else None)
    document = Document(
        id=item.id or hash_id("d", text),
        url=item.url,
        outlet=item.outlet,
        title=title,
        published=dated,
        language=language,
        sha256=hash_text(text),
        genre=guess_genre(text, title, blocks, len(labels)),
        text=text,
        blocks=blocks,
    )
    return document, findings + problems


def _find_published(
    item: RawItem,
    given: Published | None,
    metadata: Published | None,
    text: str,
    blocks: Sequence[Block],
) -> tuple[Published | None, list[Finding]]:
    """Settle the date: given for the run, given with the item, metadata, address, date line."""
    findings: list[Finding] = []
    if given is None and item.published:
        try:
            given = parse_published(item.published)
        except DocumentError as error:
            findings.append(_finding(error, severity="warning"))
    found = given or metadata or (date_of_address(item.url) if item.url else None)
    found = found or date_in_lines(text, blocks)
    if found is None:
        message = "no publication date: relative dates left unresolved"
        findings.append(Finding(code="D102", severity="note", message=message))
    return found, findings


def _empty(item: RawItem) -> Document:
    """Return the document of an item that holds nothing to read."""
    return Document(
        id=item.id or hash_id("d", item.origin),
        url=item.url,
        outlet=item.outlet,
        title=item.title,
        sha256=hash_text(""),
        text="",
    )


def _cut_finding(size: int) -> Finding:
    message = f"an input of {size} bytes was read only in part"
    return Finding(code="D106", severity="warning", message=message)


def _finding(error: DocumentError, *, severity: str = "error") -> Finding:
    hint = f" ({error.hint})" if error.hint else ""
    return Finding(
        code=error.code,
        severity="warning" if severity == "warning" else "error",
        message=f"{error.message}{hint}",
    )
