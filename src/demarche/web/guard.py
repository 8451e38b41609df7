"""Who may look, how often, by what name; and the headers that keep a page to itself."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "demarche_session"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
_OPEN_PATHS = ("/login", "/static/")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_SALT = b"demarche site session"
_FORM_SALT = b"demarche site form"
_BEARER = "bearer "
# A browser says where a form was sent from: a page of this site, or the person's own doing.
_OWN = ("same-origin", "none")
# A visitor may ask this often a second, after a start of this many requests.
RATE = 20.0
BURST = 120.0
_VISITORS = 2048


class Keeper:
    """Tells whether a visitor has the token: in a header, or in the cookie that login gave."""

    def __init__(self, token: str | None) -> None:
        self._token = token.encode() if token else None

    @property
    def asks(self) -> bool:
        """Whether a token is needed."""
        return self._token is not None

    @property
    def session(self) -> str:
        """What the cookie holds: made from the token, from which it cannot be had back."""
        return hmac.new(self._token or b"", _SALT, sha256).hexdigest()

    @property
    def form_key(self) -> str:
        """What a form of this site holds and no other site can know; made from the token."""
        return hmac.new(self._token or b"", _FORM_SALT, sha256).hexdigest()

    def knows(self, token: str) -> bool:
        """Tell whether it is the token; takes as long for a wrong one."""
        return self._token is not None and hmac.compare_digest(token.encode(), self._token)

    def admits(self, headers: Headers) -> bool:
        """Tell whether a request may be answered."""
        if not self.asks:
            return True
        given = headers.get("authorization", "")
        if given.lower().startswith(_BEARER):
            return self.knows(given[len(_BEARER) :].strip())
        cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        return hmac.compare_digest(cookie.encode(), self.session.encode())


class Limiter:
    """Counts requests of each visitor: a bucket that fills at a steady rate."""

    def __init__(self, clock: Callable[[], float], *, rate: float, burst: float) -> None:
        self._clock, self._rate, self._burst = clock, rate, burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, visitor: str) -> bool:
        """Count a request and tell whether it is within the limit."""
        now = self._clock()
        left, since = self._left.pop(visitor, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        allowed = left >= 1
        self._left[visitor] = (left - 1 if allowed else left, now)
        if len(self._left) > _VISITORS:
            self._left.popitem(last=False)
        return allowed


class Guard:
    """Stands before the site (ASGI): answers by itself what must not get through."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        keeper: Keeper,
        clock: Callable[[], float],
        hosts: tuple[str, ...] = (),
        writable: tuple[str, ...] = ("/login",),
        rate: float = RATE,
        burst: float = BURST,
    ) -> None:
        self._app, self._keeper, self._writable = app, keeper, writable
        self._hosts = frozenset((*LOOPBACK, *(host.lower() for host in hosts)))
        self._limiter = Limiter(clock, rate=rate, burst=burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on; every answer gets the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-cache, private")
            await send(message)

        refused = self._refuse(scope)
        await (refused or self._app)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        headers, path = Headers(scope=scope), str(scope["path"])
        if "*" not in self._hosts and _strip_port(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("This site does not go by that name.", 421)
        if scope["method"] not in ("GET", "HEAD"):
            if scope["method"] != "POST" or not path.startswith(self._writable):
                return PlainTextResponse("Nothing can be written here.", 405)
            if headers.get("sec-fetch-site", _OWN[0]) not in _OWN:
                return PlainTextResponse("Not from another site.", 403)
        client = scope.get("client")
        if not self._limiter.allows(client[0] if client else ""):
            return PlainTextResponse("Too many requests.", 429, headers={"retry-after": "1"})
        if path.startswith(_OPEN_PATHS) or self._keeper.admits(headers):
            return None
        if "text/html" in headers.get("accept", ""):
            return RedirectResponse("/login", 303)
        return PlainTextResponse("A token is needed.", 401, headers={"www-authenticate": "Bearer"})


def _strip_port(host: str) -> str:
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() else host.lower()
