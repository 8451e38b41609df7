"""What the tests of commitments share."""

import pytest

from tests.extract.statements.reading import make_grounder


@pytest.fixture
def ground():
    """A function from a text to its grounding, through the real reader."""
    return make_grounder()
