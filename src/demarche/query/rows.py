"""The rows that answer questions; each with its quote, its document, and its place there."""

from __future__ import annotations

from demarche.model.base import Noun


class Cited(Noun):
    """What every row has.

    `day` is an ISO day: of the event where the document gives one, else of its publication. `quote`
    begins at code point `start` of the text of `document`. `confidence` is 0 to 1. `review` says
    what persons made of the record (accepted, which fields they corrected), None if nobody looked.
    """

    id: str
    day: str | None
    quote: str
    start: int
    document: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    confidence: float
    review: str | None = None


class EventRow(Cited):
    """An event; `source`, `target` and `others` are names.

    `occurrence` is the one it was linked to and `reports` how many records tell that (1 where
    nothing was linked); `origins` is how many independent documents do.
    """

    type: str
    mode: str | None
    status: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    others: tuple[str, ...]
    until: str | None
    precision: str | None
    place: str | None
    medium: str | None
    duration: int | None
    occurrence: str | None
    reports: int
    origins: int


class StatementRow(Cited):
    """Words or a claim of a speaker; `kind` is direct, indirect or mixed."""

    speaker: tuple[str, ...]
    addressee: tuple[str, ...]
    via: tuple[str, ...]
    kind: str
    cue: str | None
    medium: str | None


class CommitmentRow(Cited):
    """A promise. `status` is as of the day asked about: `pending`, `overdue`, or what became of it;
    `since` is the day of that change.
    """

    by: tuple[str, ...]
    to: tuple[str, ...]
    act: str
    due: str | None
    condition: str | None
    strength: str
    status: str
    since: str | None


class MomentRow(Cited):
    """One line of a timeline: an event, statement or commitment, told in `what`."""

    kind: str
    what: str
    status: str | None
    who: tuple[str, ...]
    whom: tuple[str, ...]


class ActorRow(Noun):
    """A person or body as the ledger's documents name it.

    `names` and `roles` are the documents' own words; `documents` and `records` are counts; `first`
    and `last` are days of publication.
    """

    name: str
    kind: str
    country: str | None
    registry: str | None
    names: tuple[str, ...]
    roles: tuple[str, ...]
    documents: int
    records: int
    first: str | None
    last: str | None


class HitRow(Noun):
    """A passage that has the words; `kind` is document, or the kind of record whose quote it is.

    `words` are those around the match, which stands between "[" and "]".
    """

    kind: str
    record: str | None
    words: str
    document: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
