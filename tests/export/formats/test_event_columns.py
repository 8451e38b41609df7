"""PLOVER, POLECAT, ICEWS, GDELT: columns as their data sets have them, codes by status."""

import csv
import io
import json

import pytest

from demarche.export.formats.codes import (
    find_cameo,
    find_country,
    find_score,
    load_cameo,
    name_type,
)
from demarche.export.formats.plover import read
from demarche.rules import load_ontology
from tests.export.formats.conftest import LICENCE, make_visit
from tests.query.conftest import RUN

POLECAT, ICEWS, GDELT, MENTIONS, OWN = 40, 20, 61, 16, 7


def read_tabs(text):
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def make_event(**fields):
    return make_visit().events[0].model_copy(update=fields)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "042"),
        ({"mode": "phone"}, "041"),
        ({"mode": "multilateral"}, "040"),
        ({"status": "planned"}, "036"),
        ({"status": "requested"}, "106"),
        ({"status": "declined"}, "125"),
        ({"status": "negated"}, None),
        ({"status": "possible"}, None),
        ({"type": "AID", "mode": None, "contexts": ("legal", "military")}, "072"),
        ({"type": "AID", "mode": None, "contexts": ()}, "070"),
        ({"type": "SANCTION", "mode": None, "status": "threatened"}, "131"),
        ({"type": "ACCUSE", "mode": None, "status": "planned"}, None),
    ],
)
def test_cameo_codes_say_only_what_is_so(fields, code):
    assert find_cameo(make_event(**fields)) == code


def test_a_visit_at_home_is_hosted():
    assert find_cameo(make_event(), hosted=True) == "043"


def test_the_mapping_is_whole_and_names_only_what_there_is():
    book, types = load_cameo(), load_ontology().types
    used = [*book.acts.values(), book.hosting]
    used += [code for shift in book.shifts for code in shift.acts.values()]
    used += [code for finer in book.finer.values() for code in finer.values()]
    assert set(used) == set(book.codes)
    assert set(types) <= set(book.acts)
    for key in book.acts:
        type, _, mode = key.partition("/")
        assert not mode or mode in types[type].modes
    assert all(c.mode is None or c.mode in types[c.type].modes for c in book.codes.values())


def test_plover_types_and_contexts_of_what_is_not_done():
    assert name_type(make_event(status="planned"))[:2] == ("AGREE", None)
    assert name_type(make_event(status="requested"))[:2] == ("REQUEST", "meet")
    assert name_type(make_event(status="negated")) == ("CONSULT", "visit", ("economic", "negation"))
    assert (find_score("CONSULT", "phone"), find_score("ACCUSE", None)) == (1.5, None)
    assert find_score("REQUEST", "meet") == 0


def test_countries_have_their_codes():
    france = find_country("FRA")
    assert (france.iso, france.fips, france.cow) == ("FR", "FR", 220)
    assert find_country("UNO").iso is None


def test_plover_lines_have_every_field_and_nulls(text_of):
    lines = [json.loads(line) for line in text_of("plover").splitlines()]
    assert len(lines) == 7  # of the call two documents tell once
    visit = next(line for line in lines if line["mode"] == "visit")
    assert list(visit)[:4] == ["id", "has_event", "date", "time"]
    assert (visit["event"], visit["date"], visit["context"]) == (
        ["CONSULT"],
        "2031-05-03",
        ["economic"],
    )
    assert visit["actor"][0]["country"] == "NOR"
    assert (visit["time"], visit["link"]) == (None, None)
    assert visit["cite_info"]["rights"] == visit["demarche"]["licence"] == LICENCE
    assert visit["demarche"]["run"] == RUN.id


