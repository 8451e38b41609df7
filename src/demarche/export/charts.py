"""A timeline as an Altair chart, which zooms and tells a record under the pointer.

Altair comes with the extra of this name, `pip install 'demarche[charts]'`; `export.drawing` draws
the same without it.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from demarche.errors import QueryError
from demarche.export.drawing import COLOURS, LANES, list_dots
from demarche.query.rows import MomentRow

_DONE, _UNDONE = 0.9, 0.0


def chart_timeline(rows: Sequence[MomentRow]) -> Any:
    """Return an `altair.Chart`: a lane for each kind of record, a point for each with a day.

    What was planned, offered or refused is hollow. Raises `QueryError` Q120 without Altair.
    """
    altair = _import_altair()
    values = [
        {"lane": dot.lane, "day": str(dot.day), "done": dot.done, "words": dot.words}
        for dot in list_dots(rows)
    ]
    return (
        altair.Chart(altair.InlineData(values=values))
        .mark_point(filled=False, size=70)
        .encode(
            x=altair.X("day:T", title=None),
            y=altair.Y("lane:N", title=None, sort=list(LANES)),
            color=altair.Color(
                "lane:N", legend=None, scale=altair.Scale(domain=list(LANES), range=list(COLOURS))
            ),
            fill=altair.Fill(
                "lane:N", legend=None, scale=altair.Scale(domain=list(LANES), range=list(COLOURS))
            ),
            fillOpacity=altair.condition("datum.done", altair.value(_DONE), altair.value(_UNDONE)),
            tooltip=altair.Tooltip("words:N", title=" "),
        )
        .properties(width=720, height=200)
        .interactive(bind_y=False)
    )


def _import_altair() -> Any:
    try:
        return importlib.import_module("altair")
    except ModuleNotFoundError as error:
        raise QueryError(
            "Q120", "altair is not installed", hint="pip install 'demarche[charts]'"
        ) from error
