"""Entries with the file and line they stand in, and the problems found there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import yaml
from pydantic import ValidationError

from demarche.grounding.actors.entries import Entry
from demarche.grounding.actors.registry import LOADER

_ENTRY = re.compile(r"^- ", re.M)
_CONTENT = re.compile(r"^[^#\s]", re.M)
Severity = Literal["error", "note"]
E_co = TypeVar("E_co", bound=Entry, covariant=True)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing found: `rule` names the check, `line` is where the entry starts in its file."""

    file: str
    line: int
    entry: str
    field: str
    rule: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: {self.entry}"
        return f"{where}, {self.field}: {self.message} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Located(Generic[E_co]):
    """An entry, and where it starts."""

    file: str
    line: int
    entry: E_co

    def tell(self, field: str, rule: str, message: str, severity: Severity = "error") -> Problem:
        """Return a problem of this entry."""
        return Problem(self.file, self.line, name_of(self.entry), field, rule, message, severity)


E = TypeVar("E", bound=Entry)


def name_of(entry: Entry) -> str:
    """Return what an entry is known by: its id, its code, or its first words."""
    for field in ("id", "code"):
        if known := getattr(entry, field, None):
            return str(known)
    return str(next(iter(entry.model_dump(exclude_defaults=True).values()), "?"))


def read_located(file: str, text: str, model: type[E]) -> Iterator[Located[E] | Problem]:
    """Yield the entries of a YAML list, or the problems of those that break the schema.

    Entries start with `- ` in the first column. Nothing is raised: a block that is not YAML and a
    file that is no list are problems like any other (`yaml`, `list`, `schema`).
    """
    starts = [m.start() for m in _ENTRY.finditer(text)]
    first = _CONTENT.search(text)
    if first is not None and (not starts or first.start() < starts[0]):
        line = text.count("\n", 0, first.start()) + 1
        yield Problem(file, line, "?", "entry", "list", "a registry file is a list of entries")
    line, last = 1, 0
    for a, b in zip(starts, [*starts[1:], len(text)], strict=True):
        line, last = line + text.count("\n", last, a), a
        yield from _read_block(file, line, text[a:b], model)


def _read_block(file: str, line: int, block: str, model: type[E]) -> Iterator[Located[E] | Problem]:
    try:
        items = yaml.load(block, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = line + (mark.line if mark is not None else 0)
        fault = str(getattr(error, "problem", None) or error)
        yield Problem(file, at, "?", "entry", "yaml", f"not YAML: {fault}")
        return
    for item in items:
        try:
            yield Located(file, line, model.model_validate(item))
        except ValidationError as error:
            known = (item.get("id") or item.get("code")) if isinstance(item, dict) else None
            for fault_of in error.errors():
                field = ".".join(map(str, fault_of["loc"])) or "entry"
                yield Problem(file, line, str(known or "?"), field, "schema", fault_of["msg"])
