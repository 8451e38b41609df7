"""Reports → one self-contained HTML page: the articles with their records marked in place.

Everything that comes from a document is escaped, and the page's own policy (CSP) admits no script
and no style but its own two, named by their hashes.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demarche.export.cards import TITLES, Card, Group, make_deck
from demarche.export.segments import Mark, Segment, cut_text
from demarche.export.wording import clean, describe_published, tidy
from demarche.model import Block, Document, Report

_TEMPLATES = Path(__file__).parent / "templates"
_TAGS = {"headline": "h2", "heading": "h3", "quote": "blockquote"}
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment ready to show: its text, the records it belongs to, the looks it takes.

    `anchors` are the records that stand here; `link` is the innermost that is no bystander.
    """

    text: str
    refs: tuple[str, ...]
    looks: tuple[str, ...]
    anchors: tuple[str, ...]
    link: str | None
    number: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the article, cut into pieces."""

    tag: str
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One document of the page. `refs` gives each card its id in the page, `numbers` its number."""

    ref: str
    title: str
    headed: bool
    facts: tuple[str, ...]
    url: str | None
    passages: tuple[Passage, ...]
    groups: tuple[Group, ...]
    refs: dict[str, str]
    numbers: dict[str, str]


def render_page(reports: Sequence[Report], *, title: str | None = None) -> str:
    """Return one HTML page with all the reports; it needs nothing from outside itself."""
    shown = [show_report(report, f"d{i}") for i, report in enumerate(reports, start=1)]
    counts = Counter(card.kind for one in shown for group in one.groups for card in group.cards)
    kinds = {kind: (title, counts[kind]) for kind, title in TITLES.items() if counts[kind]}
    style, script = read_part("page.css"), read_part("page.js")
    return (
        make_environment()
        .get_template("page.html")
        .render(
            title=title or (shown[0].title if len(shown) == 1 else "Demarche"),
            shown=shown,
            kinds=kinds,
            style=style,
            script=script,
            style_hash=_hash_part(style),
            script_hash=_hash_part(script),
        )
    )


@functools.cache
def make_environment() -> Environment:
    """Return the templates' environment: everything escaped, unknown names are errors."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["tidy"] = tidy
    return environment


def name_document(document: Document) -> str:
    """Return what a person calls the document: its title, else its first words, else its id."""
    return tidy(document.title or "") or tidy(document.text[:80]) or tidy(document.id)


def tell_document(document: Document) -> tuple[str, ...]:
    """Return what is known of the document as a whole: outlet, date, genre, language, length."""
    words = len(document.text.split())
    return tuple(
        tidy(fact)
        for fact in (
            document.outlet or "",
            describe_published(document),
            document.genre or "",
            document.language or "",
            f"{words:,} words" if words else "",
        )
        if fact
    )


def find_web(url: str | None) -> str | None:
    """Return the address if it is one of the web; None for what a link must not lead to."""
    return url if url and _WEB.match(url) else None


def show_report(report: Report, ref: str) -> Shown:
    """Return the document with its records marked in place, and the records beside it.

    `ref` is the document's id in the page.
    """
    document = report.document
    deck = make_deck(report)
    refs = {card.id: f"{ref}-{card.kind}{i}" for i, card in enumerate(deck.cards, start=1)}
    marks = [mark for card in deck.cards for mark in _mark_card(card)]
    cards = {card.id: card for card in deck.cards}
    blocks = list(cover_text(document))
    cut = cut_text([(block.start, block.end) for block in blocks], marks)
    passages = tuple(
        Passage(
            _TAGS.get(block.kind, "p"),
            block.kind,
            tuple(_show_segment(document.text, segment, cards) for segment in segments),
        )
        for block, segments in zip(blocks, cut, strict=True)
    )
    return Shown(
        ref=ref,
        title=name_document(document),
        headed=any(passage.kind == "headline" for passage in passages),
        facts=tell_document(document),
        url=find_web(document.url),
        passages=passages,
        groups=deck.groups,
        refs=refs,
        numbers={card.id: card.number for card in deck.cards},
    )


def _mark_card(card: Card) -> Iterator[Mark]:
    for span in card.spans:
        yield Mark(span.start, span.end, card.id, "evidence")
    for fact in card.facts:
        for span in fact.spans:
            yield Mark(span.start, span.end, card.id, "fact")
    if card.anchor:
        yield Mark(card.anchor.start, card.anchor.end, card.id, "anchor")


def cover_text(document: Document) -> Iterator[Block]:
    """Yield the blocks in order, with the stretches between them that hold any words."""
    at, size = 0, len(document.text)
    for block in sorted(document.blocks, key=lambda block: block.start):
        if document.text[at : block.start].strip():
            yield Block(kind="paragraph", start=at, end=block.start)
        if block.end > max(at, block.start):
            yield Block(kind=block.kind, start=max(at, block.start), end=min(block.end, size))
        at = max(at, block.end)
    yield from _split_paragraphs(document.text, at)


def _split_paragraphs(text: str, at: int) -> Iterator[Block]:
    for match in re.finditer(r"\S(?:.*\S)?", text[at:].rstrip()):
        yield Block(kind="paragraph", start=at + match.start(), end=at + match.end())


def _show_segment(text: str, segment: Segment, cards: dict[str, Card]) -> Piece:
    refs = tuple(dict.fromkeys(mark.ref for mark in segment.marks))
    anchors = tuple(
        dict.fromkeys(
            mark.ref
            for mark in segment.marks
            if mark.part == "anchor" and mark.start == segment.start
        )
    )
    looks = dict.fromkeys(f"k-{cards[ref].kind}" for ref in refs if cards[ref].involved)
    pointed = (cards[m.ref] for m in segment.marks if m.part == "anchor")
    looks.update(dict.fromkeys(f"a-{c.kind}" for c in pointed if c.anchor not in c.quotes))
    return Piece(
        text=clean(text[segment.start : segment.end]),
        refs=refs,
        looks=tuple(looks),
        anchors=anchors,
        link=next((ref for ref in anchors if cards[ref].involved), None),
        number=" ".join(cards[ref].number for ref in anchors if cards[ref].kind != "actor"),
    )


@functools.cache
def read_part(name: str) -> str:
    """Return the style or script of the page by its file's name."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash_part(part: str) -> str:
    digest = hashlib.sha256(part.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
