"""What one document reports of a contact: topics, asks, promises and tone words, each quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from demarche.ledger.judgements import Quote
from demarche.ledger.link.compare_book import load_compare
from demarche.ledger.link.tellings import Source, describe_source
from demarche.ledger.link.words import find_words
from demarche.model import Event, Report, Span

ItemKind = Literal["topic", "ask", "promise", "tone"]
ITEM_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a document reports; `by` names who asks or promises, `words` its content words."""

    kind: ItemKind
    by: tuple[str, ...]
    words: frozenset[str]
    quote: Quote
    record: str | None
    label: str


def list_items(report: Report, contact: Event | None = None) -> list[Item]:
    """Return what the report tells, in the order of the text, no passage within another.

    Topics are those of the `contact` where it is given and has some, else of every consultation,
    and what is said: the contents of statements.
    """
    source = describe_source(report)
    found = [
        *_list_topics(report, contact, source),
        *_list_acts(report, source),
        *_list_tones(report),
    ]
    return sorted(_drop_nested(found), key=lambda i: (ITEM_KINDS.index(i.kind), _place(i)))


def _drop_nested(items: list[Item]) -> list[Item]:
    """Return the items but those whose words lie within another's of the kind."""
    kept: list[Item] = []
    for item in sorted(items, key=lambda i: (i.quote.start - i.quote.end, _place(i))):
        if not any(other.kind == item.kind and _holds(other.quote, item.quote) for other in kept):
            kept.append(item)
    return kept


def _holds(outer: Quote, inner: Quote) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _place(item: Item) -> tuple[int, int, str]:
    return (item.quote.start, item.quote.end, item.record or "")


def _list_topics(report: Report, contact: Event | None, source: Source) -> Iterator[Item]:
    own = contact.topics if contact else ()
    talks = [event for event in report.events if event.type == "CONSULT"]
    spans = own or tuple(span for event in talks for span in event.topics)
    for span in spans:
        yield from _make(report, source, "topic", (), span, contact.id if contact else None)
    for statement in report.statements:
        names = _name(report, statement.speaker)
        for span in statement.content:
            yield from _make(report, source, "topic", names, span, statement.id)


def _list_acts(report: Report, source: Source) -> Iterator[Item]:
    book = load_compare()
    for event in report.events:
        asked = event.type in book.asks or event.status in book.ask_statuses
        pledged = event.type in book.promises or event.status in book.promise_statuses
        if asked or pledged:
            kind: ItemKind = "ask" if asked else "promise"
            names = _name(report, event.source)
            span = max(event.evidence, key=lambda s: (s.end - s.start, -s.start))
            yield from _make(report, source, kind, names, span, event.id)
    for commitment in report.commitments:
        names = _name(report, commitment.by)
        yield from _make(report, source, "promise", names, commitment.act, commitment.id)


def _list_tones(report: Report) -> Iterator[Item]:
    text = report.document.text
    tones = load_compare().tone
    for match in _WORD.finditer(text):
        word = match.group().lower()
        for tone, words in tones.items():
            if word in words:
                span = Span.of(text, match.start(), match.end())
                quote = Quote.of(report.document.id, span)
                yield Item("tone", (), frozenset({tone}), quote, None, tone)


def _make(
    report: Report,
    source: Source,
    kind: ItemKind,
    names: tuple[str, ...],
    span: Span,
    record: str | None,
) -> Iterator[Item]:
    words = find_words(span.quote) - source.called
    if words:
        quote = Quote.of(report.document.id, span)
        yield Item(kind, names, words, quote, record, " ".join(sorted(words)))


def _name(report: Report, ids: tuple[str, ...]) -> tuple[str, ...]:
    names = {actor.id: actor.name for actor in report.actors}
    return tuple(names[i] for i in ids if i in names)
