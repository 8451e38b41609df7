"""How a record shows itself in a notebook: set once by the package, asked by the records.

Records and answers stand below what can draw them, so they ask here instead of importing it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Renderer = Callable[[Any], str | None]
_RENDERERS: dict[str, Renderer] = {}


def set_renderer(renderer: Renderer) -> None:
    """Set what draws a record, an answer or a comparison as HTML; None for what it cannot draw."""
    _RENDERERS["html"] = renderer


def render_html(record: object) -> str | None:
    """Return the record as HTML, or None if nothing was set that draws it."""
    renderer = _RENDERERS.get("html")
    return renderer(record) if renderer else None
