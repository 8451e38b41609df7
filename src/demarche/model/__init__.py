"""The nouns of the ledger: frozen records with checked spans.

Enters: fields. Leaves: immutable records (SCHEMA "demarche/1"). Never: logic, input, output.
"""

from demarche.model.actor import Actor, Mention, Role
from demarche.model.commitment import Commitment, Exchange, Give, Position
from demarche.model.document import Block, Document
from demarche.model.event import Event, Other, Place, TrailStep
from demarche.model.report import Finding, Report
from demarche.model.span import Span, quoting
from demarche.model.statement import Statement
from demarche.model.time import EventTime, Interval, Published

__all__ = [
    "Actor", "Block", "Commitment", "Document", "Event", "EventTime", "Exchange", "Finding",
    "Give", "Interval", "Mention", "Other", "Place", "Position", "Published", "Report", "Role",
    "Span", "Statement", "TrailStep", "quoting",
]  # fmt: skip
