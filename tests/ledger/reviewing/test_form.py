"""The fields of a record as they are typed: what is read out can be typed in again."""

import pytest

from demarche.ledger.reviewing import list_fields
from demarche.ledger.reviewing.fields import FIELDS
from demarche.ledger.reviewing.form import _type
from demarche.ledger.reviewing.values import parse_change
from tests.export.made_up import make_report

REPORT = make_report().model_dump(mode="json", by_alias=True)
RECORDS = [(kind, one) for kind in FIELDS for one in REPORT[f"{kind}s"]]


@pytest.mark.parametrize(("kind", "record"), RECORDS, ids=lambda one: str(one)[:9])
def test_every_value_can_be_typed_again(kind, record):
    fields = list_fields(REPORT, kind, record["id"])
    assert [field.name for field in fields] == list(FIELDS[kind])
    for field in fields:
        if field.value:
            assert parse_change(REPORT, record, kind, field.name, field.value)
        if field.options and field.value:
            assert field.value in field.options


def test_values_are_as_a_person_types_them():
    fields = {field.name: field for field in list_fields(REPORT, "event", "e:call")}
    assert fields["source"].value == "Ana Rivas"
    assert fields["topics"].value == "grain; fishing rights"
    assert fields["time"].value == "2031-04-01"
    assert fields["duration"].value == "90"
    assert fields["place"].value == "" and fields["place"].nullable
    assert "phone" in fields["mode"].options


@pytest.mark.parametrize(
    ("start", "end", "precision", "typed"),
    [
        ("2031-01-01", "2031-12-31", "year", "2031"),
        ("2031-04-01", "2031-04-30", "month", "2031-04"),
        ("2031-04-07", "2031-04-13", "week", "2031-04-07/2031-04-13"),
        (None, None, "unknown", ""),
    ],
)
def test_times_are_typed_by_their_precision(start, end, precision, typed):
    assert _type("time", {"start": start, "end": end, "precision": precision}, {}) == typed


def test_there_are_no_fields_of_what_is_no_record():
    assert list_fields(REPORT, "document", "doc-1") == []
    assert list_fields(REPORT, "event", "e:none") == []
