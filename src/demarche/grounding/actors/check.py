"""The registry's self-test: what is wrong in the persons' files, by file, line, field and rule.

`check_registry()` reads every entry and returns what it finds; errors are to be mended, notes
(gaps between two holders known) are what the files do not know.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Annotated, Literal

from pydantic import Field

from demarche.errors import RuleError
from demarche.grounding.actors.entries import (
    UNKNOWN,
    Body,
    Entry,
    Office,
    OfficeKind,
    PartialDate,
    Person,
    State,
    first_day,
    last_day,
)
from demarche.grounding.actors.registry import data_folder, load_entries, load_one, parse_entries
from demarche.grounding.actors.spelling import fold

_ENTRY = re.compile(r"^- ", re.M)
_WORD = re.compile(r"[^\W\d_]+")
Days = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing found: `rule` names the check, `line` is where the entry starts in its file."""

    file: str
    line: int
    entry: str
    field: str
    rule: str
    message: str
    severity: Literal["error", "note"] = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: {self.entry}"
        return f"{where}, {self.field}: {self.message} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Placed:
    """A person and where the entry stands."""

    file: str
    line: int
    person: Person

    def tell(
        self, field: str, rule: str, message: str, severity: Literal["error", "note"] = "error"
    ) -> Problem:
        """Return a problem of this entry."""
        return Problem(self.file, self.line, self.person.id, field, rule, message, severity)


class Limits(Entry):
    """What `data/actors/check.yml` holds."""

    sole: tuple[OfficeKind, ...]
    beside: tuple[str, ...]
    shared: tuple[str, ...]
    handover_days: Days
    gapless: tuple[OfficeKind, ...]
    gap_days: Days
    gap_since: PartialDate
    longest_years: Days


Tenure = tuple[Office, Placed]


def check_registry(texts: Iterable[tuple[str, str]] | None = None) -> list[Problem]:
    """Return every problem of the registry's files, in order of file and line.

    `texts` are (file name, YAML) pairs of persons' files; left out, the package's own are read.
    """
    limits = load_one("check.yml", Limits)
    problems: list[Problem] = []
    placed: list[Placed] = []
    for file, text in _own_texts() if texts is None else texts:
        _read(file, text, placed, problems)
    problems += _check_ids(placed)
    problems += _check_names(placed)
    problems += _check_codes(placed)
    problems += _check_spans(placed, limits)
    problems += _check_spellings(placed, limits)
    for tenures in _by_office(placed, limits.sole, limits.beside).values():
        problems += _check_overlaps(tenures, limits)
        problems += _check_open_ends(tenures)
    for tenures in _by_office(placed, limits.gapless, ()).values():
        problems += _check_gaps(tenures, limits)
    return sorted(problems)


def _own_texts() -> list[tuple[str, str]]:
    folder = data_folder().joinpath("people")
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".yml")), key=lambda p: p.name)
    return [(f"actors/people/{p.name}", p.read_text("utf-8")) for p in paths]


def _read(file: str, text: str, placed: list[Placed], problems: list[Problem]) -> None:
    starts = [m.start() for m in _ENTRY.finditer(text)]
    line, last = 1, 0
    for number, (a, b) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        line, last = line + text.count("\n", last, a), a
        try:
            people = parse_entries(text[a:b], Person, file=file, first=number)
        except RuleError as error:
            problems.append(
                Problem(file, line, f"entry {number + 1}", "entry", "schema", str(error))
            )
            continue
        placed += [Placed(file, line, person) for person in people]


def _check_ids(placed: list[Placed]) -> Iterator[Problem]:
    seen: dict[str, Placed] = {}
    for entry in placed:
        other = seen.setdefault(entry.person.id, entry)
        if other is not entry:
            yield entry.tell("id", "id-twice", f"also at {other.file}:{other.line}")


def _spell(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(name)))


def _check_names(placed: list[Placed]) -> Iterator[Problem]:
    for entry in placed:
        person = entry.person
        name = _spell(person.name)
        if not set(_spell(person.family)) <= set(name):
            yield entry.tell(
                "family", "family-in-name", f"{person.family!r} is no part of the name"
            )
        spellings = [name, *map(_spell, person.variants)]
        for spelling, count in Counter(spellings).items():
            if count > 1:
                yield entry.tell(
                    "variants", "variant-twice", f"{' '.join(spelling)!r} stands twice"
                )


def _check_codes(placed: list[Placed]) -> Iterator[Problem]:
    states = {state.code for state in load_entries("states", State)}
    bodies = {body.id for body in load_entries("bodies", Body)}
    for entry in placed:
        person = entry.person
        if person.country is not None and person.country not in states:
            yield entry.tell("country", "known-country", f"no state {person.country}")
        for office in person.offices:
            if office.country is not None and office.country not in states:
                yield entry.tell("offices", "known-country", f"no state {office.country}")
            if office.org is not None and office.org not in bodies:
                yield entry.tell("offices", "known-body", f"no body {office.org}")


