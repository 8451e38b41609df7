"""The way of an event: candidates, status, parties, facts, one record an act."""

from __future__ import annotations

from demarche.extract.events.draft import EventDraft
from demarche.grounding.mentions import Grounding


def find_events(grounding: Grounding) -> list[EventDraft]:
    """Return one draft for each political act the document tells of, in order of trigger."""
    return []
