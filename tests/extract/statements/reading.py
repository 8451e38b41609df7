"""The real reader from a text to its grounding."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from demarche.documents import make_document
from demarche.grounding.ground import ground
from demarche.grounding.mentions import Grounding
from demarche.language.reader import load_reader
from demarche.sources import RawItem


@cache
def make_grounder() -> Callable[[str], Grounding]:
    """Return a function from a text to its grounding."""
    reader = load_reader()

    def read(text: str) -> Grounding:
        document, _ = make_document(RawItem(origin="test", content=text))
        return ground(reader.analyze([document])[0])

    return read
