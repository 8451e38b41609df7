"""A real web server on the loopback whose pages a test writes, and a clock that it turns."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOW = 1_739_400_000.0  # 2025-02-12, 22:40 UTC


@dataclass
class Page:
    """What the server answers; with an ETag, only to those who do not know it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class TurnedClock:
    """A clock that stands still until somebody sleeps."""

    def __init__(self, at: float = NOW) -> None:
        self.at = at
        self.slept: list[float] = []

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        if seconds:
            self.slept.append(seconds)
            self.at += seconds


class Site(ThreadingHTTPServer):
    """The server: `pages` by path, and `seen`, the requests in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Page] = {}
        self.seen: list[str] = []
        self.asked: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def put(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> str:
        content = body if isinstance(body, bytes) else body.encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Page(content.replace(b"{site}", self.url.encode()), status, named)
        return self.url + path

    def take_seen(self, *, robots: bool = False) -> list[str]:
        """Return the paths asked for since the last time."""
        seen = [path for path in self.seen if robots or path != "/robots.txt"]
        self.seen.clear()
        return seen

    def handle_error(self, *_: object) -> None:  # a client that hung up
        pass


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.seen.append(self.path)
        self.server.asked.append({name.lower(): value for name, value in self.headers.items()})
        page = self.server.pages.get(self.path, Page(status=404))
        etag, changed = page.headers.get("ETag"), page.headers.get("Last-Modified")
        known = (etag and self.headers.get("If-None-Match") == etag) or (
            changed and self.headers.get("If-Modified-Since") == changed
        )
        body = b"" if known else page.body
        self.send_response(304 if known else page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def run_site() -> Iterator[Site]:
    """Run a server until the block ends."""
    with Site() as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()


def write_rss(*items: str, head: str = "") -> str:
    """Return an RSS feed of items given as addresses or as markup."""
    made = "".join(
        one if one.startswith("<") else f"<item><title>T</title><link>{one}</link></item>"
        for one in items
    )
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel>{made}</channel></rss>'


def write_sitemap(
    *addresses: str, root: str = "urlset", node: str = "url", changed: str = ""
) -> str:
    """Return a sitemap, or with "sitemapindex" and "sitemap" an index."""
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    made = "".join(f"<{node}><loc>{one}</loc>{when}</{node}>" for one in addresses)
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{made}</{root}>'
