"""http(s) addresses, fetched within limits of time and size, and only from the public network."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import httpx
from httpx import codes

from demarche.errors import SourceError
from demarche.sources.addresses import resolve
from demarche.sources.items import SourceItem
from demarche.sources.streams import Shape, read_stream

REFUSED = codes.BAD_REQUEST
SHAPES: dict[str, Shape] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "unknown",
    "application/json": "json",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: the body, its media type in lower case, its charset, and from where.

    `headers` have names in lower case. The body of an answer that gives no page (a redirection, a
    refusal, "not modified") is not read.
    """

    body: bytes
    kind: str
    charset: str | None
    url: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(
    url: str,
    *,
    allow_private: bool,
    timeout: float,
    max_bytes: int,
    max_redirects: int,
    user_agent: str,
) -> Iterator[SourceItem]:
    """Yield the items found at an address; limits and errors are those of `download`."""
    answer = download(
        url,
        allow_private=allow_private,
        timeout=timeout,
        max_bytes=max_bytes,
        max_redirects=max_redirects,
        user_agent=user_agent,
    )
    yield from open_answer(answer, url, max_bytes=max_bytes)


def open_answer(answer: Answer, origin: str, *, max_bytes: int) -> Iterator[SourceItem]:
    """Yield the items that an answer holds; `origin` is the address that was asked for."""
    yield from read_stream(
        io.BytesIO(answer.body),
        origin,
        shape=SHAPES.get(answer.kind, "unknown"),
        max_bytes=max_bytes,
        charset=answer.charset,
        url=answer.url,
    )


def download(
    url: str,
    *,
    allow_private: bool,
    timeout: float,
    max_bytes: int,
    max_redirects: int,
    user_agent: str,
    query: Mapping[str, str] | None = None,
    accept: str = "*/*",
) -> Answer:
    """Return what an address gives; `query` is added to it, `accept` names the media wanted.

    `timeout` (seconds) bounds each wait and the whole answer. Raises `SourceError`: S210 not an
    address that can be fetched, S211 unreachable, S212 too slow, S213 too large, S214 private
    address, S215 refused by the server, S216 too many redirections.
    """
    answer = ask(
        url,
        allow_private=allow_private,
        timeout=timeout,
        max_bytes=max_bytes,
        max_redirects=max_redirects,
        headers={"User-Agent": user_agent, "Accept": accept},
        query=query,
    )
    check_status(answer, url)
    return answer


def check_status(answer: Answer, url: str) -> None:
    """Raise `SourceError` S215 if the server refused."""
    if answer.status >= REFUSED:
        reason = f"{answer.status} {codes.get_reason_phrase(answer.status)}".strip()
        raise SourceError("S215", f"{url} answered {reason}")


def ask(
    url: str,
    *,
    allow_private: bool,
    timeout: float,
    max_bytes: int,
    max_redirects: int | None,
    headers: Mapping[str, str],
    query: Mapping[str, str] | None = None,
) -> Answer:
    """Return a server's answer, whatever its status; with `max_redirects` None, a redirection too.

    Raises what `download` raises, save S215.
    """
    try:
        with httpx.Client(
            transport=_CheckedTransport(allow_private=allow_private),
            timeout=timeout,
            follow_redirects=max_redirects is not None,
            max_redirects=max_redirects or 0,
            headers={"Accept-Encoding": "gzip, deflate", **headers},
            trust_env=False,
        ) as client:
            with client.stream("GET", url, params=query) as answer:
                body = _read_body(answer, url, timeout=timeout, max_bytes=max_bytes)
            kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Answer(
                body,
                kind,
                answer.charset_encoding,
                str(answer.url),
                answer.status_code,
                dict(answer.headers),
            )
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise SourceError("S210", f"cannot fetch {url}: {error}") from error
    except httpx.TimeoutException as error:
        raise SourceError("S212", f"{url} did not answer within {timeout:g} s") from error
    except httpx.TooManyRedirects as error:
        raise SourceError("S216", f"{url} redirects more than {max_redirects} times") from error
    except httpx.HTTPError as error:
        raise SourceError("S211", f"cannot reach {url}: {error}") from error


def _read_body(answer: httpx.Response, url: str, *, timeout: float, max_bytes: int) -> bytes:
    """Return the whole body, or raise as soon as it is too long or too slow."""
    if not answer.is_success:
        return b""
    declared = answer.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise SourceError("S213", f"{url} is larger than {max_bytes} bytes")
    deadline = time.monotonic() + timeout
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > max_bytes:
            raise SourceError("S213", f"{url} is larger than {max_bytes} bytes")
        if time.monotonic() > deadline:
            raise SourceError("S212", f"{url} was not read within {timeout:g} s")
    return bytes(body)


class _CheckedTransport(httpx.BaseTransport):
    """Resolves each host itself, also after redirections, and connects to what it checked.

    Connecting to the checked address, not to the name, leaves no second look-up to be lied to.
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpx.HTTPTransport(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if request.url.scheme not in ("http", "https") or not host:
            raise httpx.UnsupportedProtocol("only http and https addresses can be fetched")
        *others, last = resolve(host, allow_private=self._allow_private)
        request.extensions = {**request.extensions, "sni_hostname": host}
        for address in others:
            try:
                return self._connect(request, address)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return self._connect(request, last)

    def _connect(self, request: httpx.Request, address: str) -> httpx.Response:
        named, request.url = request.url, request.url.copy_with(host=address)
        try:
            return self._inner.handle_request(request)
        finally:
            request.url = named

    def close(self) -> None:
        self._inner.close()
