"""Two sides of one contact: what both report, what only one does, what they tell differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from demarche.display import render_html
from demarche.ledger.judgements import Quote
from demarche.ledger.link.compare_book import load_compare
from demarche.ledger.link.corroborate import Conflict, find_conflicts
from demarche.ledger.link.items import ITEM_KINDS, Item, ItemKind, list_items
from demarche.ledger.link.tellings import find_speaker, list_tellings
from demarche.ledger.link.words import cosine
from demarche.model import Event, Report
from demarche.model.base import Noun

Finding = Literal["both", "only-one", "only-other", "differently"]


class Told(Noun):
    """A thing as one side tells it: who asks or promises (if told), the words, the record."""

    by: tuple[str, ...]
    quote: Quote
    record: str | None


class Line(Noun):
    """One line of a comparison.

    `finding` says who reports it; `agreement` is how alike the two passages are, 0 to 1; `about`
    holds the content words in common (of a tone: its name).
    """

    kind: ItemKind
    finding: Finding
    about: tuple[str, ...]
    agreement: float
    one: tuple[Told, ...]
    other: tuple[Told, ...]


class Comparison(Noun):
    """Two documents' tellings of one contact, set side by side.

    `one` and `other` are document ids, `sides` the keys of the sides they speak for (None where
    they speak for none). `conflicts` are differences in date, place, medium and the like.
    """

    one: str
    other: str
    sides: tuple[str | None, str | None]
    lines: tuple[Line, ...]
    conflicts: tuple[Conflict, ...]

    def select(self, kind: ItemKind, finding: Finding) -> tuple[Line, ...]:
        """Return the lines of a kind with a finding."""
        return tuple(line for line in self.lines if (line.kind, line.finding) == (kind, finding))

    def _repr_html_(self) -> str | None:
        return render_html(self)


def compare_reports(
    one: Report, other: Report, *, contact: tuple[str, str] | None = None
) -> Comparison:
    """Return the comparison; `contact` names the event in each report that is the contact.

    Passages are matched one to one by content words, the most alike first. Alike enough they are
    told by both, less alike `differently`; asks and promises that other actors make are told
    differently too. Tones compare by the words that set them.
    """
    events = _find_events(one, other, contact)
    mine, theirs = list_items(one, events[0]), list_items(other, events[1])
    lines: list[Line] = []
    for kind in ITEM_KINDS:
        left = [item for item in mine if item.kind == kind]
        right = [item for item in theirs if item.kind == kind]
        lines += _compare_tones(left, right) if kind == "tone" else _compare(kind, left, right)
    ids = {event.id for event in events if event}
    return Comparison(
        one=one.document.id,
        other=other.document.id,
        sides=(_side_of(one), _side_of(other)),
        lines=tuple(lines),
        conflicts=find_conflicts(t for t in list_tellings((one, other)) if t.id in ids),
    )


def _side_of(report: Report) -> str | None:
    return find_speaker(report.document.outlet, report.document.url)


def _find_events(
    one: Report, other: Report, contact: tuple[str, str] | None
) -> tuple[Event | None, Event | None]:
    if contact is None:
        return None, None
    wanted = [{event.id: event for event in report.events} for report in (one, other)]
    return wanted[0].get(contact[0]), wanted[1].get(contact[1])


def _compare(kind: ItemKind, left: Sequence[Item], right: Sequence[Item]) -> list[Line]:
    book = load_compare()
    alike = sorted(
        (
            (round(cosine(a.words, b.words), 4), i, j)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    mine, theirs, lines = set(range(len(left))), set(range(len(right))), []
    for agreement, i, j in alike:
        if agreement >= book.match and i in mine and j in theirs:
            mine.discard(i)
            theirs.discard(j)
            lines.append(_pair(kind, left[i], right[j], agreement))
    lines += [_alone(kind, left[i], "only-one", right) for i in sorted(mine)]
    lines += [_alone(kind, right[j], "only-other", left) for j in sorted(theirs)]
    return lines


def _pair(kind: ItemKind, one: Item, other: Item, agreement: float) -> Line:
    same = agreement >= load_compare().same and _same_actors(one, other)
    return Line(
        kind=kind,
        finding="both" if same else "differently",
        about=tuple(sorted(one.words & other.words)),
        agreement=agreement,
        one=(_tell(one),),
        other=(_tell(other),),
    )


def _same_actors(one: Item, other: Item) -> bool:
    if not one.by or not other.by or one.kind == "topic":
        return True
    return bool(set(one.by) & set(other.by))


def _alone(kind: ItemKind, item: Item, finding: Finding, others: Iterable[Item]) -> Line:
    nearest = max((cosine(item.words, other.words) for other in others), default=0.0)
    told = (_tell(item),)
    first = finding == "only-one"
    return Line(
        kind=kind,
        finding=finding,
        about=tuple(sorted(item.words)),
        agreement=round(nearest, 4),
        one=told if first else (),
        other=() if first else told,
    )


def _compare_tones(left: Sequence[Item], right: Sequence[Item]) -> list[Line]:
    lines = []
    for tone in sorted({item.label for item in (*left, *right)}):
        mine = tuple(_tell(item) for item in left if item.label == tone)
        theirs = tuple(_tell(item) for item in right if item.label == tone)
        finding: Finding = "both" if mine and theirs else "only-one" if mine else "only-other"
        share = min(len(mine), len(theirs)) / max(len(mine), len(theirs))
        lines.append(
            Line(
                kind="tone", finding=finding, about=(tone,), agreement=round(share, 4),
                one=mine, other=theirs,
            )
        )  # fmt: skip
    return lines


def _tell(item: Item) -> Told:
    return Told(by=item.by, quote=item.quote, record=item.record)
