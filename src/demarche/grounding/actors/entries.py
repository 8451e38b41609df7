"""The schema of the registry's YAML files: what an entry may hold, and nothing else."""

from __future__ import annotations

import calendar
import re
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from demarche.model.vocabulary import ActorKind

OfficeKind = Literal[
    "head-of-state", "head-of-government", "foreign-minister", "defence-minister",
    "national-security-adviser", "igo-head", "envoy", "legislature", "spokesperson", "military",
    "intelligence", "minister", "party-leader", "opposition", "armed-group-leader", "judiciary",
    "religious", "business", "media", "activist", "other",
]  # fmt: skip
UNKNOWN = "unknown"
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def check_partial_date(value: str) -> str:
    """Return the value if it is `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `unknown`."""
    if value == UNKNOWN:
        return value
    if not _PARTIAL.fullmatch(value):
        raise ValueError("a date is YYYY, YYYY-MM, YYYY-MM-DD or 'unknown'")
    parts = [int(part) for part in value.split("-")]
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        raise ValueError("no such month")
    if len(parts) > 2 and not 1 <= parts[2] <= calendar.monthrange(parts[0], parts[1])[1]:
        raise ValueError("no such day")
    return value


def first_day(value: str) -> str:
    """Return the first ISO day a partial date covers; unknown is the beginning of time."""
    return "0000-00-00" if value == UNKNOWN else value + "-01-01"[len(value) - 4 :]


def last_day(value: str) -> str:
    """Return the last ISO day a partial date covers; unknown is the end of time."""
    return "9999-12-31" if value == UNKNOWN else value + "-12-31"[len(value) - 4 :]


PartialDate = Annotated[str, AfterValidator(check_partial_date)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Sector = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Words = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    """Base of the entries: frozen, closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Office(Entry):
    """A tenure: `start` and `end` are dates whose length is their precision, or `unknown`.

    Exactly one of `country` and `org` says whose office it is. `sectors` overrides the sector that
    the kind of office gives.
    """

    office: OfficeKind
    title: Words
    country: CountryCode | None = None
    org: str | None = Field(default=None, pattern=r"^org:[a-z0-9-]+$")
    start: PartialDate
    end: PartialDate
    sectors: tuple[Sector, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.country is None) == (self.org is None):
            raise ValueError("an office has a country or an org, and not both")
        if UNKNOWN not in (self.start, self.end) and first_day(self.start) > last_day(self.end):
            raise ValueError("a tenure must not end before it starts")
        return self

    def holds_on(self, day: str) -> bool:
        """Tell whether the tenure may cover the ISO day (an unknown end is open)."""
        return first_day(self.start) <= day <= last_day(self.end)


class Person(Entry):
    """A person with dated offices. `gender` (f or m) serves the resolution of pronouns."""

    id: str = Field(pattern=r"^per:[a-z0-9-]+$")
    name: Words
    variants: tuple[Words, ...] = ()
    family: Words
    country: CountryCode | None = None
    gender: Literal["f", "m"] | None = None
    wikidata: str | None = Field(default=None, pattern=r"^Q\d+$")
    offices: tuple[Office, ...] = ()
    source: Words

    def offices_on(self, day: str | None) -> list[Office]:
        """Return the offices held on the ISO day, latest start first; all without a day."""
        held = [o for o in self.offices if day is None or o.holds_on(day)]
        return sorted(held, key=lambda o: first_day(o.start), reverse=True)


class State(Entry):
    """A state or territory; every field of names is a list separated by `; `.

    `adjective` serves "Russian officials" and "the Russians"; `people` are plural or single nouns
    that the adjective does not give ("Spaniard"); `capital` holds its capital and seats.
    """

    code: CountryCode
    name: Words
    names: str = ""
    adjective: str = ""
    people: str = ""
    capital: str = ""
    partial: Literal["yes"] | None = None
    source: Words | None = None


class Body(Entry):
    """An organisation: IGO, alliance, court, party, armed group, company, ministry or medium.

    `names` is a list separated by `; ` (short forms and former names among them); `country` may be
    a non-state code of PLOVER's (UNO, EUR, IGO, NGO, ISM, IMG, MNC). `office` is its chief's.
    """

    id: str = Field(pattern=r"^org:[a-z0-9-]+$")
    name: Words
    names: str = ""
    kind: ActorKind
    country: CountryCode
    sectors: str = ""
    office: OfficeKind | None = None
    source: Words | None = None


class Metonym(Entry):
    """A capital's quarter, palace or street used for a government or body.

    `names` separated by `; `; `city` is the place it stands for when something happens there;
    `office` is the office whose seat it is.
    """

    names: Words
    country: CountryCode
    sectors: str = "GOV"
    body: str | None = Field(default=None, pattern=r"^org:[a-z0-9-]+$")
    city: str = ""
    office: OfficeKind | None = None


class Noun(Entry):
    """Nouns (lemmas, separated by `; `, phrases allowed) that name agents of one sector.

    `kind` is the kind of actor; `person` nouns name one person each when singular.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    kind: ActorKind
    sectors: str = ""
    country: CountryCode | None = None
    nouns: Words


class Title(Entry):
    """Titles and role phrases (lemmas, `; `) of one office."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    office: OfficeKind
    sectors: str = ""
    titles: Words


WordList = Annotated[
    frozenset[str], BeforeValidator(lambda text: frozenset(split_words(str(text))))
]
WordPairs = Annotated[
    tuple[tuple[str, str], ...], BeforeValidator(lambda text: split_pairs(str(text)))
]


def split_words(text: str) -> list[str]:
    """Return the words of a field whose words are separated by blanks ('_' stands for a blank)."""
    return [word.replace("_", " ") for word in text.split()]


def split_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a field of `word=value` items."""
    pairs = [word.partition("=") for word in split_words(text)]
    return tuple((left, right) for left, _, right in pairs)


class Vocabulary(Entry):
    """Closed lists that resolution needs; each is one text of words separated by blanks."""

    masculine: WordList
    feminine: WordList
    neuter: WordList
    plural: WordList
    first_singular: WordList
    first_plural: WordList
    second: WordList
    relative: WordList
    definite: WordList
    indefinite_articles: WordList
    breaks: WordList
    particles: WordList
    suffixes: WordList
    small_words: WordList
    state_nouns: WordList
    body_senses: WordList
    unnegated: WordList
    indefinite: WordList
    former: WordList
    partitive: WordList
    pair_people: WordList
    pair_states: WordList
    pair_sides: WordList
    pair_words: WordList
    pair_marks: WordList
    pair_alone: WordList
    hours: WordList
    locative: WordList
    speech: WordList
    against: WordList
    company: WordList
    media: WordList
    female_titles: WordList
    male_titles: WordList
    female_names: WordList
    male_names: WordList
    not_agents: WordList
    acting_only: WordList
    acting_or_owned: WordList
    not_names: WordList
    body_parts: WordList
    epithets: WordList
    women: WordList
    men: WordList
    collective: WordList
    abstract_endings: WordList
    outlet_offices: WordPairs
    sole_offices: WordList
    parliamentary: WordList
