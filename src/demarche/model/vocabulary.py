"""The closed vocabularies of the codebook, as types."""

from __future__ import annotations

from typing import Literal, get_args

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal[
    "occurred", "ongoing", "planned", "proposed", "requested", "possible", "conditional",
    "threatened", "negated", "declined", "cancelled", "denied",
]  # fmt: skip
Precision = Literal[
    "minute", "hour", "part-of-day", "day", "week", "month", "season", "year", "decade", "open"
]  # fmt: skip
Medium = Literal["phone", "video", "in-person", "letter", "message"]
ActorKind = Literal[
    "person", "state", "government", "igo", "group", "armed-group", "party", "company", "media",
    "crowd", "other",
]  # fmt: skip
MentionForm = Literal["name", "role", "pronoun", "metonym", "group"]
OtherRole = Literal["mediator", "host", "observer", "subject", "beneficiary", "notified"]
BlockKind = Literal[
    "headline", "byline", "credit", "dateline", "heading", "paragraph", "quote", "boilerplate"
]
StatementKind = Literal["direct", "indirect", "mixed"]
Strength = Literal["firm", "intended", "hedged"]
CommitmentStatus = Literal["pending", "kept", "partly-kept", "broken", "withdrawn"]
Stance = Literal["for", "against", "undecided"]
Severity = Literal["note", "warning", "error"]

EVENT_TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)
MUTUAL_TYPES: frozenset[str] = frozenset({"CONSULT", "AGREE", "COOPERATE"})