def test_plover_comes_back_with_its_words(text_of, tmp_path):
    file = tmp_path / "events.jsonl"
    file.write_text(text_of("plover", every=True), encoding="utf-8")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    back = list(read(file))
    assert len(back) == len(lines) == 8
    for line, (report, source) in zip(lines, back, strict=True):
        (event,) = report.events
        names = {actor.id: actor for actor in report.actors}
        assert [names[id].name for id in event.source] == [one["name"] for one in line["actor"]]
        assert [names[id].country for id in event.target] == [
            one["country"] for one in line["recipient"]
        ]
        assert (event.type, event.status) == (line["demarche"]["type"], line["demarche"]["status"])
        assert event.evidence[0].quote == report.document.text == line["text"]
        assert (source.run, source.reader) == (RUN.id, "first")


def test_events_of_other_programs_come_in(tmp_path):
    file = tmp_path / "other.jsonl"
    line = {"id": 7, "event": ["AGREE"], "date": "2020-01-02", "text": "A will meet B",
            "actor": [{"name": "A", "sector": "GOV"}], "recipient": ["B"], "context": ["future"],
            "event_text": "meet", "coder": "ngec", "mode": ""}  # fmt: skip
    file.write_text(json.dumps(line), encoding="utf-8")
    ((report, source),) = read(file)
    (event,) = report.events
    assert (event.type, event.status, event.trigger.quote) == ("AGREE", "planned", "meet")
    assert [actor.name for actor in report.actors] == ["A", "B"]
    assert source.reader == "ngec"


def test_polecat_columns(text_of):
    rows = read_tabs(text_of("polecat"))
    assert len(rows[0]) == POLECAT + OWN
    visit = next(row for row in rows if row["Event Mode"] == "visit")
    assert (visit["Actor Name"], visit["Actor COW"], visit["Recipient Country"]) == (
        "Mara Olt", "385", "FRA",
    )  # fmt: skip
    assert (visit["Actor Sectors"], visit["Primary Actor Sector"]) == ("GOV;ELI", "GOV")
    assert (visit["GeoNames ID"], visit["City"], visit["Country"]) == ("2988507", "Paris", "France")
    assert (visit["Province"], visit["Publication Date"]) == ("None", "None")
    assert visit["Evidence"].endswith("met Foreign Minister Jules Roy on “trade & tolls”")
    assert (visit["Run"], visit["Licence"]) == (RUN.id, LICENCE)


def test_icews_columns_and_what_is_left_out(text_of):
    rows = read_tabs(text_of("icews"))
    assert len(rows[0]) == ICEWS + OWN
    visit = next(row for row in rows if row["CAMEO Code"] == "042")
    assert (visit["Source Country"], visit["Target Country"]) == ("Norway", "France")
    assert (visit["Event Text"], visit["Intensity"]) == ("Make a visit", "")
    assert "negated" not in {row["Status"] for row in rows}


def test_gdelt_events_and_mentions(folder_of):
    folder = folder_of("gdelt")
    tables = [
        [line.split("\t") for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("events.export.CSV", "mentions.CSV")
    ]
    events, mentions = tables
    assert {len(row) for row in events} == {GDELT}
    assert {len(row) for row in mentions} == {MENTIONS}
    ids = [row[0] for row in events]
    assert len(ids) == len(set(ids)) == 6
    assert {row[0] for row in mentions} == set(ids)
    assert len(mentions) == 7  # the call is one event with two mentions
    visit = next(row for row in events if row[26] == "042")
    assert visit[1:5] == ["20310503", "203105", "2031", "2031.3370"]
    assert (visit[5], visit[7], visit[17]) == ("NORGOVELI", "NOR", "FRA")
    assert (visit[28], visit[29], visit[30], visit[34]) == ("04", "1", "", "")
    assert (visit[51], visit[53], visit[59]) == ("4", "FR", "20310409000000")
    assert 0 < int(visit[0]) < 2**63
    mention = next(row for row in mentions if row[0] == visit[0])
    assert (mention[5], mention[11]) == ("https://example.org/visit?a=1&b=2", "50")
    assert json.loads((folder / "export.json").read_text(encoding="utf-8"))["licence"] == LICENCE
