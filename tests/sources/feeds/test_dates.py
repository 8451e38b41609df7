import time

import pytest

from demarche.sources.feeds.dates import find_day
from tests.sources.feeds.site import NOW


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Wed, 12 Feb 2025 00:30:00 +0300", "2025-02-12"),  # the day where it was written
        ("2025-02-12T23:30:00-05:00", "2025-02-12"),
        ("2025-02-12", "2025-02-12"),
        (" 2025-02-12T10:00:00Z ", "2025-02-12"),
        ("12 Feb 2025 10:00 GMT", "2025-02-12"),
        ("Thu, 13 Feb 2025 09:00:00 +1200", "2025-02-13"),  # already tomorrow there
        ("Fri, 14 Feb 2025 09:00:00 +0000", None),  # in the future
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Wed, 31 Feb 2025 10:00:00 GMT", None),
        ("0000-00-00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_days(words, day):
    assert find_day(words, None, now=NOW) == day


def test_what_a_more_patient_reader_made_of_it_is_taken():
    parsed = time.strptime("2025-02-11", "%Y-%m-%d")
    assert find_day("mardi 11 février", parsed, now=NOW) == "2025-02-11"
    assert find_day("?", time.struct_time((9, 9, 99, 0, 0, 0, 0, 0, 0)), now=NOW) is None
