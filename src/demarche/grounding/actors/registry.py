"""The registry of persons: YAML in, dated office holders out; read block by block when asked.

`data/actors/people/*.yml` hold lists of `Person` entries; each entry starts with `- ` in the first
column. Loading only indexes the words and codes of each block; an entry is parsed and checked when
a query touches it, so that start-up stays fast; `people()` parses and checks everything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from demarche.errors import RuleError
from demarche.grounding.actors.entries import Entry, Office, OfficeKind, Person, first_day, last_day
from demarche.grounding.actors.transliteration import Alike, Speller

_START = re.compile(r"^- ", re.M)
# A literal first makes these ten times as fast as a word boundary or an alternation would.
_OFFICES = re.compile(r"offices:")
_KIND = re.compile(r"office: *['\"]?([a-z-]+)")
_COUNTRY = re.compile(r"country: *['\"]?([A-Z]{3})\b")
_ORG = re.compile(r"org: *['\"]?(org:[a-z0-9-]+)")
_IDENT = re.compile(r"per:[a-z0-9-]+")
E = TypeVar("E", bound=Entry)
_PLAIN = Speller()
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse_entries(text: str, model: type[E], *, file: str, first: int = 0) -> list[E]:
    """Return the entries of a YAML list; every scalar is read as text.

    Raises `RuleError` G101 (not YAML), G102 (not a list) or G103 (an entry breaks the schema; the
    message names file, entry, field and rule).
    """
    try:
        items = yaml.load(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise RuleError("G101", f"{file}: not YAML: {error}") from error
    if items in (None, ""):
        return []
    if not isinstance(items, list):
        raise RuleError("G102", f"{file}: a registry file is a list of entries")
    return [_build(item, model, file=file, number=first + n) for n, item in enumerate(items, 1)]


def _build(item: object, model: type[E], *, file: str, number: int) -> E:
    try:
        return model.model_validate(item)
    except ValidationError as error:
        first = error.errors()[0]
        name = (item.get("id") or item.get("code") or "") if isinstance(item, dict) else ""
        field = ".".join(map(str, first["loc"])) or "entry"
        raise RuleError(
            "G103", f"{file}: entry {number} ({name or '?'}), field {field}: {first['msg']}"
        ) from error


def data_folder() -> Traversable:
    """Return the folder of the registry's data."""
    return files("demarche").joinpath("data", "actors")


def load_entries(prefix: str, model: type[E]) -> list[E]:
    """Return the entries of every `data/actors/PREFIX*.yml`, in order of file name."""
    found: list[E] = []
    for path in sorted(data_folder().iterdir(), key=lambda p: p.name):
        if path.name.startswith(prefix) and path.name.endswith(".yml"):
            found += parse_entries(path.read_text("utf-8"), model, file=f"actors/{path.name}")
    return found


def load_one(name: str, model: type[E]) -> E:
    """Return the one mapping that `data/actors/NAME` holds."""
    text = data_folder().joinpath(name).read_text("utf-8")
    return _build(yaml.load(text, Loader=LOADER), model, file=f"actors/{name}", number=1)


