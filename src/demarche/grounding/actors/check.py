"""The registry's self-test: what is wrong in the persons' files, by file, line, field and rule.

`check_registry()` reads every entry and returns what it finds; errors are to be mended, notes
(gaps between two holders known) are what the files do not know.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import combinations
from typing import Annotated

from pydantic import Field

from demarche.grounding.actors.entries import (
    UNKNOWN,
    Body,
    Entry,
    Metonym,
    Noun,
    Office,
    OfficeKind,
    PartialDate,
    Person,
    State,
    Title,
    first_day,
    last_day,
)
from demarche.grounding.actors.located import Located, Problem, read_located
from demarche.grounding.actors.registry import data_folder, load_entries, load_one, own_texts
from demarche.grounding.actors.spelling import fold
from demarche.grounding.actors.transliteration import Alike

_WORD = re.compile(r"[^\W\d_]+")
Days = Annotated[int, Field(ge=0)]


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


Placed = Located[Person]
Tenure = tuple[Office, Placed]
_TABLES: tuple[tuple[str, type[Entry]], ...] = (
    ("states", State), ("bodies", Body), ("metonyms", Metonym), ("groups", Noun),
    ("roles", Title), ("spellings", Alike),
)  # fmt: skip


def check_registry(texts: Iterable[tuple[str, str]] | None = None) -> list[Problem]:
    """Return every problem of the registry's files, in order of file and line.

    `texts` are (file name, YAML) pairs of persons' files; left out, the package's own are read,
    and its other tables with them.
    """
    limits = load_one("check.yml", Limits)
    problems: list[Problem] = []
    found = _read_own() if texts is None else _read_all(texts)
    if texts is None:
        problems += _check_tables()
    problems += [one for one in found if isinstance(one, Problem)]
    placed = [one for one in found if not isinstance(one, Problem)]
    return sorted(problems + check_people(placed, limits))


def check_overlay(file: str, text: str) -> list[Problem]:
    """Return the problems of a persons' file read over the package's own.

    Its entries take the place of the package's with the same ids; only what is told of the file's
    own entries is returned.
    """
    limits = load_one("check.yml", Limits)
    found = list(read_located(file, text, Person))
    own = [f for f in found if not isinstance(f, Problem)]
    replaced = {placed.entry.id for placed in own}
    for other in _read_own():
        if not isinstance(other, Problem) and other.entry.id not in replaced:
            own.append(other)
    problems = [f for f in found if isinstance(f, Problem)] + check_people(own, limits)
    return sorted(p for p in problems if p.file == file)


def _read_all(texts: Iterable[tuple[str, str]]) -> tuple[Placed | Problem, ...]:
    return tuple(one for file, text in texts for one in read_located(file, text, Person))


@cache
def _read_own() -> tuple[Placed | Problem, ...]:
    return _read_all(own_texts())


def check_people(placed: list[Placed], limits: Limits) -> list[Problem]:
    """Return what is wrong with the persons, each alone and one beside another."""
    problems = [*_check_ids(placed), *_check_names(placed), *_check_codes(placed)]
    problems += [*_check_spans(placed, limits), *_check_spellings(placed, limits)]
    for tenures in _by_office(placed, limits.sole, limits.beside).values():
        problems += _check_overlaps(tenures, limits)
        problems += _check_open_ends(tenures)
    for tenures in _by_office(placed, limits.gapless, ()).values():
        problems += _check_gaps(tenures, limits)
    return problems


def _check_tables() -> Iterator[Problem]:
    """What breaks the schema of the tables beside the persons, and ids that stand twice."""
    for prefix, model in _TABLES:
        seen: dict[str, Located[Entry]] = {}
        for path in sorted(data_folder().iterdir(), key=lambda p: p.name):
            if not path.name.startswith(prefix) or not path.name.endswith(".yml"):
                continue
            for found in read_located(f"actors/{path.name}", path.read_text("utf-8"), model):
                if isinstance(found, Problem):
                    yield found
                elif (ident := getattr(found.entry, "id", None)) is not None:
                    other = seen.setdefault(ident, found)
                    if other is not found:
                        yield found.tell("id", "id-twice", f"also at {other.file}:{other.line}")


def _check_ids(placed: list[Placed]) -> Iterator[Problem]:
    seen: dict[str, Placed] = {}
    for entry in placed:
        other = seen.setdefault(entry.entry.id, entry)
        if other is not entry:
            yield entry.tell("id", "id-twice", f"also at {other.file}:{other.line}")


def _spell(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(name)))


def _check_names(placed: list[Placed]) -> Iterator[Problem]:
    for entry in placed:
        person = entry.entry
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
        person = entry.entry
        if person.country is not None and person.country not in states:
            yield entry.tell("country", "known-country", f"no state {person.country}")
        for office in person.offices:
            if office.country is not None and office.country not in states:
                yield entry.tell("offices", "known-country", f"no state {office.country}")
            if office.org is not None and office.org not in bodies:
                yield entry.tell("offices", "known-body", f"no body {office.org}")


def _check_spans(placed: list[Placed], limits: Limits) -> Iterator[Problem]:
    for entry in placed:
        offices = entry.entry.offices
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
        names = dict.fromkeys(map(_spell, (entry.entry.name, *entry.entry.variants)))
        for name in names:
            claims[name].append(entry)
    for name, entries in claims.items():
        if " ".join(name) in limits.shared:
            continue
        for a, b in combinations(entries, 2):
            if _in_office_together(a.entry, b.entry):
                message = f"{' '.join(name)!r} is also {a.entry.id} ({a.file}:{a.line})"
                yield b.tell("variants", "spelling-claimed", message)


def _in_office_together(a: Person, b: Person) -> bool:
    return any(_shared_days(o, p, still_open=True) > 0 for o in a.offices for p in b.offices)


def _by_office(
    placed: list[Placed], offices: tuple[OfficeKind, ...], beside: tuple[str, ...]
) -> dict[tuple[str, str], list[Tenure]]:
    """Return the tenures of each office and owner by start, without titles that stand beside it."""
    found: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for entry in placed:
        for office in entry.entry.offices:
            aside = any(office.title.startswith(word) for word in beside)
            if office.office in offices and not aside:
                found[office.office, office.country or office.org or ""].append((office, entry))
    for tenures in found.values():
        tenures.sort(key=lambda t: (first_day(t[0].start), last_day(t[0].end)))
    return found


def _check_overlaps(tenures: list[Tenure], limits: Limits) -> Iterator[Problem]:
    for (a, one), (b, other) in combinations(tenures, 2):
        if one is not other and _shared_days(a, b) > limits.handover_days:
            message = f"{_say(b)} overlaps {one.entry.id} {a.start}/{a.end} ({one.file}:{one.line})"
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
