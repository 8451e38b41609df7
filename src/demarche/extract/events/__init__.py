"""Grounding → events: one record for each political act of the document.

Enters: a `Grounding`. Leaves: `EventDraft`s (token ranges, actor ids), then `Event` records.
Never: decides who said so (statements fill `attribution` and `claimed_by`).
"""

from demarche.extract.events.draft import EventDraft, build_events
from demarche.extract.events.find import find_events

__all__ = ["EventDraft", "build_events", "find_events"]