class Registry:
    """Persons by name, and office holders by office, owner and day."""

    def __init__(
        self,
        texts: list[tuple[str, str]],
        speller: Speller | None = None,
        *,
        overlay: list[tuple[str, str]] | None = None,
    ) -> None:
        """Index the texts of the files: (file name, YAML) pairs.

        Entries of `overlay` take the place of those with the same ids. They are checked here:
        raises what `parse_entries` raises.
        """
        self._speller = speller or Speller()
        over = overlay or []
        own = [entry for file, text in over for entry in parse_entries(text, Person, file=file)]
        self._replaced = frozenset(person.id for person in own)
        self._blocks: list[tuple[str, int, str]] = []
        self._words: dict[str, list[int]] = defaultdict(list)
        self._held: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._cache: dict[int, Person] = {}
        for file, text in texts:
            self._index_file(file, text, self._replaced)
        for file, text in over:
            self._index_file(file, text, frozenset())

    def _index_file(self, file: str, text: str, replaced: frozenset[str]) -> None:
        starts = [m.start() for m in _START.finditer(text)]
        for number, (a, b) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
            block = text[a:b]
            ident = _IDENT.search(block) if replaced else None
            if ident is not None and ident.group() in replaced:
                continue
            self._blocks.append((file, number, block))
            self._index_block(len(self._blocks) - 1, block)

    def _index_block(self, index: int, block: str) -> None:
        cut = _OFFICES.search(block)
        head, tail = (block[: cut.start()], block[cut.start() :]) if cut else (block, "")
        for word in dict.fromkeys(self._speller.split(head)):
            self._words[word].append(index)
        owners = dict.fromkeys([*_COUNTRY.findall(tail), *_ORG.findall(tail)])
        for kind in dict.fromkeys(_KIND.findall(tail)):
            for owner in owners:
                self._held[kind, owner].append(index)

    def _person(self, index: int) -> Person:
        person = self._cache.get(index)
        if person is None:
            file, number, block = self._blocks[index]
            person = parse_entries(block, Person, file=file, first=number - 1)[0]
            self._cache[index] = person
        return person

    def people(self) -> Iterator[Person]:
        """Yield every person, parsed and checked."""
        for index in range(len(self._blocks)):
            yield self._person(index)

    def find_named(self, name: str) -> list[Person]:
        """Return the persons a name may mean: full names and variants first, then family names.

        Letter case, accents and punctuation do not matter; the name's own spelling comes before
        spellings like it.
        """
        return [person for _, person in self.rank_named(name)]

    def rank_named(self, name: str) -> list[tuple[int, Person]]:
        """Return the persons a name may mean, closest first, each with how close the name comes.

        0 is a full name or variant, 1 a family name, 2 words of a full name.
        """
        words = self._speller.split(name)
        if not words:
            return []
        common = set(self._words.get(words[-1], ()))
        for word in words[:-1]:
            common &= set(self._words.get(word, ()))
        plain = _PLAIN.split(name)
        ranked: list[tuple[int, int, int, Person]] = []
        for index in sorted(common):
            person = self._person(index)
            rank = _rank(words, person, self._speller)
            if rank is not None:
                alike = _rank(plain, person, _PLAIN) != rank
                ranked.append((rank, alike, index, person))
        return [(rank, person) for rank, _, _, person in sorted(ranked, key=lambda r: r[:3])]

    def tenures(self, owner: str) -> list[tuple[Person, Office]]:
        """Return every tenure known of a country's (or an `org:…`'s) offices, by start."""
        held = {i for (_, of), found in self._held.items() if of == owner for i in found}
        found = [
            (person, office)
            for person in map(self._person, sorted(held))
            for office in person.offices
            if owner in (office.country, office.org)
        ]
        return sorted(found, key=lambda f: (first_day(f[1].start), last_day(f[1].end)))

    def holders(
        self, office: OfficeKind, owner: str, day: str | None = None
    ) -> list[tuple[Person, Office]]:
        """Return who held the office of a country (or `org:…`) on the ISO day, latest start first.

        A tenure whose end is unknown counts as open but comes after those known to cover the day.
        """
        found = []
        for index in self._held.get((office, owner), ()):
            person = self._person(index)
            found += [
                (person, o)
                for o in person.offices_on(day)
                if o.office == office and owner in (o.country, o.org)
            ]
        found.sort(key=lambda f: first_day(f[1].start), reverse=True)
        return sorted(found, key=lambda f: f[1].end == "unknown")


def _rank(words: list[str], person: Person, speller: Speller) -> int | None:
    names = [speller.split(n) for n in (person.name, *person.variants)]
    if words in names:
        return 0
    if words == speller.split(person.family):
        return 1
    for name in names:
        if len(words) > 1 and set(words) <= set(name) and words[-1] == name[-1]:
            return 2
    return None


def own_texts() -> list[tuple[str, str]]:
    """Return the package's persons' files: (file name, YAML) pairs, by name."""
    folder = data_folder().joinpath("people")
    if not folder.is_dir():
        return []
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".yml")), key=lambda p: p.name)
    return [(f"actors/people/{p.name}", p.read_text("utf-8")) for p in paths]


def read_overlay(path: Path) -> list[tuple[str, str]]:
    """Return the text of the user's own file of persons, under its name.

    Raises `RuleError` G104 if it cannot be read.
    """
    try:
        return [(path.name, path.read_text("utf-8"))]
    except (OSError, UnicodeDecodeError) as error:
        fault = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise RuleError(
            "G104",
            f"the registry's overlay {path} cannot be read: {fault}",
            hint="see the setting registry.overlay",
        ) from error


@cache
def load_registry(overlay: Path | None = None) -> Registry:
    """Return the registry of the package's own data (indexed once a process).

    `overlay` is the user's own file of persons: its entries add to the package's, or take the place
    of those with the same ids. Raises `RuleError` G101 to G104 for a file that cannot be used.
    """
    over = read_overlay(overlay) if overlay is not None else None
    return Registry(own_texts(), Speller(load_entries("spellings", Alike)), overlay=over)
