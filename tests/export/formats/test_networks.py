"""FollowTheMoney, GraphML, TimelineJS, iCalendar: read by parsers that are not ours."""

import io
import json
from datetime import date
from xml.etree import ElementTree

import icalendar

from demarche.export.leaving import export_ledger
from demarche.ledger.store import Run, Writer, open_store
from demarche.query import open_ledger
from tests.export.formats.conftest import LICENCE
from tests.export.made_up import HARM, make_hostile_report
from tests.query.conftest import RUN

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
SCHEMATA = {"Article", "Person", "Organization", "Event"}


def list_graph(text):
    """Return nodes by id and edges, each with its data under the keys' names."""
    root = ElementTree.fromstring(text.encode())
    names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}

    def tell(element):
        return {names[one.get("key")]: one.text for one in element.findall(f"{GRAPHML}data")}

    nodes = {node.get("id"): tell(node) for node in root.iter(f"{GRAPHML}node")}
    edges = [
        ({edge.get("source"), edge.get("target")}, tell(edge))
        for edge in root.iter(f"{GRAPHML}edge")
    ]
    return nodes, edges, tell(root.find(f"{GRAPHML}graph"))


def test_graphml_ties_those_who_were_in_contact(text_of):
    nodes, edges, known = list_graph(text_of("graphml"))
    assert sorted(node["name"] for node in nodes.values()) == [
        "Ana Rivas", "Jules Roy", "Mara Olt", "Tomas Lind",
    ]  # fmt: skip
    assert known["licence"] == LICENCE
    (call,) = (tie for ends, tie in edges if "Ana Rivas" in {nodes[end]["name"] for end in ends})
    assert (call["contacts"], call["first"], call["media"]) == ("1", "2031-04-01", "phone")
    assert (call["ids"], call["confidence"], call["run"]) == ("o:call", "0.99", RUN.id)
    assert call["evidence"].startswith("President Ana Rivas spoke by phone")
    assert "url" not in call


def test_graphml_counts_every_telling_if_asked(text_of):
    _, edges, _ = list_graph(text_of("graphml", every=True))
    assert sorted(tie["contacts"] for _, tie in edges) == ["1", "2"]


def test_ftm_entities_point_to_one_another(text_of):
    found = [json.loads(line) for line in text_of("ftm").splitlines()]
    entities = {one["id"]: one for one in found}
    assert {one["schema"] for one in found} == SCHEMATA
    event = next(e for e in found if e["properties"].get("location") == ["Paris"])["properties"]
    (guest,) = (entities[id] for id in event["organizer"])
    assert guest["properties"] == {
        "name": ["Mara Olt"],
        "country": ["no"],
        "position": ["President"],
        "keywords": ["GOV", "ELI"],
    }
    assert [entities[id]["properties"]["name"] for id in event["involved"]] == [["Jules Roy"]]
    assert (event["country"], event["date"]) == (["fr"], ["2031-05-03"])
    assert entities[event["proof"][0]]["properties"]["title"] == ['A "visit", and tolls']
    assert entities[event["proof"][0]]["properties"]["language"] == ["eng"]
    assert f"licence: {LICENCE}" in event["notes"]
    assert all(any(RUN.id in note for note in e["properties"]["notes"])
               for e in found if e["schema"] == "Event")  # fmt: skip
    assert not any("negated" in e["properties"].get("keywords", ()) for e in found)


def test_ftm_knows_an_actor_again(text_of):
    found = [json.loads(line) for line in text_of("ftm", every=True).splitlines()]
    ids = [one["id"] for one in found if one["properties"].get("name") == ["Ana Rivas"]]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_timelinejs_slides(text_of):
    told = json.loads(text_of("timelinejs"))
    assert LICENCE in told["title"]["text"]["text"]
    slides = {slide["unique_id"]: slide for slide in told["events"]}
    call = slides["o:call"]
    assert (call["start_date"], call["group"]) == ({"year": 2031, "month": 4, "day": 1}, "occurred")
    assert "spoke by phone with Prime Minister" in call["text"]["text"]
    assert RUN.id in call["text"]["text"]
    visit = next(s for s in slides.values() if "Olt" in s["text"]["headline"])
    assert 'href="https://example.org/visit?a=1&amp;b=2"' in visit["text"]["text"]
    assert "“trade &amp; tolls”" in visit["text"]["text"]


def test_a_calendar_of_meetings_to_come(text_of):
    text = text_of("ical")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(text)
    assert str(calendar["X-WR-CALDESC"]).replace("\\", "") == LICENCE
    one, other = calendar.walk("VEVENT")
    for meeting in (one, other):
        assert meeting.errors == []
        assert (meeting["DTSTART"].dt, meeting["DTEND"].dt) == (date(2031, 4, 7), date(2031, 4, 14))
        assert str(meeting["SUMMARY"]) == "Ana Rivas and Tomas Lind: meeting"
        assert (str(meeting["LOCATION"]), str(meeting["STATUS"])) == ("Port Salt", "CONFIRMED")
        said = str(meeting["DESCRIPTION"])
        assert said.startswith("“We will meet in Port Salt next week”\nWhen: 7–13 April 2031")
        assert f"Licence: {LICENCE}\nRun: {RUN.id}" in said
    assert one["UID"] != other["UID"]


def test_what_documents_say_breaks_out_of_no_format(tmp_path):
    store = open_store(tmp_path / "l.db", create=True)
    Writer(store, Run(kind="add", at="2031", program="0", reader="0")).add_report(
        make_hostile_report()
    )
    store.close()
    with open_ledger(tmp_path / "l.db") as ledger:
        told = {}
        for format in ("graphml", "timelinejs", "ical", "ftm", "webannotation", "plover"):
            stream = io.StringIO(newline="")
            export_ledger(ledger, format, stream)
            told[format] = stream.getvalue()
    nodes, _, _ = list_graph(told["graphml"])
    assert [node["name"] for node in nodes.values()] == [f"name {HARM}"]
    json.loads(told["timelinejs"])
    assert "<script" not in told["timelinejs"]
    icalendar.Calendar.from_ical(told["ical"])
    json.loads(told["webannotation"])
