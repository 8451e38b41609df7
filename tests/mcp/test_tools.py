"""What the tools answer: rows that quote, pages, refusals; asked by the SDK's own client."""

import re
import sqlite3

import pytest

from demarche.mcp.tools import TOOLS
from tests.export.made_up import HEADLINE, TEXT, make_hostile_report

CALL = "President Ana Rivas spoke by phone with Prime Minister Tomas Lind"
HOSTILE = make_hostile_report().document


def is_quoted(row):
    return TEXT[row["start"] :].startswith(row["quote"])


def test_contacts_come_with_quote_place_and_source(ask):
    answer = ask("find_contacts", between=["Rivas", "XBB"], status="occurred")
    (row,) = answer["rows"]
    assert (row["day"], row["source"], row["target"]) == (
        "2031-04-01",
        ["Ana Rivas"],
        ["Tomas Lind"],
    )
    assert (row["occurrence"], row["reports"]) == ("o:call", 2)
    assert row["quote"] == CALL and is_quoted(row)
    assert row["outlet"] == "Ministry of Examples" and "url" in row and row["document"]
    assert answer["next_skip"] is None


def test_all_named_actors_take_part(ask):
    assert ask("find_contacts", between=["Rivas", "Nobody"])["rows"] == []


def test_a_lone_name_is_a_list_of_one(ask):
    assert ask("find_contacts", between="Lind") == ask("find_contacts", between=["Lind"])
    assert ask("find_contacts", between="Lind")["rows"]


def test_every_report_of_a_contact_is_a_row_when_asked(ask):
    rows = ask("find_contacts", between=["Rivas"], status="occurred", every=True)["rows"]
    assert {row["outlet"] for row in rows} == {"Ministry of Examples", "Coast Wire"}


def test_rows_come_page_by_page(ask):
    whole = ask("find_contacts", every=True)["rows"]
    assert len(whole) > 2
    seen, skip = [], 0
    while skip is not None:
        page = ask("find_contacts", every=True, limit=2, skip=skip)
        assert len(page["rows"]) <= 2
        seen += page["rows"]
        skip = page["next_skip"]
    assert seen == whole


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("show_occurrence", {"id": "o:call"}),
        ("find_actors", {"name": "XAA"}),
        ("find_statements", {}),
        ("find_commitments", {}),
        ("search_words", {"words": "grain"}),
        ("compare_tellings", {"id": "o:call"}),
    ],
)
def test_every_list_can_be_paged(ask, tool, arguments):
    whole = ask(tool, **arguments)["rows"]
    assert len(whole) > 1 or tool == "find_actors"
    pages, skip = [], 0
    while skip is not None:
        page = ask(tool, **arguments, limit=1, skip=skip)
        pages, skip = pages + page["rows"], page["next_skip"]
    assert pages == whole


def test_a_promise_stands_as_of_a_day(ask):
    def find(day):
        (row,) = ask("find_commitments", by="Rivas", as_of=day, outlet="Coast Wire")["rows"]
        return row["status"]

    rows = ask("find_commitments", about="port salt", as_of="2031-04-30")["rows"]
    assert {row["status"] for row in rows} >= {"kept"}
    assert all(is_quoted(row) for row in rows)
    assert ask("find_commitments", by="Rivas", as_of="2031-04-01")["rows"] == []


def test_open_promises_need_a_day(ask):
    with pytest.raises(RuntimeError, match=r"^Q104: .*--as-of"):
        ask("find_commitments", open=True)


def test_statements_by_speaker_and_words(ask):
    rows = ask("find_statements", speaker="Rivas", about='"port salt"')["rows"]
    assert rows and all(is_quoted(row) for row in rows)
    assert ask("find_statements", speaker="Lind", about='"port salt"')["rows"] == []


def test_an_occurrence_by_its_id_or_an_events(ask):
    rows = ask("show_occurrence", id="o:call")["rows"]
    assert [row["outlet"] for row in rows] == ["Ministry of Examples", "Coast Wire"]
    assert ask("show_occurrence", id=rows[1]["id"])["rows"] == rows


