"""The rows of an answer as entries: who, what, where it is told and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from demarche.export.wording import describe_minutes, join_words
from demarche.model.vocabulary import MUTUAL_TYPES
from demarche.query.rows import CommitmentRow, EventRow, HitRow, MomentRow, StatementRow

_CONTACT = "CONSULT"
_SOLE = 1
_UNSAID = {"occurred", None}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row in words: `sides` are joined by `arrow`, `happened` is false for what is not done.

    `day` is an ISO day or ""; `told` names the document, `url` leads there (None without one).
    """

    day: str
    sides: tuple[str, ...]
    arrow: str
    tags: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    quote: str
    told: str
    url: str | None
    happened: bool = True


def tell_row(row: Any) -> Entry | None:
    """Return the row as an entry; None for a kind of row that is only a line of values."""
    teller = _TELLERS.get(type(row))
    return teller(row) if teller else None


def _tell_event(row: EventRow) -> Entry:
    how = row.medium or row.mode or "contact" if row.type == _CONTACT else row.mode
    what = how if row.type == _CONTACT else " · ".join(filter(None, (row.type.lower(), how)))
    facts = (
        ("where", row.place),
        ("length", describe_minutes(row.duration) if row.duration else None),
        ("also", join_words(list(row.others))),
        ("told in", _count(row) if row.reports > _SOLE else None),
    )
    return _cite(
        row,
        sides=_name_sides(row.source, row.target),
        arrow="⇄" if row.type in MUTUAL_TYPES else "→",
        tags=_keep((what, row.status)),
        facts=_know(facts),
        happened=row.status in ("occurred", "ongoing"),
    )


def _count(row: EventRow) -> str:
    noun = "origin" if row.origins == _SOLE else "origins"
    return f"{row.reports} reports of {row.origins} independent {noun}"


def _tell_statement(row: StatementRow) -> Entry:
    return _cite(
        row,
        sides=_name_sides(row.speaker, row.addressee),
        arrow="→",
        tags=_keep((f"“{row.cue}”" if row.cue else None, row.kind)),
        facts=_know((("where", row.medium), ("via", join_words(list(row.via))))),
    )


def _tell_commitment(row: CommitmentRow) -> Entry:
    status = f"{row.status} since {row.since}" if row.since else row.status
    return _cite(
        row,
        sides=_name_sides(row.by, row.to),
        arrow="→",
        tags=(row.strength, status),
        facts=_know((("due", row.due), ("if", row.condition))),
        happened=row.status in ("kept", "partly-kept"),
    )


def _tell_moment(row: MomentRow) -> Entry:
    return _cite(
        row,
        sides=_name_sides(row.who, row.whom),
        arrow="→",
        tags=_keep((row.what, None if row.status in _UNSAID else row.status)),
        facts=(),
        happened=row.status in ("occurred", "ongoing", "kept", None),
    )


def _tell_hit(row: HitRow) -> Entry:
    return Entry(
        day=row.published or "",
        sides=(row.kind,),
        arrow="",
        tags=(),
        facts=(),
        quote=row.words,
        told=_name_document(row),
        url=row.url,
    )


def _cite(row: Any, **known: Any) -> Entry:
    return Entry(day=row.day or "", quote=row.quote, told=_name_document(row), url=row.url, **known)


def _name_document(row: Any) -> str:
    published = f"published {row.published}" if row.published else None
    return " · ".join(_keep((row.outlet, row.title, published)))


def _name_sides(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    mine, theirs = join_words(list(one)), join_words(list(other))
    return (mine or "?", theirs) if theirs else (mine or "?",)


def _keep(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _know(facts: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, words) for label, words in facts if words)


_TELLERS: dict[type, Callable[[Any], Entry]] = {
    EventRow: _tell_event,
    StatementRow: _tell_statement,
    CommitmentRow: _tell_commitment,
    MomentRow: _tell_moment,
    HitRow: _tell_hit,
}
