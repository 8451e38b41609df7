"""PLOVER's types, modes and contexts, as facts."""

from __future__ import annotations

from functools import cache

from demarche.model.vocabulary import EventType
from demarche.rules.files import RuleModel, Words, read_file


class TypeFacts(RuleModel):
    """One event type: what it is, its quad (1 to 4), the prefix of its rules' ids, its modes."""

    definition: str
    quad: int
    prefix: str
    modes: dict[str, str] = {}


class ContextFacts(RuleModel):
    """One context and the lemmas in an event's evidence that suggest it."""

    definition: str
    lemmas: Words = ()


class Ontology(RuleModel):
    """All of it: types by name, contexts by name."""

    types: dict[EventType, TypeFacts]
    contexts: dict[str, ContextFacts]


@cache
def load_ontology() -> Ontology:
    """Return the ontology; read once in a process."""
    return read_file(Ontology, "ontology", "plover.yml")
