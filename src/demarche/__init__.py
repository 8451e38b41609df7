"""Demarche reads news and official readouts and keeps an evidence-linked ledger of diplomacy.

`demarche.read("article.txt")` returns a `Report`; its records quote the words that say them.
What is heavy is imported when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from demarche import display

if TYPE_CHECKING:
    from demarche.errors import DemarcheError
    from demarche.export import render_page
    from demarche.export.leaving import export_ledger
    from demarche.model import (
        Actor,
        Commitment,
        Document,
        Event,
        Exchange,
        Finding,
        Position,
        Report,
        Span,
        Statement,
    )
    from demarche.query import Ledger, open_ledger
    from demarche.reading import read, read_many
    from demarche.sources import RawItem

__version__ = "0.1.0"
__all__ = [
    "Actor", "Commitment", "DemarcheError", "Document", "Event", "Exchange", "Finding",
    "Ledger", "Position", "RawItem", "Report", "Span", "Statement", "__version__", "export_ledger",
    "open_ledger", "read", "read_many", "render_page",
]  # fmt: skip

_ROOMS = {
    "demarche.errors": ("DemarcheError",),
    "demarche.export": ("render_page",),
    "demarche.export.leaving": ("export_ledger",),
    "demarche.query": ("Ledger", "open_ledger"),
    "demarche.reading": ("read", "read_many"),
    "demarche.sources": ("RawItem",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_ROOM_OF.get(name, "demarche.model")), name)


def __dir__() -> list[str]:
    return sorted(__all__)


def _render_record(record: object) -> str | None:
    from demarche.export.notebook import render_record

    return render_record(record)


display.set_renderer(_render_record)
