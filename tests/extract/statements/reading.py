"""The real reader from a text to its grounding, where its weights are there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from demarche.errors import ReaderError
from demarche.grounding.mentions import Grounding


@cache
def make_grounder() -> Callable[[str], Grounding]:
    """A function from a text to its grounding; skips the test where there are no weights."""
    ground = pytest.importorskip("demarche.grounding.ground").ground
    documents = pytest.importorskip("demarche.documents")
    items = pytest.importorskip("demarche.sources.items")
    reading = pytest.importorskip("demarche.language.reader")
    try:
        reader = reading.load_reader()
    except ReaderError as error:
        pytest.skip(str(error))

    def read(text: str) -> Grounding:
        document, _ = documents.make_document(items.RawItem(origin="test", content=text))
        return ground(reader.analyze([document])[0])

    return read
