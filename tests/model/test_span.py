"""A span that does not quote its text cannot be built."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from demarche.errors import SpanError
from demarche.model import Mention, Span, quoting

TEXT = "Rivas met Lind in Nordhaven.\u2028Später sagte er: «Nein» 🕊️ — \u200fلا\u200f."
TEXTS = st.text(min_size=1, max_size=60)
OFFSETS = st.integers(-5, 70)


@given(TEXTS, OFFSETS, OFFSETS)
def test_a_span_quotes_its_text_or_is_refused(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        span = Span.of(text, start, end)
        assert text[span.start : span.end] == span.quote
    else:
        with pytest.raises(SpanError):
            Span.of(text, start, end)


@given(TEXTS, OFFSETS, OFFSETS, st.text(max_size=60))
def test_another_quote_is_refused(text: str, start: int, end: int, quote: str) -> None:
    assume(text[max(start, 0) : max(end, 0)] != quote or not 0 <= start < end <= len(text))
    with quoting(text), pytest.raises((SpanError, ValidationError)):
        Span.model_validate({"start": start, "end": end, "quote": quote})


@given(OFFSETS, OFFSETS, st.text(max_size=10))
def test_without_a_text_no_span_is_built(start: int, end: int, quote: str) -> None:
    with pytest.raises((SpanError, ValidationError), match="M101"):
        Span(start=start, end=end, quote=quote)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"start": 0, "end": 5, "quote": "Lind"}, "M103"),
        ({"start": 0, "end": 500, "quote": "Rivas"}, "M102"),
        ({"start": 5, "end": 5, "quote": ""}, "M102"),
        ({"start": -3, "end": 2, "quote": "Ri"}, "M102"),
    ],
)
def test_what_is_wrong_is_named(fields: dict[str, object], code: str) -> None:
    with quoting(TEXT), pytest.raises((SpanError, ValidationError), match=code):
        Span.model_validate(fields)


def test_offsets_are_code_points() -> None:
    at = TEXT.index("🕊")
    assert Span.of(TEXT, at, at + 1).quote == "🕊"


def test_a_span_cannot_be_changed() -> None:
    span = Span.of(TEXT, 0, 5)
    with pytest.raises(ValidationError, match="frozen"):
        span.end = 4  # type: ignore[misc]


def test_a_mention_keeps_its_form_and_is_checked_too() -> None:
    mention = Mention.of(TEXT, 0, 5, form="name", confidence=0.5)
    assert (mention.quote, mention.form, mention.confidence) == ("Rivas", "name", 0.5)
    with pytest.raises(SpanError):
        Mention.of(TEXT, 5, 2, form="name")


@given(TEXTS, st.data())
def test_overlap_is_symmetric_and_shares_a_character(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = []
    for _ in range(2):
        start, end = sorted((data.draw(ends), data.draw(ends)))
        assume(start < end)
        spans.append(Span.of(text, start, end))
    one, other = spans
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) is other.overlaps(one) is bool(shared)


def test_a_record_built_unchecked_is_like_one_that_was_checked() -> None:
    built = Mention.build(start=0, end=5, quote="Rivas", form="name", confidence=1.0)
    with quoting(TEXT):
        checked = Mention.model_validate(built.model_dump())
    assert built == checked == Mention.of(TEXT, 0, 5, form="name")
    assert built.model_dump_json() == checked.model_dump_json()
    with pytest.raises(ValidationError):
        built.start = 1  # type: ignore[misc]
