"""Every page and its twin: what it shows, its address, and that texts stay texts."""

import re

import pytest

fastapi = pytest.importorskip("fastapi")
from starlette.testclient import TestClient  # noqa: E402

from demarche.web import make_app  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")
PAGES = [
    "/", "/timeline", "/contacts", "/contacts/matrix", "/contacts/network", "/occurrences/o:call",
    "/commitments", "/actors", "/actors/XAA", "/actors/Ana Rivas", "/documents", "/search?q=ports",
    "/docs", "/actors?name=Rivas",
]  # fmt: skip


@pytest.fixture
def client(ledger, clock):
    return TestClient(make_app(ledger, clock=clock), base_url="http://127.0.0.1")


def read_twin(client, page):
    path, _, query = page.partition("?")
    return client.get(f"{path}.json" + (f"?{query}" if query else "")).json()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_shown_and_names_its_twin(client, page):
    shown = client.get(page)
    assert shown.status_code == 200
    assert shown.headers["content-type"].startswith("text/html")
    (twin,) = re.findall(r'href="([^"]*)">This page as JSON', shown.text)
    answered = client.get(twin.replace("&amp;", "&"))
    assert answered.status_code == 200
    assert answered.headers["content-type"] == "application/json"


@pytest.mark.parametrize("page", PAGES)
def test_no_page_holds_a_script_or_style_of_its_own(client, page):
    shown = client.get(page).text
    assert re.findall(r"<script(?! src=\"/static/)", shown) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=\"|https?://(?!www.w3)", shown) == []


def test_nothing_of_a_hostile_document_is_markup(client, ledger):
    document = next(r.id for r in ledger.documents() if "title" in (r.title or ""))
    event = next(e for e in ledger.contacts() if e.document == document)
    for page in ("/", "/timeline", "/contacts", "/documents", "/search?q=harmed",
                 "/actors?name=name", f"/documents/{document}",
                 f"/occurrences/{event.id}"):  # fmt: skip
        shown = client.get(page).text
        assert "window.harmed" in shown or page == "/"
        assert "<script>window" not in shown
        assert "<img src=x" not in shown
        assert 'href="javascript:' not in shown
        assert "\u202e" not in shown


def test_home_counts_and_tells_what_is_open(client):
    told = read_twin(client, "/home")
    assert (told["as_of"], told["state"]["documents"]) == ("2031-04-05", 3)
    assert [column["status"] for column in told["board"]] == ["pending"]
    assert [row["occurrence"] for row in told["contacts"]] == [None, "o:call"]
    assert len(told["ahead"]) == 2
    earlier = client.get("/home.json?as_of=2031-04-02").json()
    assert earlier["as_of"] == "2031-04-02"


def test_an_occurrence_shows_what_agrees_and_what_differs(client):
    told = read_twin(client, "/occurrences/o:call")
    facts = {fact["name"]: fact for fact in told["facts"]}
    assert facts["duration"]["differs"] and not facts["medium"]["differs"]
    assert facts["medium"]["versions"] == [{"value": "phone", "reports": [1, 2]}]
    assert [side["row"]["outlet"] for side in told["sides"]] == [
        "Ministry of Examples", "Coast Wire",
    ]  # fmt: skip
    assert any(line["kind"] == "topic" and line["finding"] == "both" for line in told["lines"])
    shown = client.get("/occurrences/o:call").text
    assert "45 minutes" in shown and "differs" in shown


def test_a_board_of_promises_as_of_a_day(client):
    def board(query):
        columns = client.get(f"/commitments.json?{query}").json()["columns"]
        return {column["status"]: column["count"] for column in columns}

    assert board("") == {"pending": 1, "kept": 1}
    assert board("as_of=2031-04-03") == {"pending": 1}
    assert board("status=kept") == {"kept": 1}
    assert board("by=XBB") == {}


def test_a_timeline_is_narrowed_and_charted(client):
    told = client.get("/timeline.json?actor=XAA&type=CONSULT&status=planned").json()
    assert {row["kind"] for row in told["rows"]} == {"event"}
    assert len(told["rows"]) == 2
    assert sum(bar["ahead"] for bar in told["bars"]["bars"]) == 2
    assert sum(bar["held"] for bar in told["bars"]["bars"]) == 0


def test_the_matrix_counts_an_occurrence_once(client):
    told = client.get("/contacts/matrix.json?status=occurred").json()
    assert told["pairs"] == [{"one": "XAA", "other": "XBB", "contacts": 1, "last": "2031-04-01"}]
    assert {node["key"] for node in read_twin(client, "/contacts/network")["network"]["nodes"]} == {
        "XAA", "XBB",
    }  # fmt: skip


def test_an_actor_has_its_records_and_its_kept_share(client):
    told = read_twin(client, "/actors/XAA")
    assert told["kept"] == 1.0
    assert told["profile"]["made"] == 2
    assert [row["name"] for row in told["names"]] == ["Ana Rivas"]


def test_a_record_leads_to_its_place_in_its_document(client, ledger):
    row = ledger.statements(speaker="Rivas").rows[0]
    answer = client.get(f"/records/{row.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/documents/{row.document}#{row.id}"
    shown = client.get(f"/documents/{row.document}").text
    assert f'id="{row.id}"' in shown and f'id="w-{row.id}"' in shown


def test_what_was_searched_is_marked(client):
    told = client.get("/search.json?q=blocking&kind=event").json()
    pieces = told["hits"][0]["pieces"]
    assert [piece["text"] for piece in pieces if piece["found"]] == ["blocking"]
    assert "<mark>blocking</mark>" in client.get("/search?q=blocking").text


def test_pages_follow_one_another(client, ledger, monkeypatch):
    from demarche.web.pages import contacts

    monkeypatch.setattr(contacts, "_ROWS", 1)
    count, seen = len(ledger.contacts()), []
    for page in range(1, count + 1):
        told = client.get(f"/contacts.json?page={page}").json()
        seen += [row["id"] for row in told["rows"]]
        assert told["pager"] == {"page": page, "more": page < count}
    assert seen == [row.id for row in ledger.contacts(newest=True)]


def test_meetings_to_come_are_a_calendar(client):
    answer = client.get("/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text.startswith("BEGIN:VCALENDAR\r\n")
    assert answer.text.count("BEGIN:VEVENT") == 2


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("/nothing", 404), ("/occurrences/o:none", 404), ("/documents/d:none", 404),
        ("/records/s:none", 404), ("/timeline?since=soon", 400),
        ("/commitments?as_of=2031-02-31", 400),
        ("/contacts?page=0", 400), ("/contacts?page=many", 400), ("/timeline?type=PARTY", 400),
        ("/search?q=%E2%80%A6", 400),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_plainly(client, page, status):
    shown = client.get(page)
    assert shown.status_code == status
    assert "<h1>" in shown.text
    if not page.startswith("/records"):
        path, _, query = page.partition("?")
        told = client.get(f"{path}.json?{query}").json()
        assert told["error"]["status"] == status


def test_the_interface_tells_every_address(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/home.json", "/contacts.json", "/occurrences/{id}.json", "/calendar.ics"} <= set(paths)
    shown = client.get("/docs").text
    assert all(path in shown for path in paths)


def test_answers_are_remembered_until_the_ledger_changes():
    from demarche.web.memory import Memory

    class Changing:
        stamped = 1

        def stamp(self):
            return self.stamped

    ledger, asked = Changing(), []
    memory = Memory(ledger)
    for stamp in (1, 1, 2):
        ledger.stamped = stamp
        memory.recall("how many", lambda: asked.append(1))
    assert len(asked) == 2
