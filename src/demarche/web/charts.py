"""Charts as SVG: where each bar, node and line stands. They need no script and no other library.

A chart library for the browser would compile its expressions at run time, which the site's policy
forbids; these are drawn here, print, and can be reached by keyboard.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from demarche.model.base import Noun
from demarche.query.activity import ActivityRow, PairRow, Period

HEIGHT_UP, HEIGHT_DOWN = 100.0, 50.0
_MOST_BARS = 140
_YEAR, _MONTH = len("2022"), len("2022-02")
_WIDTH = 960.0
_LABELS = 8
_CENTRE, _RADIUS = 320.0, 215.0
_MOST_NODES = 24
_TURNS = 12


class Bar(Noun):
    """A period's bars: what was held and other events go up, what is ahead goes down."""

    period: str
    since: str
    until: str
    held: int
    ahead: int
    other: int
    x: float
    width: float
    held_height: float
    other_height: float
    ahead_height: float


class Tick(Noun):
    """A label under the bars, by its period; `x` is a share of the width, 0 to 1."""

    period: str
    x: float


class Bars(Noun):
    """A chart of activity; the bars' base is at `HEIGHT_UP`, `width` wide."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    most: int
    width: float = _WIDTH
    up: float = HEIGHT_UP
    down: float = HEIGHT_DOWN


class Node(Noun):
    """A side in the network. `turned` is true on the left, where the label ends at the node."""

    key: str
    contacts: int
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    turned: bool


class Edge(Noun):
    """A line between two sides, as thick as they were often in contact."""

    one: str
    other: str
    contacts: int
    path: str
    width: float


class Network(Noun):
    """Who talks to whom, on a circle: those often in contact stand near one another."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    size: float = _CENTRE * 2


def choose_period(since: str | None, until: str | None) -> Period:
    """Return the period that gives bars neither too many nor too few."""
    if not since or not until:
        return "month"
    days = (_last_day(until) - _first_day(since)).days
    return "day" if days <= _MOST_BARS else "month" if days <= _MOST_BARS * 31 else "year"


def draw_bars(rows: Sequence[ActivityRow], by: Period) -> Bars:
    """Return the chart of activity; periods without any are there, and empty."""
    known = {row.period: row for row in rows}
    periods = _fill(sorted(known), by)
    most = max((row.held + row.other for row in rows), default=0)
    lowest = max((row.ahead for row in rows), default=0)
    top = max(most, lowest * 2, 1)
    step = _WIDTH / max(len(periods), 1)
    bars = tuple(
        _make_bar(known.get(name), name, at * step, min(step * 0.86, 24), HEIGHT_UP / top)
        for at, name in enumerate(periods)
    )
    return Bars(bars=bars, ticks=_label(periods), most=top)


def draw_network(pairs: Sequence[PairRow]) -> Network:
    """Return the network of the sides most often in contact."""
    totals = count_sides(pairs)
    names = sorted(totals, key=lambda name: (-totals[name], name))[:_MOST_NODES]
    kept = [pair for pair in pairs if pair.one in names and pair.other in names]
    order = _order(names, kept)
    most_node = max(totals.values(), default=1)
    nodes = {n: _place(n, at, len(order), totals[n], most_node) for at, n in enumerate(order)}
    most = max((pair.contacts for pair in kept), default=1)
    edges = tuple(_draw_edge(pair, nodes, most) for pair in reversed(kept))
    return Network(nodes=tuple(nodes.values()), edges=edges)


def count_sides(pairs: Iterable[PairRow]) -> dict[str, int]:
    """Return how often each side was in contact with any other."""
    totals: dict[str, int] = defaultdict(int)
    for pair in pairs:
        totals[pair.one] += pair.contacts
        totals[pair.other] += pair.contacts
    return dict(totals)


def _make_bar(row: ActivityRow | None, period: str, x: float, width: float, scale: float) -> Bar:
    held, ahead, other = (row.held, row.ahead, row.other) if row else (0, 0, 0)
    return Bar(
        period=period, since=period, until=period, held=held, ahead=ahead, other=other,
        x=round(x, 2), width=round(max(width, 1.0), 2), held_height=round(held * scale, 2),
        other_height=round(other * scale, 2), ahead_height=round(ahead * scale, 2),
    )  # fmt: skip


def _label(periods: Sequence[str]) -> tuple[Tick, ...]:
    step = max(1, math.ceil(len(periods) / _LABELS))
    return tuple(
        Tick(period=name, x=round((at + 0.5) / len(periods), 4))
        for at, name in enumerate(periods)
        if at % step == 0
    )


def _fill(periods: Sequence[str], by: Period) -> list[str]:
    """Return all periods from the first to the last, the last ones where they are too many."""
    if not periods:
        return []
    last = periods[-1]
    found, at = [last], last
    while at > periods[0] and len(found) < _MOST_BARS:
        at = _step_back(at, by)
        found.append(at)
    return found[::-1]


def _step_back(period: str, by: Period) -> str:
    if by == "year":
        return f"{int(period) - 1:04}"
    if by == "month":
        year, month = int(period[:4]), int(period[5:7])
        return f"{year - 1:04}-12" if month == 1 else f"{year:04}-{month - 1:02}"
    return str(date.fromisoformat(period) - timedelta(days=1))


def _first_day(day: str) -> date:
    return date.fromisoformat(day + "-01-01"[len(day) - _YEAR :])


def _last_day(day: str) -> date:
    if len(day) == _YEAR:
        return date(int(day), 12, 31)
    if len(day) == _MONTH:
        year, month = int(day[:4]), int(day[5:7])
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(day)


def _order(names: Sequence[str], pairs: Sequence[PairRow]) -> list[str]:
    """Return the names around the circle, each drawn to where those it talks to stand."""
    order = list(names)
    for _ in range(_TURNS):
        place = {name: at for at, name in enumerate(order)}
        pull: dict[str, list[float]] = {name: [0.0, 0.0] for name in order}
        for pair in pairs:
            for name, other in ((pair.one, pair.other), (pair.other, pair.one)):
                angle = 2 * math.pi * place[other] / len(order)
                pull[name][0] += pair.contacts * math.cos(angle)
                pull[name][1] += pair.contacts * math.sin(angle)
        angles = {n: math.atan2(y, x) % (2 * math.pi) for n, (x, y) in pull.items()}
        order.sort(key=lambda name: (round(angles[name], 6), name))
    return order


def _place(name: str, at: int, count: int, contacts: int, most: int) -> Node:
    angle = 2 * math.pi * at / count - math.pi / 2
    across, down = math.cos(angle), math.sin(angle)
    radius = 4 + 10 * math.sqrt(contacts / most)
    away = _RADIUS + radius + 6
    return Node(
        key=name, contacts=contacts, radius=round(radius, 2), turned=across < -0.01,
        x=round(_CENTRE + _RADIUS * across, 2), y=round(_CENTRE + _RADIUS * down, 2),
        label_x=round(_CENTRE + away * across, 2), label_y=round(_CENTRE + away * down + 4, 2),
    )  # fmt: skip


def _draw_edge(pair: PairRow, nodes: dict[str, Node], most: int) -> Edge:
    one, other = nodes[pair.one], nodes[pair.other]
    mid = ((one.x + other.x) / 2 + _CENTRE) / 2, ((one.y + other.y) / 2 + _CENTRE) / 2
    path = f"M{one.x} {one.y}Q{mid[0]:.2f} {mid[1]:.2f} {other.x} {other.y}"
    width = 0.75 + 7 * pair.contacts / most
    return Edge(
        one=pair.one, other=pair.other, contacts=pair.contacts, path=path, width=round(width, 2)
    )
