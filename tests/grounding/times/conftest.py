"""What the tests of times share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.grounding.mentions import TimeMention
from demarche.grounding.times import find_times
from tests.grounding.times.made_up import WEDNESDAY, make_analysis


@pytest.fixture
def find() -> Callable[..., dict[str, TimeMention]]:
    """Times of a text, by the words that name them."""

    def _find(text: str, published: str | None = WEDNESDAY) -> dict[str, TimeMention]:
        analysis = make_analysis(text, published)
        return {analysis.quote(t.start, t.end): t for t in find_times(analysis)}

    return _find
