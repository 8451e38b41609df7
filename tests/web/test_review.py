"""Review on the site: off by default, for who has the token, from its own pages; what it writes."""

import re
import shutil

import pytest

pytest.importorskip("fastapi")
from starlette.testclient import TestClient

from demarche.errors import WebError
from demarche.ledger.reviewing import list_decisions, list_queue
from demarche.ledger.store import open_store
from demarche.query import open_ledger
from demarche.web import make_app
from demarche.web.desk import Desk
from demarche.web.guard import Keeper
from tests.ledger.reviewing.conftest import made, make_person  # noqa: F401  (a fixture)

pytestmark = pytest.mark.filterwarnings("ignore")
TOKEN = "a-token-of-some-length"
KEY = Keeper(TOKEN).form_key
BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def file(tmp_path, made):  # noqa: F811
    """A linked ledger of three releases of one call."""
    copy = tmp_path / "ledger.db"
    shutil.copyfile(made, copy)
    return copy


@pytest.fixture
def store(file):
    opened = open_store(file)
    yield opened
    opened.close()


@pytest.fixture
def client(file, store, clock):
    """A visitor with the token, on a site where records can be reviewed."""
    reading = open_store(file, read_only=True)
    with open_ledger(file) as ledger:
        desk = Desk(reading, store, make_person("ana"))
        app = make_app(ledger, clock=clock, token=TOKEN, desk=desk)
        yield TestClient(app, base_url="http://127.0.0.1", headers=BEARER, follow_redirects=False)
    reading.close()


@pytest.fixture
def calls(file):
    """The ids of the three tellings of the call."""
    with open_ledger(file) as ledger:
        return [row.id for row in ledger.contacts(every=True, status="occurred")]


@pytest.fixture
def send(client):
    """Send a decision as a page of the site does."""

    def _send(verdict, **fields):
        return client.post(f"/review/{verdict}", data={"key": KEY, **fields})

    return _send


def tell(store):
    return [(one.verdict, one.holds, one.subjects[0].id) for one in list_decisions(store)]


def test_it_is_off_by_default(file, clock):
    with open_ledger(file) as ledger:
        client = TestClient(make_app(ledger, clock=clock), base_url="http://127.0.0.1")
        assert client.get("/review").status_code == 404
        assert client.post("/review/accept", data={"key": KEY}).status_code == 405
        assert 'href="/review"' not in client.get("/").text


@pytest.mark.parametrize("token", [None, "", "short"])
def test_it_needs_a_token(file, store, clock, token):
    desk = Desk(store, store, make_person("ana"))
    with open_ledger(file) as ledger, pytest.raises(WebError, match="W103"):
        make_app(ledger, clock=clock, token=token, desk=desk)


def test_who_has_no_token_neither_sees_nor_decides(client, store, calls):
    client.headers.pop("authorization")
    data = {"key": KEY, "id": calls[0]}
    assert client.get("/review").status_code == 401
    assert client.post("/review/accept", data=data).status_code == 401
    assert tell(store) == []


@pytest.mark.parametrize("key", [{}, {"key": ""}, {"key": TOKEN}, {"key": KEY[:-1]}])
def test_a_form_without_the_key_is_refused(client, store, calls, key):
    for verdict in ("accept", "undo"):
        assert client.post(f"/review/{verdict}", data={**key, "id": calls[0]}).status_code == 403
    assert tell(store) == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused(client, store, calls, site):
    data, headers = {"key": KEY, "id": calls[0]}, {"sec-fetch-site": site}
    assert client.post("/review/accept", data=data, headers=headers).status_code == 403
    assert tell(store) == []


def test_asking_decides_nothing(client, store, calls):
    for path in ("/review/accept", f"/review/{calls[0]}", "/review/undo"):
        client.get(path, params={"key": KEY, "id": calls[0]})
    assert client.put("/review/accept", data={"key": KEY}).status_code == 405
    assert tell(store) == []


def test_a_form_too_long_is_refused(send, store, calls):
    assert send("accept", id=calls[0], after="x" * 70_000).status_code == 413
    assert tell(store) == []


def test_the_queue_is_that_of_the_command(client, store):
    queue = list_queue(store)
    told = client.get("/review.json").json()
    assert told["left"] == len(queue)
    assert [one["id"] for one in told["items"]] == [one.id for one in queue]
    page = client.get("/review").text
    assert re.findall(r'class="lead"><a href="/review/([^"]+)"', page) == [one.id for one in queue]
    only = client.get("/review.json?kind=commitment").json()["items"]
    assert {one["kind"] for one in only} == {"commitment"}


