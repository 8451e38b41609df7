"""Figures as people and machines read them: a table, one flat object, and the floors they keep."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from demarche.errors import EvalError

Figures = dict[str, Any]
"""A suite's result: flat names ("ledger.events.F1") to numbers or words."""


@functools.cache
def load_floors() -> Figures:
    """Return the pinned floors (`evals/floors.toml`): flat name to least value.

    A name that ends in `.file` says which file the floors of its group were measured on.
    Raises `EvalError` E104 when another floor is no number.
    """
    text = files("demarche.evals").joinpath("floors.toml").read_text(encoding="utf-8")
    floors = flatten(tomllib.loads(text))
    for name, value in floors.items():
        if not name.endswith(".file") and not _is_number(value):
            raise EvalError("E104", f"the floor {name} is no number")
    return floors


def flatten(tree: Mapping[str, Any], prefix: str = "") -> Figures:
    """Return nested mappings as one, names joined by dots."""
    flat: Figures = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            flat.update(flatten(value, f"{name}."))
        else:
            flat[name] = value
    return flat


def check_floors(figures: Mapping[str, Any], floors: Mapping[str, Any] | None = None) -> list[str]:
    """Return a line for each figure under its floor.

    A floor without a figure is left alone, as is one measured on a file of another name.
    """
    pinned = load_floors() if floors is None else floors
    return [
        f"{name} is {figures[name]}, under its floor {floor}"
        for name, floor in pinned.items()
        if name in figures and _is_floor_of(name, figures, pinned) and figures[name] < floor
    ]


def _is_floor_of(name: str, figures: Mapping[str, Any], floors: Mapping[str, Any]) -> bool:
    if not _is_number(figures[name]) or not _is_number(floors[name]):
        return False
    parts = name.split(".")
    groups = (".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
    group = next((g for g in groups if f"{g}.file" in floors), None)
    return group is None or figures.get(f"{group}.file") == floors[f"{group}.file"]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def format_table(figures: Mapping[str, Any], floors: Mapping[str, Any] | None = None) -> str:
    """Return the figures as lines of text: one line a group, the floors it is held to behind it.

    Figures that share all but the last part of their name stand on one line.
    """
    pinned = load_floors() if floors is None else floors
    groups: dict[str, list[str]] = {}
    for name in figures:
        groups.setdefault(name.rpartition(".")[0], []).append(name)
    width = max(map(len, groups), default=0)
    lines = []
    for group, names in groups.items():
        cells = [f"{name.rpartition('.')[2]} {_show(figures[name])}" for name in names]
        held = [n for n in names if n in pinned and _is_floor_of(n, figures, pinned)]
        cells += [f"(floor {n.rpartition('.')[2]} {_show(pinned[n])})" for n in held]
        lines.append(f"{group:<{width}}  {'  '.join(cells)}")
    return "\n".join(lines)


def _show(value: Any) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)