def _check_spans(placed: list[Placed], limits: Limits) -> Iterator[Problem]:
    for entry in placed:
        offices = entry.person.offices
        for office in offices:
            if UNKNOWN in (office.start, office.end):
                continue
            if _days(first_day(office.start), last_day(office.end)) > 366 * limits.longest_years:
                yield entry.tell("offices", "too-long", f"{_say(office)} is too long for a life")
        for a, b in combinations(offices, 2):
            same = (a.office, a.country, a.org, a.title) == (b.office, b.country, b.org, b.title)
            if same and _shared_days(a, b) > limits.handover_days:
                yield entry.tell("offices", "held-twice", f"{_say(a)} and {_say(b)} overlap")


def _check_spellings(placed: list[Placed], limits: Limits) -> Iterator[Problem]:
    """One spelling of two persons in office on one day: no date can tell them apart."""
    claims: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for entry in placed:
        names = dict.fromkeys(map(_spell, (entry.person.name, *entry.person.variants)))
        for name in names:
            claims[name].append(entry)
    for name, entries in claims.items():
        if " ".join(name) in limits.shared:
            continue
        for a, b in combinations(entries, 2):
            if _in_office_together(a.person, b.person):
                message = f"{' '.join(name)!r} is also {a.person.id} ({a.file}:{a.line})"
                yield b.tell("variants", "spelling-claimed", message)


def _in_office_together(a: Person, b: Person) -> bool:
    return any(_shared_days(o, p, still_open=True) > 0 for o in a.offices for p in b.offices)


def _by_office(
    placed: list[Placed], offices: tuple[OfficeKind, ...], beside: tuple[str, ...]
) -> dict[tuple[str, str], list[Tenure]]:
    """Return the tenures of each office and owner by start, without titles that stand beside it."""
    found: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for entry in placed:
        for office in entry.person.offices:
            aside = any(office.title.startswith(word) for word in beside)
            if office.office in offices and not aside:
                found[office.office, office.country or office.org or ""].append((office, entry))
    for tenures in found.values():
        tenures.sort(key=lambda t: (first_day(t[0].start), last_day(t[0].end)))
    return found


def _check_overlaps(tenures: list[Tenure], limits: Limits) -> Iterator[Problem]:
    for (a, one), (b, other) in combinations(tenures, 2):
        if one is not other and _shared_days(a, b) > limits.handover_days:
            message = (
                f"{_say(b)} overlaps {one.person.id} {a.start}/{a.end} ({one.file}:{one.line})"
            )
            yield other.tell("offices", "overlap", message)


def _check_open_ends(tenures: list[Tenure]) -> Iterator[Problem]:
    """A holder's end is known at least to the day the next one began."""
    for k, (a, one) in enumerate(tenures):
        later = [b for b, other in tenures[k + 1 :] if other is not one and b.start > a.start]
        if a.end == UNKNOWN and UNKNOWN not in (a.start, *(b.start for b in later[:1])) and later:
            yield one.tell("offices", "open-end", f"{_say(a)}, but {_say(later[0])} follows")


def _check_gaps(tenures: list[Tenure], limits: Limits) -> Iterator[Problem]:
    held_to = ""
    for office, entry in tenures:
        if office.start == UNKNOWN:
            continue
        start = first_day(office.start)
        if held_to and start >= limits.gap_since and start > held_to:
            days = _days(held_to, start)
            if days > limits.gap_days:
                message = f"{days} days before without a holder: {_say(office)}"
                yield entry.tell("offices", "gap", message, "note")
        held_to = max(held_to, last_day(office.end))


def _shared_days(a: Office, b: Office, *, still_open: bool = False) -> int:
    """Return how many days two tenures surely share, whatever their dates' precision hides.

    An unknown end proves nothing, unless `still_open` takes it for the end of time.
    """
    ends = [o.end for o in (a, b) if o.end != UNKNOWN]
    if UNKNOWN in (a.start, b.start) or (len(ends) < 2 and not still_open):
        return 0
    start = max(last_day(a.start), last_day(b.start))
    end = min(map(first_day, ends), default=last_day(UNKNOWN))
    return max(0, _days(start, end) + 1)


def _days(a: str, b: str) -> int:
    return (_date(b) - _date(a)).days


def _date(day: str) -> date:
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:])
    return date(year, month, min(number, calendar.monthrange(year, month)[1]))


def _say(office: Office) -> str:
    owner = office.country or office.org
    return f"{office.title} of {owner} {office.start}/{office.end}"