def test_every_thing_in_the_queue_has_a_page_with_the_key(client, store, clock):
    for one in list_queue(store):
        clock.now += 10
        shown = client.get(f"/review/{one.id}")
        assert shown.status_code == 200
        assert f'name="key" value="{KEY}"' in shown.text and "<mark" in shown.text
        assert TOKEN not in shown.text
    assert client.get("/review/e:none").status_code == 404
    assert client.get("/review/j:none").status_code == 404


def test_a_decision_is_written_leads_on_and_is_taken_back(client, send, store, calls):
    one, other, _ = calls
    decided = send("accept", id=one, after=other)
    assert decided.status_code == 303
    assert decided.headers["location"] == f"/review/{other}?done=accept"
    assert tell(store) == [("accepted", True, one)]
    assert one not in {item["id"] for item in client.get("/review.json").json()["items"]}
    undone = send("undo")
    assert undone.headers["location"] == f"/review/{one}?done=undone"
    assert ("accepted", False, one) in tell(store)
    assert one in {item["id"] for item in client.get("/review.json").json()["items"]}
    assert send("undo").headers["location"] == "/review?done=nothing"


def test_what_is_rejected_is_found_no_more_and_can_be_looked_at(client, send, calls):
    send("reject", id=calls[0])
    assert calls[0] not in client.get("/contacts.json").text
    assert client.get(f"/review/{calls[0]}").status_code == 200


def test_one_of_several_decisions_is_taken_back_by_its_id(send, store, calls):
    send("accept", id=calls[0])
    send("reject", id=calls[1])
    (_, first) = list_decisions(store)
    send("undo", judgement=first.id)
    held = [(verdict, id) for verdict, holds, id in tell(store) if holds and id in calls]
    assert held == [("rejected", calls[1])]


def read_fields(page):
    fields = dict(re.findall(r'<input name="field\.(\w+)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'<textarea name="field\.(\w+)"[^>]*>([^<]*)<', page))
    for name, options in re.findall(r'<select name="field\.(\w+)"[^>]*>(.*?)</select>', page):
        fields[name] = "".join(re.findall(r"<option selected>([^<]*)", options))
    return {f"field.{name}": value for name, value in fields.items()}


def test_a_form_sent_as_it_is_changes_nothing(client, send, store, clock):
    records = [one.id for one in list_queue(store) if not one.id.startswith("j:")]
    for id in records:
        clock.now += 10
        fields = read_fields(client.get(f"/review/{id}").text)
        assert len(fields) > 2
        assert "done=nothing" in send("correct", id=id, **fields).headers["location"]
    assert tell(store) == []


def test_only_changed_fields_are_corrected(client, send, store, calls):
    fields = read_fields(client.get(f"/review/{calls[0]}").text)
    fields |= {"field.status": "planned", "field.source": "Lind; Rivas", "field.time": ""}
    assert send("correct", id=calls[0], **fields).status_code == 303
    (decision,) = list_decisions(store)
    assert [change.field for change in decision.changes] == ["status", "source", "time"]
    shown = read_fields(client.get(f"/review/{calls[0]}").text)
    assert shown["field.status"] == "planned"
    assert shown["field.source"] == "Tomas Lind; Ana Rivas"
    assert shown["field.time"] == ""


def test_words_that_are_not_in_the_article_are_refused_and_kept(client, send, store, calls):
    fields = {"field.place": "Nowhere <b>Town</b>", "field.status": "planned"}
    refused = send("correct", id=calls[0], **fields)
    assert refused.status_code == 400
    assert "not in the text" in refused.text and "<b>" not in refused.text
    assert 'value="Nowhere &lt;b&gt;Town&lt;/b&gt;"' in refused.text
    assert tell(store) == []


def test_events_are_split_and_merged(client, send, calls):
    one, other, last = calls

    def count():
        return len(client.get(f"/occurrences/{one}.json").json()["rows"])

    assert count() == len(calls)
    send("split", id=one, together=other)
    assert count() == 2
    send("merge", id=one, **{"with": f"http://127.0.0.1/occurrences/{last}"})
    assert count() == len(calls)
    again = send("merge", id=one, **{"with": last})
    assert again.status_code == 400 and "one event already" in again.text


def test_of_many_reports_some_are_listed(client, calls, monkeypatch):
    monkeypatch.setattr("demarche.web.pages.review._JOINED", 1)
    shown = client.get(f"/review/{calls[0]}").text
    assert shown.count('name="together"') == 1 and "and 1 more" in shown


def test_a_pair_is_decided(client, send, store):
    pair = next((one for one in list_queue(store) if one.kind == "same-occurrence"), None)
    assert pair is not None
    page = client.get(f"/review/{pair.id}").text
    assert page.count("<article") == 2 and "Is this one event?" in page
    send("reject", id=pair.id)
    assert list_decisions(store)[0].verdict == "different"


def test_there_is_no_other_decision(send, calls):
    assert send("erase", id=calls[0]).status_code == 404
