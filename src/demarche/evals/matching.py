"""Which predicted record tells of which gold record, in one document."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from demarche.evals.gold import GoldDocument, GoldEvent
from demarche.evals.names import Forms, do_parties_agree, load_rule
from demarche.model import Commitment, Event, Report, Span, Statement
from demarche.model.vocabulary import MUTUAL_TYPES

Range = tuple[int, int]


@dataclass(frozen=True)
class Side:
    """What the program said of a document: its text, its records, and its actors' forms."""

    text: str
    report: Report | None

    @functools.cached_property
    def forms(self) -> dict[str, Forms]:
        """Each actor's name and its mentions, pronouns apart."""
        actors = self.report.actors if self.report else ()
        return {
            a.id: [a.name, *(m.quote for m in a.mentions if m.form != "pronoun")] for a in actors
        }

    def who(self, ids: Iterable[str]) -> list[Forms]:
        """Return the forms of actors; an id that no actor has stands for itself."""
        return [self.forms.get(i, [i]) for i in ids]


def find_quote(text: str, quote: str) -> Range | None:
    """Return where a quote first stands, white space alike; None if nowhere."""
    if not quote:
        return None
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    match = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return match.span() if match else None


def grow_window(text: str, around: Range) -> Range:
    """Return a range grown to the sentences that hold it (full stop and space, or line end)."""
    start, end = around
    opens = max(text.rfind(mark, 0, start) for mark in (". ", "\n", ".” ")) + 1
    closes = [at for at in (text.find(". ", end - 1), text.find("\n", end)) if at >= 0]
    return opens, (min(closes) + 1 if closes else len(text))


def find_window(text: str, quote: str) -> Range | None:
    """Return the sentences around a quote; None if the text does not have it."""
    found = find_quote(text, quote)
    return grow_window(text, found) if found else None


def count_shared(a: Range, b: Range) -> int:
    """Return how many characters two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _range(span: Span) -> Range:
    return span.start, span.end


def _touch(window: Range, record: Event) -> int:
    spans = (*record.evidence, record.trigger)
    return max((count_shared(window, _range(s)) for s in spans), default=0)


def _do_event_parties_agree(gold: GoldEvent, event: Event, side: Side) -> bool:
    source, target = side.who(event.source), side.who(event.target)
    if gold.type in MUTUAL_TYPES:
        return do_parties_agree((*gold.source, *gold.target), [*source, *target])
    if not do_parties_agree(gold.source, source):
        return False
    return not gold.target or do_parties_agree(gold.target, target)


def pair_events(gold: GoldDocument, side: Side) -> tuple[dict[int, int], int]:
    """Return gold event → predicted event, and how many gold events have their parties found.

    Candidates touch the gold evidence's sentences. Type and parties must agree; the best
    candidate goes first (same status, then the most shared characters), each record once.
    """
    events = side.report.events if side.report else ()
    ranked: list[tuple[bool, float, int, int]] = []
    parties: set[int] = set()
    for g, wanted in enumerate(gold.events):
        window = find_window(side.text, wanted.evidence)
        for p, event in enumerate(events if window else ()):
            touch = _touch(window, event) if window else 0
            if not touch:
                continue
            same = event.type == wanted.type
            agree = _do_event_parties_agree(wanted, event, side)
            if agree:
                parties.add(g)
            rank = same + agree + (event.status == wanted.status) + touch / 1e5
            ranked.append((same and agree, rank, g, p))
    ranked.sort(reverse=True)
    return _take_best((g, p) for found, _, g, p in ranked if found), len(parties)


def _take_best(ranked: Iterable[tuple[int, int]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for gold, predicted in ranked:
        if gold not in pairs and predicted not in used:
            pairs[gold] = predicted
            used.add(predicted)
    return pairs


def pair_statements(gold: GoldDocument, side: Side) -> dict[int, tuple[int, bool]]:
    """Return gold statement → (predicted statement, whether the speaker agrees).

    The contents must share enough of their characters (`least_shared_content`).
    """
    statements = side.report.statements if side.report else ()
    ranked: list[tuple[float, bool, int, int]] = []
    for g, wanted in enumerate(gold.statements):
        content = [r for r in (find_quote(side.text, q) for q in wanted.content) if r]
        for p, statement in enumerate(statements):
            alike = _measure_likeness(content, statement)
            if alike:
                agree = do_parties_agree(wanted.speaker, side.who(statement.speaker))
                ranked.append((alike, agree, g, p))
    ranked.sort(reverse=True)
    least = load_rule().least_shared_content
    speakers = {(g, p): agree for _, agree, g, p in ranked}
    pairs = _take_best((g, p) for alike, _, g, p in ranked if alike >= least)
    return {g: (p, speakers[g, p]) for g, p in pairs.items()}


def _measure_likeness(gold: Sequence[Range], statement: Statement) -> float:
    spans = [_range(s) for s in statement.content]
    shared = sum(count_shared(a, b) for a in gold for b in spans)
    if not shared:
        return 0.0
    return shared / (sum(e - s for s, e in (*gold, *spans)) - shared)


def pair_commitments(gold: GoldDocument, side: Side) -> dict[int, int]:
    """Return gold commitment → predicted: evidence touches its sentences, the makers agree."""
    commitments = side.report.commitments if side.report else ()
    windows = [find_window(side.text, wanted.evidence) for wanted in gold.commitments]
    return _take_best(
        (g, p)
        for g, wanted in enumerate(gold.commitments)
        for p, found in enumerate(commitments)
        if _is_near(windows[g], found) and do_parties_agree(wanted.by, side.who(found.by))
    )


def _is_near(window: Range | None, record: Commitment) -> bool:
    return window is not None and any(
        count_shared(window, _range(span)) > 0 for span in record.evidence
    )
