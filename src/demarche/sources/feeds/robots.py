"""robots.txt: what a site allows, as RFC 9309 means it.

Python's own parser (3.11) is not used: it takes the first rule that applies, not the longest, lets
`Disallow: /*?print=` through, ends a group at an empty line, reads only the first of two groups for
one agent, and passes over a Crawl-delay of 1.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

LONGEST = 512_000  # bytes that are looked at (RFC 9309 asks for 500 KiB)
_MOST_LINES = 20_000
_ANYONE = "*"
_PRODUCT = re.compile(r"[a-z_-]+")


@dataclass(slots=True)
class _Group:
    """What is said to some agents: (path pattern, whether it is allowed), seconds between asks."""

    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float | None = None


class Robots:
    """What a robots.txt says to one agent ("demarche/0.1 (+https://…)")."""

    def __init__(self, text: str, agent: str) -> None:
        groups = _read_groups(text)
        product = _PRODUCT.match(agent.lower())
        named = groups.get(product[0]) if product else None
        self._group = named or groups.get(_ANYONE) or _Group()

    @property
    def delay(self) -> float | None:
        """The seconds that the site wants between two requests, if it says so (Crawl-delay)."""
        return self._group.delay

    def allows(self, address: str) -> bool:
        """Tell whether an address may be fetched: the longest rule that matches decides; of two as
        long, the one that allows.
        """
        parts = urlsplit(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        found = [(len(rule), allowed) for rule, allowed in self._group.rules if _fits(rule, path)]
        return max(found, default=(0, True))[1]


def _read_groups(text: str) -> dict[str, _Group]:
    """Return the groups by agent, in lower case; those for one agent are put together."""
    groups: dict[str, _Group] = {}
    named: list[_Group] = []
    naming = False
    for name, value in _list_fields(text):
        if name == "user-agent":
            named = named if naming else []
            product = _PRODUCT.match(value.lower())
            agent = product[0] if product else _ANYONE if value == _ANYONE else value
            named.append(groups.setdefault(agent, _Group()))
            naming = True
            continue
        if name in ("allow", "disallow", "crawl-delay"):
            naming = False
        for group in named:
            if name in ("allow", "disallow") and value:
                group.rules.append((value, name == "allow"))
            elif name == "crawl-delay":
                group.delay = _read_delay(value)
    return groups


def _list_fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines()[:_MOST_LINES]:
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _read_delay(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value) else None


def _fits(rule: str, path: str) -> bool:
    """Tell whether a rule matches the beginning of a path: `*` is anything, a last `$` the end."""
    ends = rule.endswith("$")
    first, *others = unquote(rule.removesuffix("$")).split("*")
    rest = unquote(path)
    if not rest.startswith(first):
        return False
    rest = rest[len(first) :]
    for part in others[:-1]:
        _, found, rest = rest.partition(part) if part else ("", "*", rest)
        if not found:
            return False
    if not others:
        return not ends or not rest
    return rest.endswith(others[-1]) if ends else others[-1] in rest
