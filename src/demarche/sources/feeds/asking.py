"""One polite request: allowed by robots.txt, not too soon, changed since the last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from demarche.errors import SourceError
from demarche.sources.feeds.addresses import name_site
from demarche.sources.feeds.pace import UNSAID_WAIT, Clock, Pace, parse_retry_after
from demarche.sources.feeds.robots import LONGEST, Robots
from demarche.sources.feeds.state import State
from demarche.sources.web import REFUSED, Answer, ask, check_status

DISALLOWED, NO_ROBOTS, LEFT_ALONE = "S231", "S232", "S235"
NOT_MODIFIED = 304
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TOO_MANY, _UNAVAILABLE = 429, 503
_FAULTS = 500  # and above: the server's own
_ROBOTS_GOOD_FOR = 86_400.0  # seconds; RFC 9309 asks for no more than a day
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may cost; `agent` is how the program names itself."""

    timeout: float
    max_bytes: int
    max_redirects: int
    agent: str
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a polite request; `moved` is the new address, if the old one is given up."""

    answer: Answer
    moved: str | None = None


class Asker:
    """Asks servers one request at a time; waits between them as their hosts wish."""

    def __init__(self, limits: Limits, *, pace: Pace, state: State, clock: Clock) -> None:
        self._limits = limits
        self._pace = pace
        self._state = state
        self._clock = clock
        self._robots: dict[str, Robots] = {}

    def get(
        self, address: str, headers: Mapping[str, str], *, max_bytes: int | None = None
    ) -> Given:
        """Return what an address gives, after redirections, each as polite as the first.

        Raises `SourceError` S210 to S216 as `download` does, S231 (robots.txt does not allow it),
        S232 (there is one that cannot be had), S235 (the server wants to be left alone).
        """
        place, permanent, moved = address, True, None
        for _ in range(self._limits.max_redirects + 1):
            self._check(place)
            answer = self._send(place, headers, max_bytes or self._limits.max_bytes)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                check_status(answer, address)
                return Given(answer, moved)
            place = urljoin(place, target)
            permanent = permanent and answer.status in _PERMANENT
            moved = place if permanent else None
        raise SourceError(
            "S216", f"{address} redirects more than {self._limits.max_redirects} times"
        )

    def ready_at(self, address: str) -> float:
        """Return from when on an address may be asked, as far as the pause goes."""
        return self._pace.ready_at(name_site(address))

    def held_until(self, address: str) -> float:
        """Return until when an address's server wants to be left alone; 0 if it does not."""
        site = name_site(address)
        until = max(self._pace.held_until(site), self._state.recall_hold(site))
        return until if until > self._clock.now() else 0.0

    def _check(self, address: str) -> None:
        """Raise unless the address may be asked: first the site's own wish, then robots.txt."""
        if until := self.held_until(address):
            raise SourceError(
                "S235", f"{name_site(address)} asked to be left alone until {tell_time(until)}"
            )
        if not self._find_robots(name_site(address)).allows(address):
            raise SourceError("S231", f"robots.txt does not allow {address}")

    def _send(self, address: str, headers: Mapping[str, str], max_bytes: int) -> Answer:
        """Ask once the host may be asked; note what it says about being asked again."""
        site = name_site(address)
        self._clock.sleep(max(0.0, self._pace.ready_at(site) - self._clock.now()))
        try:
            answer = ask(
                address,
                allow_private=self._limits.allow_private,
                timeout=self._limits.timeout,
                max_bytes=max_bytes,
                max_redirects=None,
                headers={"User-Agent": self._limits.agent, **headers},
            )
        finally:
            self._pace.note_request(site, self._clock.now())
        self._heed(site, answer)
        return answer

    def _heed(self, site: str, answer: Answer) -> None:
        """Leave a server alone as long as it asks for; raises S235."""
        if answer.status not in (_TOO_MANY, _UNAVAILABLE):
            return
        now = self._clock.now()
        until = parse_retry_after(answer.headers.get("retry-after"), now)
        if until is None and answer.status == _TOO_MANY:
            until = now + UNSAID_WAIT
        if until is not None:
            self._pace.hold(site, until)
            self._state.note_hold(site, until)
            raise SourceError(
                "S235",
                f"{site} answered {answer.status} and asks to be left alone"
                f" until {tell_time(until)}",
            )

    def _find_robots(self, site: str) -> Robots:
        text = self._state.recall_robots(site, self._clock.now())
        if text is None:
            self._robots.pop(site, None)
            try:
                text = self._fetch_robots(site)
            except SourceError:
                self._pace.hold(site, self._clock.now() + UNSAID_WAIT)
                raise
            self._state.note_robots(site, text, self._clock.now() + _ROBOTS_GOOD_FOR)
        if site not in self._robots:
            self._robots[site] = Robots(text, self._limits.agent)
            self._pace.slow_down(site, self._robots[site].delay or 0.0)
        return self._robots[site]

    def _fetch_robots(self, site: str) -> str:
        """Return a site's robots.txt; nothing if it has none. One that is there and cannot be had
        allows nothing (RFC 9309, 2.3.1): S232.
        """
        place = f"{site}/robots.txt"
        try:
            for _ in range(self._limits.max_redirects + 1):
                answer = self._send(place, {"Accept": "text/plain,*/*;q=0.5"}, LONGEST)
                target = answer.headers.get("location")
                if answer.status not in _REDIRECTS or not target:
                    break
                place = urljoin(place, target)
                name_site(place)
            else:
                return _NOTHING
        except SourceError as error:
            if error.code == LEFT_ALONE:
                raise
            raise SourceError(
                "S232", f"robots.txt of {site} cannot be had: {error.message}"
            ) from error
        if answer.status >= _FAULTS:
            raise SourceError("S232", f"robots.txt of {site} cannot be had: {answer.status}")
        if answer.status >= REFUSED:
            return _NOTHING
        return answer.body.decode("utf-8", "replace")


def tell_time(moment: float) -> str:
    """Return a time (seconds since 1970) to the minute: "2025-02-12 14:05 UTC"."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")