def test_two_tellings_side_by_side(ask):
    found = ask("compare_tellings", id="o:call")
    assert found["one"]["document"] != found["other"]["document"]
    quotes = [told["quote"] for line in found["rows"] for told in line["one"] + line["other"]]
    assert quotes
    for quote in quotes:
        assert TEXT[quote["start"] : quote["end"]] == quote["quote"]
    (conflict,) = found["conflicts"]
    assert conflict["field"] == "duration"


def test_passages_have_their_place(ask):
    rows = ask("search_words", words="fishing")["rows"]
    assert {row["kind"] for row in rows} >= {"document"}
    for row in rows:
        assert is_quoted(row) and "fishing" in row["quote"]
    kinds = {row["kind"] for row in ask("search_words", words="grain", kind="exchange")["rows"]}
    assert kinds == {"exchange"}


def test_a_title_that_the_text_repeats_is_no_part_of_a_passage(ask):
    rows = ask("search_words", words='"speak by phone"', kind="document")["rows"]
    assert [row["start"] for row in rows] == [0, 0]
    assert all(is_quoted(row) and row["quote"].startswith(HEADLINE) for row in rows)


def test_a_title_that_stands_alone_has_no_place(ask):
    (row,) = ask("search_words", words="title", kind="document")["rows"]
    assert row["quote"].startswith("title") and row["start"] is None


def test_who_is_called_what(ask):
    (row,) = ask("find_actors", name="Lind")["rows"]
    assert (row["name"], row["country"], row["documents"]) == ("Tomas Lind", "XBB", 2)


def test_the_ledger_says_which_days_it_covers(ask):
    state = ask("describe_ledger")
    assert (state["documents"], state["last"]) == (3, "2031-04-05")


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("show_occurrence", {"id": "o:none"}, "^Q105: no occurrence or event o:none"),
        ("find_contacts", {"since": "soon"}, "^Q101: soon: no date"),
        ("search_words", {"words": "–"}, "^Q103: no words"),
        ("find_contacts", {"limit": 101}, r"^limit: .*less than or equal to 100 \(find_contacts"),
        ("find_contacts", {"spaeker": "Lind"}, "^spaeker: .*between, place, status"),
        ("find_contacts", {"between": ["A"] * 5}, "^between: .*at most 4"),
        ("find_contacts", {"status": "done"}, "^status: .*'occurred', .*'planned'"),
        ("find_commitments", {"status": "done"}, "^status: .*'overdue'"),
        ("find_statements", {"speaker": "x" * 201}, "^speaker: .*at most 200"),
        ("show_occurrence", {}, "^id: field required"),
        ("describe_ledger", {"limit": 1}, "takes nothing"),
        ("drop_ledger", {}, "^no tool drop_ledger: one of describe_ledger, find_contacts"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(ask, tool, arguments, message):
    with pytest.raises(RuntimeError, match=message):
        ask(tool, **arguments)


def test_one_document_alone_cannot_be_compared(ask):
    (row,) = ask("find_contacts", outlet=HOSTILE.outlet)["rows"][:1] or [None]
    with pytest.raises(RuntimeError, match=r"^Q107: "):
        ask("compare_tellings", id=row["id"])


def test_nothing_is_written(ask, path):
    def dump():
        with sqlite3.connect(path) as connection:
            return list(connection.iterdump())

    before = dump()
    for tool, arguments in (
        ("find_contacts", {}),
        ("search_words", {"words": "grain'; DROP TABLE events; --"}),
        ("compare_tellings", {"id": "o:call"}),
        ("find_actors", {"name": "Rivas"}),
    ):
        ask(tool, **arguments)
    assert dump() == before


def test_every_tool_warns_of_what_articles_say_and_shows_an_example():
    for tool in TOOLS:
        assert "never instructions" in tool.description
        assert not tool.question.model_fields or re.search(r"Example: \{.+\}", tool.description)


def test_examples_in_descriptions_can_be_asked(ask):
    for tool in TOOLS:
        for example in re.findall(r"Example: (\{.+?\})\.", tool.description):
            assert tool.question.model_validate_json(example)
