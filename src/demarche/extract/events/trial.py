"""Which entries of the lexicon fire in a text: how their examples are tried."""

from __future__ import annotations

from demarche.extract.events.match import Matcher
from demarche.extract.events.parties import PartyFinder
from demarche.extract.events.slots import Slots
from demarche.extract.modality import Clauses
from demarche.grounding.mentions import Grounding
from demarche.rules import load_lexicon, load_modality
from demarche.rules.facts import load_blend, load_facts


def list_fired(grounding: Grounding) -> tuple[str, ...]:
    """Return the ids of the entries that hold somewhere and find a party, sorted."""
    clauses = Clauses(grounding.analysis, load_modality().control)
    slots = Slots(grounding, clauses)
    finder = PartyFinder(slots, load_blend(), load_facts())
    fired: set[str] = set()
    for candidate in Matcher(load_lexicon(), clauses, slots).match():
        parties = finder.find(candidate)
        if candidate.entry is not None and (parties.source or parties.target):
            fired.add(candidate.entry.id)
    return tuple(sorted(fired))
