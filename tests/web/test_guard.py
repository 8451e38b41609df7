"""Who may look: names, tokens, limits, headers; nothing can be written."""

import sqlite3

import pytest

pytest.importorskip("fastapi")
from starlette.testclient import TestClient

from demarche.errors import WebError
from demarche.web import make_app
from demarche.web.guard import BURST, COOKIE, RATE
from demarche.web.serving import check_address

pytestmark = pytest.mark.filterwarnings("ignore")
TOKEN = "a-token-of-some-length"


@pytest.fixture
def open_site(ledger, clock):
    def _open(host="127.0.0.1", **options):
        app = make_app(ledger, clock=clock, **options)
        return TestClient(app, base_url=f"http://{host}", follow_redirects=False)

    return _open


def test_every_answer_keeps_to_itself(open_site):
    client = open_site()
    for path in ("/", "/home.json", "/nothing", "/static/site.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost", "[::1]:80"])
def test_this_machines_names_are_answered(open_site, host):
    assert open_site().get("/docs", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:80"])
def test_another_sites_name_is_not(open_site, host):
    assert open_site().get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(open_site, method):
    assert open_site().request(method, "/timeline").status_code == 405


def test_the_connection_only_reads(ledger):
    with pytest.raises(sqlite3.OperationalError), ledger._store._engine.connect() as connection:
        connection.connection.driver_connection.execute("DELETE FROM passages")


def test_too_many_requests_are_refused_and_then_answered(open_site, clock):
    client = open_site()
    answers = [client.get("/static/site.js").status_code for _ in range(int(BURST) + 1)]
    assert answers[-2:] == [200, 429]
    clock.now += 1.5 / RATE
    assert client.get("/static/site.js").status_code == 200
    assert client.get("/static/site.js").status_code == 429


def test_a_token_is_asked_for(open_site):
    client = open_site(token=TOKEN)
    assert client.get("/home.json").status_code == 401
    to_login = client.get("/", headers={"accept": "text/html"})
    assert (to_login.status_code, to_login.headers["location"]) == (303, "/login")
    assert client.get("/login").status_code == 200
    assert client.get(f"/home.json?token={TOKEN}").status_code == 401
    for given, status in ((TOKEN, 200), ("wrong", 401), (TOKEN + "x", 401), ("ü", 401)):
        headers = {"authorization": f"Bearer {given}".encode()}
        assert client.get("/home.json", headers=headers).status_code == status


def test_login_gives_a_cookie_from_which_the_token_cannot_be_had(open_site):
    client = open_site(token=TOKEN)
    assert client.post("/login", data={"token": "wrong"}).status_code == 403
    assert client.post("/login", content=b"x" * 10_000).status_code == 413
    assert client.get("/home.json").status_code == 401
    entered = client.post("/login", data={"token": TOKEN})
    assert entered.status_code == 303
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and TOKEN not in cookie
    assert client.cookies[COOKIE]
    assert client.get("/home.json").status_code == 200


@pytest.mark.parametrize("token", [None, "", "short"])
def test_others_need_a_token(token):
    with pytest.raises(WebError, match="W101"):
        check_address("0.0.0.0", token)
    assert check_address("127.0.0.1", token) == ()


def test_with_a_token_the_names_follow_the_address():
    assert check_address("192.0.2.1", TOKEN) == ("192.0.2.1",)
    assert check_address("0.0.0.0", TOKEN) == ("*",)
