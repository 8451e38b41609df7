"""A timeline as a drawing (SVG): a lane for each kind of record, a dot for each, hollow if undone.

It needs no library, no script and no font; the same rows give the same bytes. `export.charts` draws
the same with Altair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from demarche.export.wording import join_words, tidy
from demarche.query.rows import MomentRow

LANES = ("Contacts", "Other events", "Statements", "Commitments")
COLOURS = ("#3f7fd0", "#9a5cf0", "#2f9e62", "#cf6a24")
_DONE = frozenset({"occurred", "ongoing", "kept", "partly-kept", None})
_WIDTH, _LEFT, _RIGHT, _FOOT = 860, 112, 18, 26
_STEP, _RADIUS, _PAD, _HIGHEST = 11, 4.5, 9, 9
_MONTH_DAYS, _YEAR_DAYS, _FEW_TICKS = 31, 366, 12


@dataclass(frozen=True, slots=True)
class Dot:
    """A record on the timeline: its lane (of `LANES`), its day, what a pointer on it shows."""

    lane: str
    day: date
    done: bool
    words: str


def list_dots(rows: Sequence[MomentRow]) -> list[Dot]:
    """Return a dot for each row that has a day."""
    return [
        Dot(name_lane(row), date.fromisoformat(row.day[:10]), row.status in _DONE, _word(row))
        for row in rows
        if row.day
    ]


def name_lane(row: MomentRow) -> str:
    """Return the lane that a row stands in."""
    if row.kind == "event":
        return LANES[0] if row.what.startswith("CONSULT") else LANES[1]
    return LANES[2] if row.kind == "statement" else LANES[3]


def draw_timeline(rows: Sequence[MomentRow]) -> Markup:
    """Return the SVG element; empty where no row has a day."""
    dots = list_dots(rows)
    if not dots:
        return Markup("")
    first, last = min(dot.day for dot in dots), max(dot.day for dot in dots)
    scale = _Scale(first, max(last, first + timedelta(days=1)))
    parts, top = [], 0.0
    for lane, colour in zip(LANES, COLOURS, strict=True):
        held = [dot for dot in dots if dot.lane == lane]
        if held:
            drawn, height = _draw_lane(lane, colour, held, scale, top)
            parts.append(drawn)
            top += height
    ticks = Markup("").join(_draw_ticks(scale, top))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Timeline"'
        ' viewBox="0 0 {w} {h:g}" width="100%" style="max-width:{w}px;font:11px system-ui,'
        'sans-serif" fill="currentColor">{ticks}{lanes}</svg>'
    ).format(w=_WIDTH, h=top + _FOOT, ticks=ticks, lanes=Markup("").join(parts))


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def place(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def list_ticks(self) -> Iterator[tuple[date, str]]:
        """Yield the days to name, and their names: days, months or years, a dozen or so."""
        days = (self.last - self.first).days
        if days <= _MONTH_DAYS:
            step = max(1, days // _FEW_TICKS)
            for number in range(0, days + 1, step):
                day = self.first + timedelta(days=number)
                yield day, f"{day.day} {_MONTHS[day.month - 1]}"
            return
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = 1 if months <= _FEW_TICKS else 12 * max(1, months // 12 // _FEW_TICKS)
        start = self.first.month - 1 if step == 1 else 0
        for number in range(start, start + months + step + 1, step):
            day = date(self.first.year + number // 12, number % 12 + 1, 1)
            if self.first <= day <= self.last:
                named = _MONTHS[day.month - 1] if step == 1 else ""
                year = str(day.year) if step > 1 or day.month == 1 else ""
                yield day, f"{named} {year}".strip()


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _draw_lane(
    lane: str, colour: str, dots: Sequence[Dot], scale: _Scale, top: float
) -> tuple[Markup, float]:
    """Return the lane's elements and its height; dots of one spot stand on one another."""
    piled: Counter[int] = Counter()
    placed = []
    for dot in dots:
        x = scale.place(dot.day)
        spot = round(x / _STEP)
        placed.append((dot, x, min(piled[spot], _HIGHEST)))
        piled[spot] += 1
    height = _PAD * 2 + _STEP * (1 + max(level for *_, level in placed))
    base = top + height - _PAD
    name = Markup('<text x="0" y="{y:g}" opacity=".8">{lane}</text>').format(y=base - 1, lane=lane)
    line = Markup(
        '<line x1="{left}" x2="{right}" y1="{y:g}" y2="{y:g}" stroke="currentColor" opacity=".2"/>'
    ).format(left=_LEFT - 6, right=_WIDTH, y=base + _RADIUS)
    drawn = [_draw_dot(dot, x, base - level * _STEP, colour) for dot, x, level in placed]
    return name + line + Markup("").join(drawn), float(height)


def _draw_dot(dot: Dot, x: float, y: float, colour: str) -> Markup:
    return Markup(
        '<circle cx="{x:.1f}" cy="{y:g}" r="{r}" stroke="{c}" stroke-width="1.6" fill="{fill}">'
        "<title>{words}</title></circle>"
    ).format(x=x, y=y, r=_RADIUS, c=colour, fill=colour if dot.done else "none", words=dot.words)


def _draw_ticks(scale: _Scale, height: float) -> Iterator[Markup]:
    for day, name in scale.list_ticks():
        yield Markup(
            '<line x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{h:g}" stroke="currentColor"'
            ' opacity=".12"/><text x="{x:.1f}" y="{y:g}" text-anchor="middle" opacity=".7">{name}'
            "</text>"
        ).format(x=scale.place(day), h=height, y=height + 16, name=name)


def _word(row: MomentRow) -> str:
    who, whom = join_words(list(row.who)), join_words(list(row.whom))
    sides = " → ".join(filter(None, (who, whom)))
    status = "" if row.status in (None, "occurred") else f" ({row.status})"
    return tidy(f"{row.day} · {sides} · {row.what}{status}: “{row.quote}”")
