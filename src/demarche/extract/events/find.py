"""The way of an event: candidates, parties, status, facts, one record an act."""

from __future__ import annotations

from demarche.extract.events.draft import EventDraft
from demarche.extract.events.encounters import add_encounter
from demarche.extract.events.facts import Facts
from demarche.extract.events.head import weigh
from demarche.extract.events.make import DraftMaker
from demarche.extract.events.match import Matcher
from demarche.extract.events.merge import merge
from demarche.extract.events.settle import settle
from demarche.extract.events.slots import Slots
from demarche.extract.modality import Clauses
from demarche.grounding.mentions import Grounding
from demarche.rules import load_lexicon, load_modality
from demarche.rules.encounters import load_encounters
from demarche.rules.facts import load_blend, load_facts


def find_events(grounding: Grounding) -> list[EventDraft]:
    """Return one draft for each political act the document tells of, in order of trigger."""
    analysis = grounding.analysis
    clauses = Clauses(analysis, load_modality().control)
    slots = Slots(grounding, clauses)
    matcher = Matcher(load_lexicon(), clauses, slots)
    weighed = weigh(matcher.match(), matcher, analysis, load_blend())
    maker = DraftMaker(slots, Facts(grounding, clauses, load_facts()), load_blend())
    drafts = add_encounter(merge(maker.make_all(weighed)), grounding, load_encounters())
    drafts = settle(drafts, grounding, load_facts())
    return sorted(drafts, key=lambda draft: (draft.trigger, draft.type))
