"""What extraction returns: the records of one document, before they become a report."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.model import Commitment, Event, Exchange, Finding, Position, Statement


@dataclass(frozen=True, slots=True)
class Records:
    """Everything found in one document; ids link the records to each other."""

    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    positions: tuple[Position, ...] = ()
    findings: tuple[Finding, ...] = ()
