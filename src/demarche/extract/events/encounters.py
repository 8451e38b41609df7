"""A meeting that a transcript shows though it does not tell it: two speakers who greet each other.

"PRESIDENT RIVAS: Welcome. It is good to have you here. PRIME MINISTER OKORO: Thank you." In such a
text the talk itself is the contact; the greeting is its quote.
"""

from __future__ import annotations

from collections.abc import Iterator

from demarche.extract.events.draft import EventDraft, TokenRange
from demarche.grounding.mentions import ActorMention, Grounding
from demarche.rules.encounters import EncounterBook, GreetingRule

_DONE = ("occurred", "ongoing")
Turn = tuple[str, int, int]


def add_encounter(
    drafts: list[EventDraft], grounding: Grounding, book: EncounterBook
) -> list[EventDraft]:
    """Return the drafts with the meeting of a transcript's two speakers, if none has both."""
    turns = list(_find_turns(grounding))
    speakers = tuple(dict.fromkeys(speaker for speaker, _, _ in turns))
    if len(speakers) != 2 or any(_has_both(draft, speakers) for draft in drafts):
        return drafts
    found = _find_greeting(turns, grounding, book)
    if found is None:
        return drafts
    speaker, rule, trigger, evidence = found
    other = speakers[1] if speaker == speakers[0] else speakers[0]
    meeting = EventDraft(
        type="CONSULT",
        status="ongoing",
        mode="visit",
        medium="in-person",
        trigger=trigger,
        evidence=[evidence],
        source=(speaker,),
        target=(other,),
        confidence=book.confidence,
        trail=[(rule.id, trigger)],
    )
    return [meeting, *drafts]


def _find_turns(grounding: Grounding) -> Iterator[Turn]:
    """Yield (speaker, first token, end) of the turns of persons, by the labels before a colon."""
    tokens = grounding.analysis.tokens
    labels = [m for m in grounding.mentions if _is_label(m, grounding)]
    labels.sort(key=lambda m: m.start)
    ends = [m.start for m in labels] + [len(tokens)]
    for label, end in zip(labels, ends[1:], strict=True):
        yield label.actors[0], label.end + 1, end


def _is_label(mention: ActorMention, grounding: Grounding) -> bool:
    tokens = grounding.analysis.tokens
    if len(mention.actors) != 1 or mention.end >= len(tokens) or tokens[mention.end].text != ":":
        return False
    shouted = all(t.text.upper() == t.text for t in tokens[mention.start : mention.end])
    actor = grounding.actors.get(mention.actors[0])
    return shouted and actor is not None and actor.kind == "person"


def _has_both(draft: EventDraft, speakers: tuple[str, ...]) -> bool:
    parties = {*draft.source, *draft.target}
    return draft.type == "CONSULT" and draft.status in _DONE and parties >= set(speakers)


def _find_greeting(
    turns: list[Turn], grounding: Grounding, book: EncounterBook
) -> tuple[str, GreetingRule, TokenRange, TokenRange] | None:
    """The first greeting near the head of each speaker's first turn."""
    seen: set[str] = set()
    for speaker, start, end in turns:
        if speaker in seen:
            continue
        seen.add(speaker)
        sentences = [s for s in grounding.analysis.sentences if start < s.end and s.start < end]
        for sentence in sentences[: book.reach]:
            first, last = max(sentence.start, start), min(sentence.end, end)
            for rule in book.rules:
                if trigger := _search(rule, grounding, first, last):
                    return speaker, rule, trigger, (first, last)
    return None


def _search(rule: GreetingRule, grounding: Grounding, first: int, last: int) -> TokenRange | None:
    """The tokens a greeting covers in `first:last`."""
    tokens, document = grounding.analysis.tokens[first:last], grounding.analysis.document
    if not tokens:
        return None
    text = document.text[tokens[0].start : tokens[-1].end].lower()
    match = rule.pattern.search(text)
    if match is None:
        return None
    start, end = match.start() + tokens[0].start, match.end() + tokens[0].start
    inside = [t.i for t in tokens if t.start < end and t.end > start]
    return inside[0], inside[-1] + 1
