"""What only the whole document settles: a readout's day, modes by number of parties, contexts."""

from __future__ import annotations

from demarche.extract.events.draft import EventDraft
from demarche.extract.events.whereabouts import carry_places
from demarche.grounding.mentions import Grounding
from demarche.model import EventTime
from demarche.model.vocabulary import MUTUAL_TYPES
from demarche.rules import load_ontology
from demarche.rules.facts import FactBook

_CONTEXTS = 3
_OPENING = 3


def settle(drafts: list[EventDraft], grounding: Grounding, book: FactBook) -> list[EventDraft]:
    """Return the drafts with what the document as a whole says about them."""
    main = _find_main_contact(drafts, grounding)
    carry_places(drafts, grounding)
    for draft in drafts:
        if draft.type == "CONSULT":
            draft.mode = _settle_mode(draft, grounding)
        draft.contexts = _find_contexts(draft, grounding)
    _date(drafts, main, grounding, book)
    if main is not None:
        _address(drafts, main)
        for draft in drafts:
            if draft.type in MUTUAL_TYPES and (draft.joint or not (draft.source or draft.target)):
                draft.source, draft.target = _find_sides(draft, main, grounding)
    return [draft for draft in drafts if draft.source or draft.target]


def _find_sides(
    draft: EventDraft, main: EventDraft, grounding: Grounding
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two sides of the contact; goods, prisoners and forces are their states' to exchange."""
    if draft.type != "COOPERATE":
        return main.source, main.target
    states = {
        actor.country: actor.id
        for actor in grounding.actors.values()
        if actor.kind == "state" and actor.country
    }

    def lift(actors: tuple[str, ...]) -> tuple[str, ...]:
        countries = [grounding.actors[a].country or "" for a in actors if a in grounding.actors]
        return tuple(dict.fromkeys(states[c] for c in countries if c in states))

    source, target = lift(main.source), lift(main.target)
    return (source, target) if source or target else (main.source, main.target)


def _find_main_contact(drafts: list[EventDraft], grounding: Grounding) -> EventDraft | None:
    """The meeting or call a readout tells of: the first one done, near the top."""
    for draft in drafts:
        sentence = min(grounding.analysis.tokens[start].sent for start, _ in draft.mentions)
        if (
            draft.type == "CONSULT"
            and draft.status in ("occurred", "ongoing")
            and sentence <= _OPENING
            and len({*draft.source, *draft.target}) > 1
        ):
            return draft
    return None


def _settle_mode(draft: EventDraft, grounding: Grounding) -> str | None:
    if draft.mode is not None and draft.mode != "multilateral":
        return draft.mode
    actors = [grounding.actors[a] for a in (*draft.source, *draft.target) if a in grounding.actors]
    countries = {actor.country or actor.id for actor in actors}
    if draft.mode == "multilateral" or (
        len(countries) > 2 and draft.medium not in ("phone", "video")
    ):
        return "multilateral"
    place = draft.place.country if draft.place else None
    known = {actor.country for actor in actors if actor.country}
    if place is None or len(known) < 2:
        return None
    return "visit" if place in known else "third-party"


def _find_contexts(draft: EventDraft, grounding: Grounding) -> tuple[str, ...]:
    tokens = grounding.analysis.tokens
    lemmas = {tokens[i].lemma.lower() for low, high in draft.evidence for i in range(low, high)}
    found = [
        name
        for name, facts in load_ontology().contexts.items()
        if not lemmas.isdisjoint(facts.lemmas)
    ]
    return tuple(found[:_CONTEXTS])


def _date(
    drafts: list[EventDraft], main: EventDraft | None, grounding: Grounding, book: FactBook
) -> None:
    """Codebook 7.10: a readout's contact has the day, its other acts none; a release's have it."""
    document = grounding.analysis.document
    published = document.published
    if published is None or published.start is None:
        return
    day = EventTime(
        start=published.start,
        end=published.end,
        precision=published.precision,
        method="publication",
    )
    if main is not None and document.genre not in book.news_genres:
        main.time = main.time or day
        for draft in drafts:
            if draft.type in book.performative and _verb(draft, grounding) is not None:
                draft.time = None
    elif main is None and document.genre in book.release_genres:
        _date_release(drafts, day, grounding, book)


def _date_release(
    drafts: list[EventDraft], day: EventTime, grounding: Grounding, book: FactBook
) -> None:
    """Give the day to what the document itself does, and to its author's other words."""
    uttered = [d for d in drafts if d.type in book.performative and _is_uttered(d, grounding)]
    authors = {actor for draft in uttered for actor in draft.source}
    for draft in drafts:
        own = draft in uttered or not authors.isdisjoint(draft.source)
        past = _verb(draft, grounding) in (("VBD",) if draft.type == "AGREE" else ("VBD", "VBN"))
        if own and draft.type in book.performative and draft.status == "occurred" and not past:
            draft.time = draft.time or day


def _verb(draft: EventDraft, grounding: Grounding) -> str | None:
    """The tag of the trigger's verb, or None where it has none."""
    tokens = grounding.analysis.tokens[slice(*draft.trigger)]
    return next((t.xpos for t in tokens if t.upos in ("VERB", "AUX")), None)


def _is_uttered(draft: EventDraft, grounding: Grounding) -> bool:
    """Whether the document itself does the act: a present-tense verb of the author's."""
    return draft.status == "occurred" and _verb(draft, grounding) in (
        "VBP",
        "VBZ",
        "VBG",
        "VB",
        "MD",
    )


def _address(drafts: list[EventDraft], main: EventDraft) -> None:
    """In a readout of one contact, words to nobody in particular go to the other side."""
    sides = (set(main.source), set(main.target))
    for draft in drafts:
        if draft.target or draft.type not in ("SUPPORT", "REQUEST") or draft is main:
            continue
        for side, other in ((sides[0], main.target), (sides[1], main.source)):
            if draft.source and set(draft.source) <= side:
                draft.target = other
