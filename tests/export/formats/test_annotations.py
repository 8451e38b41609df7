"""brat and Web Annotation: every stretch stands where it is said to stand."""

import json
import re

from demarche.ledger.store import View
from tests.export.formats.conftest import LICENCE
from tests.query.conftest import RUN

TEXT_BOUND = re.compile(r"(T\d+)\t(\S+) ([\d ;]+)\t(.*)")


def read_standoff(path):
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    marks = {}
    for line in lines:
        if found := TEXT_BOUND.fullmatch(line):
            pieces = [tuple(map(int, piece.split())) for piece in found[3].split(";")]
            marks[found[1]] = (found[2], [text[start:end] for start, end in pieces], found[4])
    return text, marks, lines


def test_brat_marks_quote_their_texts(store, folder_of):
    folder = folder_of("brat")
    reports = list(View(store).load_reports())
    files = sorted(folder.glob("*.ann"))
    assert len(files) == len(reports) == 3
    texts = {r.document.text for r in reports}
    for file in files:
        text, marks, _ = read_standoff(file)
        assert text in texts
        for _, pieces, words in marks.values():
            assert not any("\n" in piece for piece in pieces)
            assert words == " ".join(pieces).replace("\t", " ")


def test_brat_events_have_their_parties_status_and_whole_record(store, folder_of):
    (report,) = (r for r in View(store).load_reports() if r.document.outlet == "Seine Wire")
    file = folder_of("brat") / f"{report.document.id.replace(':', '-')}.ann"
    _, marks, lines = read_standoff(file)
    event = next(line for line in lines if line.startswith("E1\t"))
    roles = dict(part.split(":") for part in event.split("\t")[1].split())
    assert [marks[roles[r]][2] for r in ("CONSULT", "Source", "Target")] == [
        "met", "President Mara Olt", "Foreign Minister Jules Roy",
    ]  # fmt: skip
    assert len(marks[roles["Evidence"]][1]) == 2
    assert "A1\tStatus E1 occurred" in lines
    note = next(line for line in lines if "AnnotatorNotes E1" in line)
    record, _ = json.JSONDecoder().raw_decode(note.split("\t")[2])
    assert record["id"] == report.events[0].id
    assert note.endswith(f"run {RUN.id}; licence: {LICENCE}")


def test_web_annotations_select_what_the_records_quote(store, text_of):
    page = json.loads(text_of("webannotation"))
    assert (page["type"], page["rights"]) == ("AnnotationPage", LICENCE)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    texts = {
        r.document.url or f"urn:demarche:{r.document.id}": r for r in View(store).load_reports()
    }
    records = sum(
        len(getattr(r, kind))
        for r in texts.values()
        for kind in ("events", "statements", "commitments", "exchanges", "positions")
    )
    assert len(page["items"]) == records
    for item in page["items"]:
        assert item["generator"]["id"] == f"urn:demarche:{RUN.id}"
        for target in item["target"]:
            text = texts[target["source"]].document.text
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        described = json.loads(item["body"][1]["value"])
        assert item["id"] == f"urn:demarche:{described['id']}"
