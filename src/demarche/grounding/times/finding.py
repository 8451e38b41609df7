"""Finds the times of a document and resolves them, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from demarche.grounding.mentions import TimeMention
from demarche.grounding.times.context import Context, Resolved, read_publication
from demarche.grounding.times.fields import Fields
from demarche.grounding.times.joining import join_mentions, place_clocks
from demarche.grounding.times.naming import is_in_name
from demarche.grounding.times.resolving import RESOLVERS
from demarche.grounding.times.rulebook import Rulebook, load_rulebook
from demarche.grounding.times.scanning import Match, scan
from demarche.grounding.times.schema import Names, Rule
from demarche.grounding.times.tense import find_side
from demarche.language.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Found:
    """A time mention with the rule that found it."""

    mention: TimeMention
    rule: Rule


def find_times(analysis: Analysis) -> tuple[TimeMention, ...]:
    """Return the times a document names, in the order of the text.

    Dates are resolved against `document.published` where that is a single day, the tense over
    them, and the dates before them; what cannot be resolved has no interval.
    """
    return tuple(found.mention for found in find_with_rules(analysis))


def find_with_rules(analysis: Analysis, book: Rulebook | None = None) -> tuple[Found, ...]:
    """Return the times a document names, each with its rule."""
    book = book or load_rulebook()
    line = book.lexicon.encode(analysis.tokens)
    matches = list(scan(line, analysis.tokens, book))
    today = read_publication(analysis.document.published)
    context = Context(today, book.words.settings, book.words.units, book.holidays)
    times: list[TimeMention] = []
    for match in matches:
        start, end = line.tokens[match.start], line.tokens[match.end - 1] + 1
        context.side = partial(find_side, analysis, start, end, book.words.tense)
        fields = Fields(match, line, book)
        resolved = RESOLVERS[match.rule.make.op](fields, match.rule.make, context)
        mention = _mention(analysis, start, end, match, resolved, book.words.names)
        if not mention.in_name:
            context.remember(resolved)
        times.append(mention)
    times = place_clocks(analysis, times, today)
    times = join_mentions(analysis, times, book.words.openings, today)
    return tuple(Found(t, m.rule) for t, m in zip(times, matches, strict=True))


def _mention(
    analysis: Analysis, start: int, end: int, match: Match, resolved: Resolved, words: Names
) -> TimeMention:
    moment = resolved.moment
    kind = "DURATION" if resolved.method == "duration" else match.rule.kind
    named = moment is not None and is_in_name(
        analysis.tokens, start, end, resolved.method, day=moment.precision == "day", words=words
    )
    return TimeMention(
        start,
        end,
        kind,
        resolved.value,
        moment.interval() if moment else None,
        resolved.method,
        resolved.minutes,
        in_name=named,
    )


def nearest_time(
    analysis: Analysis, times: Sequence[TimeMention], token: int
) -> TimeMention | None:
    """Return the resolved date or time of day nearest to a token within its sentence.

    Dates that are part of a name are passed over.
    """
    sentence = analysis.sentence_of(token)
    found = [
        t
        for t in times
        if t.interval
        and not t.in_name
        and t.kind in ("DATE", "TIME")
        and sentence.start <= t.start < sentence.end
    ]
    return min(
        found, key=lambda t: (max(t.start - token, token - t.end + 1), t.start), default=None
    )
