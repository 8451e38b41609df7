"""What things are called on a page: countries, days; and which addresses may be followed."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from demarche.errors import RuleError
from demarche.grounding.actors.holders import find_owner

_WEB = re.compile(r"https?://", re.IGNORECASE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY, _MONTH = len("2022-02-01"), len("2022-02")
KINDS = (
    "event", "statement", "commitment", "exchange", "position", "same-occurrence",
    "follow-through",
)  # fmt: skip
ASKED = {"same-occurrence": "Is this one event?", "follow-through": "Did this become of it?"}
ANSWERS = {"same": "One event", "unsure": "One event", "different": "Two events"}
DONE = {
    "accept": "Accepted.", "reject": "Rejected.", "correct": "Corrected.",
    "merge": "One event now.", "split": "Two events now.", "undone": "Taken back.",
    "nothing": "Nothing was changed.",
}  # fmt: skip
AHEAD = frozenset({"planned", "proposed", "requested", "possible", "conditional", "threatened"})
AGAINST = frozenset(
    {"negated", "declined", "cancelled", "denied", "broken", "overdue", "withdrawn"}
)


@lru_cache(maxsize=4096)
def name_side(code: str) -> str:
    """Return the name of a country or body by its code or id; anything else stays as it is."""
    try:
        return find_owner(code).name
    except RuleError:
        kind, colon, name = code.partition(":")
        return name.replace("-", " ").title() if colon and kind == "per" else code


def name_day(day: str | None) -> str:
    """Return an ISO day, month or year in words: "2 April 2031" as "2 Apr 2031"."""
    if not day:
        return "no date"
    if len(day) >= _DAY:
        moment = date.fromisoformat(day[:_DAY])
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{_MONTHS[int(day[5:7]) - 1]} {day[:4]}" if len(day) >= _MONTH else day


def shorten_day(day: str | None) -> str:
    """Return a day without its year."""
    return name_day(day).rpartition(" ")[0] if day else "no date"


def web_address(url: str | None) -> str | None:
    """Return the address if a browser may follow it: http and https alone."""
    return url if url and _WEB.match(url) else None


def look_of(status: str | None) -> str:
    """Return how a status looks: happened, ahead, or against."""
    if status in AHEAD or status in ("pending", "postponed"):
        return "ahead"
    return "against" if status in AGAINST else "done"
