"""Everything in one document that is done, said, promised, traded or held, linked together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from demarche.extract.commitments import (
    CommitmentDraft,
    build_commitments,
    find_commitments,
    find_exchanges,
    find_positions,
)
from demarche.extract.events.draft import EventDraft, TokenRange, build_events
from demarche.extract.events.find import find_events
from demarche.extract.records import Records
from demarche.extract.statements import StatementDraft, build_statements, find_statements, set_out
from demarche.extract.statements.nearby import Nearby
from demarche.extract.statements.resolve import share_speakers
from demarche.grounding.mentions import Grounding
from demarche.language.analysis import Analysis

_DONE = ("occurred", "ongoing")
_PAST = frozenset({"VBD", "VBN"})
_FRESH = timedelta(days=7)
"""How long before its document an act may lie that fulfils a promise told in it."""


def extract(grounding: Grounding) -> Records:
    """Return the records of the document, each linked to those it belongs with.

    An event told inside a statement carries the statement and its speaker (`claimed_by`), unless
    the event is the speaker's own act of saying it. Same grounding, same records.
    """
    events = find_events(grounding)
    setting = set_out(grounding)
    statements = find_statements(grounding, setting=setting)
    parties = _talkers(events)
    share_speakers(setting, statements, parties)
    commitments = find_commitments(grounding, statements, parties=parties, setting=setting)
    link_statements(events, statements, grounding.analysis)
    link_commitments(events, commitments, grounding.analysis)
    return Records(
        events=build_events(events, grounding),
        statements=build_statements(statements, grounding),
        commitments=build_commitments(commitments, grounding),
        exchanges=find_exchanges(grounding, setting=setting),
        positions=find_positions(grounding, statements, setting=setting),
    )


def _talkers(events: Sequence[EventDraft]) -> tuple[str, ...]:
    """Return the parties of the document's first talk that took place, told or under way."""
    for event in sorted(events, key=lambda event: event.trigger):
        if event.type == "CONSULT" and event.status in _DONE:
            parties = tuple(dict.fromkeys((*event.source, *event.target)))
            if len(parties) > 1:
                return parties
    return ()


Told = tuple[int, int, tuple[int, int]]
"""A mention: its event's number, its first token, and where it stands (code points)."""


def link_statements(
    events: Sequence[EventDraft], statements: Sequence[StatementDraft], analysis: Analysis
) -> None:
    """Give events the statements that tell them, and statements the events they tell or are."""
    document = analysis.document
    ids = [statement.identify(document) for statement in statements]
    contents: Nearby[int] = Nearby()
    cues: dict[int, list[StatementDraft]] = {}
    for k, statement in enumerate(statements):
        for place in statement.content:
            contents.add(place, k)
        if statement.cue_token is not None:
            cues.setdefault(statement.cue_token, []).append(statement)
    for event in events:
        identity = event.identify(analysis)
        told: list[int] = []
        own = False
        for mention in event.mentions:
            start, end = analysis.tokens[mention[0]].start, analysis.tokens[mention[1] - 1].end
            near = sorted(set(contents.find((start, end))))
            held = [k for k in near if statements[k].holds(start, end)]
            own = own or not held
            told.extend(k for k in held if k not in told)
            for token in range(*mention):
                for statement in cues.get(token, ()):
                    statement.events = _with(statement.events, identity)
        for k in sorted(told):
            event.attribution = _with(event.attribution, ids[k])
            statements[k].events = _with(statements[k].events, identity)
            if not own:
                for speaker in statements[k].speaker:
                    event.claimed_by = _with(event.claimed_by, speaker)


def link_commitments(
    events: Sequence[EventDraft], commitments: Sequence[CommitmentDraft], analysis: Analysis
) -> None:
    """Give each commitment its twin event, and `kept` where the document tells the act as done."""
    mentions: Nearby[Told] = Nearby()
    by_token: dict[int, EventDraft] = {}
    for order, event in enumerate(events):
        for start, end in event.mentions:
            place = analysis.tokens[start].start, analysis.tokens[end - 1].end
            mentions.add(place, (order, start, place))
            for token in range(start, end):
                by_token.setdefault(token, event)
    for commitment in commitments:
        promised = _find_promised(mentions, commitment)
        if promised is not None:
            commitment.event = events[promised].identify(analysis)
            if _is_kept(events, events[promised], commitment, analysis):
                commitment.status = "kept"
        elif commitment.cue in by_token:
            commitment.event = by_token[commitment.cue].identify(analysis)


def _find_promised(mentions: Nearby[Told], commitment: CommitmentDraft) -> int | None:
    """Return the number of the event told inside the promised act, the nearest to its head."""
    found = [
        (abs(start - commitment.head), order)
        for order, start, (left, right) in mentions.find(commitment.act)
        if commitment.act[0] <= left and right <= commitment.act[1]
    ]
    return min(found)[1] if found else None


def _is_kept(
    events: Sequence[EventDraft],
    promised: EventDraft,
    commitment: CommitmentDraft,
    analysis: Analysis,
) -> bool:
    """Tell whether a later passage tells the act as done, by who promised it and with whom."""
    others = set(commitment.to) or {*promised.source, *promised.target} - set(commitment.by)
    for event in events:
        if event.type != promised.type or event.status not in _DONE or _is_past(event, analysis):
            continue
        parties = {*event.source, *event.target}
        if not set(commitment.by) & parties or not others & parties:
            continue
        if any(_is_told(mention, commitment, analysis) for mention in event.mentions):
            return True
    return False


def _is_past(event: EventDraft, analysis: Analysis) -> bool:
    """Tell whether the event is dated well before the document, so that it fulfils nothing new."""
    published, time = analysis.document.published, event.time
    if time is None or not time.end:
        return False
    if published is None or not published.start:
        return time.precision in ("year", "decade")
    told = date.fromisoformat(published.start[:10]) - date.fromisoformat(time.end[:10])
    return told > _FRESH


def _is_told(mention: TokenRange, commitment: CommitmentDraft, analysis: Analysis) -> bool:
    """Tell whether the mention follows the promise and is told in a past tense."""
    token = analysis.tokens[mention[0]]
    if token.start < commitment.act[1]:
        return False
    return token.xpos in _PAST or analysis.tokens[token.head].xpos in _PAST


def _with(ids: tuple[str, ...], new: str) -> tuple[str, ...]:
    return ids if new in ids else (*ids, new)
