"""Fetching, from a real server on the loopback."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from demarche.sources import FailedItem, addresses, read_inputs

PAGE = b"<html><body><p>The envoys met in Geneva.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append(self.path)
        getattr(self, "give_" + self.path.strip("/").partition("/")[0])()

    def answer(self, body=b"", status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def give_page(self):
        self.answer(PAGE, Content_Type="text/html; charset=iso-8859-1")

    def give_feed(self):
        self.answer(b'{"text": "a"}\n{"text": "b"}\n', Content_Type="application/x-ndjson")

    def give_plain(self):
        self.answer(b"The envoys met.", Content_Type="text/plain")

    def give_zipped(self):
        self.answer(gzip.compress(b"a" * 50_000), Content_Encoding="gzip")

    def give_large(self):
        self.answer(b"a" * 50_000)

    def give_endless(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"a" * 1000)

    def give_silence(self):
        time.sleep(2)

    def give_trickle(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.1)

    def give_moved(self):
        self.answer(status=302, Location="/page")

    def give_loop(self):
        self.answer(status=302, Location="/loop")

    def give_inward(self):
        port = self.server.server_address[1]
        self.answer(status=302, Location=f"http://127.0.0.2:{port}/page")

    def give_local(self):
        self.answer(status=302, Location="file:///etc/hostname")

    def give_gone(self):
        self.answer(status=404)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):  # a client that hung up is what several tests are about
        pass


@pytest.fixture(scope="module")
def server():
    with Server(("127.0.0.1", 0), Handler) as running:
        running.seen = []
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def get(server):
    server.seen.clear()

    def fetch(path, **options):
        url = f"http://127.0.0.1:{server.server_address[1]}/{path}"
        settings = {"allow_private": True, "timeout": 5.0, "max_bytes": 20_000, **options}
        return list(read_inputs([url], **settings))

    return fetch


def code(items):
    (item,) = items
    assert isinstance(item, FailedItem)
    assert item.url == item.origin
    return item.error.code


def test_a_page_comes_with_its_kind_and_character_set(get):
    (item,) = get("page")
    assert (item.content, item.media, item.charset) == (PAGE, "html", "iso-8859-1")
    assert item.url == item.origin


def test_feeds_and_text(get):
    assert [i.content for i in get("feed")] == ["a", "b"]
    (item,) = get("plain")
    assert (item.content, item.media) == (b"The envoys met.", "text")


def test_a_redirection_is_followed_and_the_last_address_kept(get):
    (item,) = get("moved")
    assert item.content == PAGE
    assert item.url.endswith("/page")
    assert item.origin.endswith("/moved")


def test_loopback_is_refused_unless_asked_for(get, server):
    assert code(get("page", allow_private=False)) == "S214"
    assert server.seen == []


def test_a_redirection_to_a_private_address_is_refused(get, server, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda address: str(address) == "127.0.0.1")
    assert code(get("inward", allow_private=False)) == "S214"
    assert server.seen == ["/inward"]
    (item,) = get("page", allow_private=False)
    assert item.content == PAGE


@pytest.mark.parametrize(
    ("path", "options", "expected"),
    [
        ("large", {}, "S213"),
        ("endless", {}, "S213"),
        ("zipped", {}, "S213"),
        ("silence", {"timeout": 0.2}, "S212"),
        ("trickle", {"timeout": 0.4}, "S212"),
        ("gone", {}, "S215"),
        ("loop", {"max_redirects": 3}, "S216"),
        ("local", {}, "S210"),
    ],
)
def test_limits(get, path, options, expected):
    assert code(get(path, **options)) == expected


def test_a_body_of_just_the_cap_is_read(get):
    (item,) = get("large", max_bytes=50_000)
    assert len(item.content) == 50_000


def test_nobody_answers(server):
    with Server(("127.0.0.1", 0), Handler) as free:
        port = free.server_address[1]
    items = list(read_inputs([f"http://127.0.0.1:{port}/", "http:///x"], allow_private=True))
    assert [item.error.code for item in items] == ["S211", "S210"]
