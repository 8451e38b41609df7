"""A report survives its own JSON, and refuses a span that does not quote its document."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from demarche.errors import SpanError
from demarche.model import (
    Actor,
    Document,
    Event,
    EventTime,
    Finding,
    Interval,
    Mention,
    Place,
    Report,
    Span,
    Statement,
)
from demarche.model.span import find_spans
from tests.evals.made_up import REPORTS


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(min_size=2, max_size=80))

    def draw_span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, draw(st.integers(start + 1, len(text))))

    at = draw_span()
    mention = Mention.of(text, at.start, at.end, form="name", confidence=draw(st.floats(0, 1)))
    event = Event(
        id="e:1",
        type="CONSULT",
        source=("a:1",),
        status=draw(st.sampled_from(["occurred", "denied", "planned"])),
        time=EventTime(start="2031-04-02", end=None, precision="open", span=draw_span()),
        place=Place(name="Nordhaven", span=draw_span(), lat=draw(st.floats(-90, 90)), lon=0.5),
        topics=(draw_span(), draw_span()),
        trigger=draw_span(),
        evidence=(draw_span(),),
        confidence=draw(st.floats(0, 1)),
    )
    statement = Statement(id="s:1", content=(draw_span(), draw_span()), kind="mixed", via=("a:1",))
    return Report(
        document=Document(id="d", sha256="0", text=text),
        actors=(Actor(id="a:1", name="A", kind="person", mentions=(mention,)),),
        events=(event,),
        statements=(statement,),
        findings=(Finding(code="D102", severity="note", message="none", span=draw_span()),),
    )


@given(reports())
def test_a_report_survives_its_own_json(report: Report) -> None:
    line = report.to_json()
    again = Report.model_validate_json(line)
    assert again == report
    assert again.to_json() == line
    assert "\n" not in line


@pytest.mark.parametrize("made", REPORTS)
def test_made_up_reports_survive_too(made: dict[str, Any]) -> None:
    report = Report.model_validate_json(json.dumps(made))
    assert Report.model_validate_json(report.to_json()) == report
    assert len(list(find_spans(report))) > 10


def _spoil(tree: Any, number: int) -> int:
    """Move the `number`-th span of a report by one character; return how many were passed."""
    passed = 0
    if isinstance(tree, dict):
        if {"start", "end", "quote"} <= set(tree):
            if number == 0:
                tree["start"] += 1
                tree["end"] += 1
            return 1
        for value in tree.values():
            passed += _spoil(value, number - passed)
    elif isinstance(tree, list):
        for value in tree:
            passed += _spoil(value, number - passed)
    return passed


@pytest.mark.parametrize("number", range(12))
def test_a_report_with_one_shifted_span_is_refused(number: int) -> None:
    made = json.loads(json.dumps(REPORTS[0]))
    _spoil(made, number)
    with pytest.raises((SpanError, ValidationError), match=r"M10[23]"):
        Report.model_validate_json(json.dumps(made))


def test_unknown_fields_are_refused() -> None:
    made = json.loads(json.dumps(REPORTS[0]))
    made["events"][0]["colour"] = "red"
    with pytest.raises(ValidationError, match="colour"):
        Report.model_validate_json(json.dumps(made))


@pytest.mark.parametrize(
    ("start", "end"), [("2031-02-30", None), ("2031-04-02", "2031-04-01"), ("soon", None)]
)
def test_dates_that_are_none_are_refused(start: str, end: str | None) -> None:
    with pytest.raises(ValidationError):
        Interval(start=start, end=end, precision="day")
