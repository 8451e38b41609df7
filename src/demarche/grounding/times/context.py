"""What is known while a document's times are resolved: publication, anchors, tense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from demarche.grounding.times.calendar import Moment, days_between
from demarche.grounding.times.schema import Holiday, Settings, Unit
from demarche.model import Interval

_RANKS = {
    "minute": 0, "hour": 0, "part-of-day": 0, "day": 0, "week": 1, "month": 2, "season": 3,
    "year": 4, "decade": 5, "open": 5,
}  # fmt: skip
_UNIT_RANKS = {
    "second": 0, "minute": 0, "hour": 0, "day": 0, "weekend": 1, "week": 1, "fortnight": 1,
    "month": 2, "quarter": 3, "year": 4, "decade": 5, "century": 5, "millennium": 5,
}  # fmt: skip
_REMEMBERED = 4


@dataclass(frozen=True, slots=True)
class Resolved:
    """A time's TIMEX3 value, the days it covers (None: unknown), and how that is known."""

    value: str
    moment: Moment | None
    method: str
    minutes: int | None = None
    anchors: bool = True


@dataclass(slots=True)
class Context:
    """State of one pass over a document. `today` is the day of publication, None if unknown."""

    today: date | None
    settings: Settings
    units: Mapping[str, Unit]
    holidays: Mapping[str, Holiday]
    side: Callable[[], int] = lambda: 0
    recent: list[Moment] = field(default_factory=list)
    quarter: Moment | None = None
    stretched: bool = False

    def remember(self, resolved: Resolved) -> None:
        """Keep a resolved date as an anchor for those that follow."""
        if resolved.minutes is not None:
            month = self.units["month"].minutes
            self.stretched |= resolved.minutes >= self.settings.stretch_months * month
        moment = resolved.moment
        if moment is None or not resolved.anchors or _RANKS[moment.precision] > 4:
            return
        self.recent.insert(0, moment)
        del self.recent[_REMEMBERED:]
        if moment.precision == "season" and "-Q" in moment.value:
            self.quarter = moment
            self.stretched = False

    def anchor(self, unit: str) -> Moment | None:
        """Return the last date named that is no coarser than a unit."""
        rank = _UNIT_RANKS.get(unit, 0)
        return next((m for m in self.recent if _RANKS[m.precision] <= rank), None)

    def weekday_named(self, weekday: int) -> Moment | None:
        """Return the last such weekday (1 Monday to 7) among the dates remembered."""
        days = [m for m in self.recent if m.precision == "day"]
        return next((m for m in days if m.start.isoweekday() == weekday), None)

    def choose(self, candidates: Iterable[Moment | None]) -> Moment | None:
        """Return the candidate on the side of publication that tense tells, or the nearest.

        Candidates come in order of time; None without a publication date.
        """
        found = [c for c in candidates if c is not None]
        if self.today is None or not found:
            return None
        past = [c for c in found if c.start <= self.today]
        future = [c for c in found if c.end >= self.today]
        if not past or not future:
            return (past or future)[-1 if past else 0]
        before, after = past[-1], future[0]
        back = max(days_between(before.end, self.today), 0)
        ahead = max(days_between(self.today, after.start), 0)
        far, near = self.settings.far_days, self.settings.near_days
        side = self.side()
        if side == 0:
            return after if ahead < back and ahead <= near else before
        if side < 0:
            return after if back > far and ahead <= near else before
        return before if ahead > far and back <= near else after

    def nearest(self, candidates: Iterable[Moment]) -> Moment | None:
        """Return the candidate nearest to publication, whatever the tense."""
        today = self.today
        if today is None:
            return None
        return min(
            candidates,
            key=lambda c: max(days_between(c.end, today), days_between(today, c.start), 0),
            default=None,
        )


def read_publication(published: Interval | None) -> date | None:
    """Return the day of publication, or None where it is unknown or wider than a day."""
    if published is None or getattr(published, "method", "") == "unknown":
        return None
    if published.start is None or published.end is None:
        return None
    if published.start[:10] != published.end[:10]:
        return None
    return date.fromisoformat(published.start[:10])


def keep(moment: Moment | None, unknown: str, method: str) -> Resolved:
    """Return the moment as resolved by `method`, or the value `unknown` as unresolved."""
    if moment is None:
        return Resolved(unknown, None, "unresolved")
    return Resolved(moment.value, moment, method)


def narrow(moment: Moment, edge: str | None) -> Moment:
    """Return the part of a year or decade that "early", "mid", "late" leaves."""
    if edge is None:
        return moment
    year = moment.start.year
    if moment.precision == "decade" and len(moment.value) == 3:
        first, last = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[edge]
        return replace(
            moment,
            start=date(year + first, 1, 1),
            end=date(year + last, 12, 31),
            precision="year",
        )
    if moment.precision == "year" and edge == "MID":
        return replace(moment, start=date(year, 5, 1), end=date(year, 8, 31), precision="season")
    return moment
