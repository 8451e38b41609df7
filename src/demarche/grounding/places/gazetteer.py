"""The gazetteer: cities (GeoNames), countries and regions by name; looked up by bisection."""

from __future__ import annotations

import gzip
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from demarche.errors import RuleError

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@lru_cache(maxsize=20_000)
def fold_name(name: str) -> str:
    """Return a name in lower case, without accents, with plain apostrophes."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ʼ", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the gazetteer: a city, country or region. `size` is its population, 0 unknown."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    size: int
    geonames: int | None
    kind: str


class RegionEntry(BaseModel):
    """Names (separated by `; `) of regions of one country, or of none.

    Names of kind `short` ("Calif.") count only behind a city and a comma; those of kind
    `direction` ("southern") belong to the name they stand before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    kind: str = Field(pattern=r"^(region|venue|water|country|short|direction)$")
    names: str


class Gazetteer:
    """Cities as sorted rows, regions as a table."""

    def __init__(self, rows: list[str], regions: list[RegionEntry]) -> None:
        self._rows = rows
        self._regions: dict[str, list[Site]] = {}
        self._starts: set[str] = set()
        self._short: dict[str, Site] = {}
        self.directions: set[str] = set()
        for entry in regions:
            for name in filter(None, (n.strip() for n in entry.names.split(";"))):
                if entry.kind == "direction":
                    self.directions.add(name)
                    continue
                site = Site(name, entry.country, None, None, 0, None, entry.kind)
                if entry.kind == "short":
                    self._short[fold_name(name).replace(".", "")] = site
                    continue
                self._regions.setdefault(fold_name(name), []).append(site)
                self._starts.add(fold_name(name).split()[0])

    def starts(self, name: str) -> bool:
        """Tell whether a country, region or venue starts with the first word of the name."""
        return fold_name(name).partition(" ")[0] in self._starts

    def find_known(self, name: str) -> tuple[Site, ...]:
        """Return the countries, regions and venues of that name, without cities."""
        return tuple(self._regions.get(fold_name(name), ()))

    def find_short(self, name: str) -> Site | None:
        """Return the region that an abbreviation stands for behind a city, or None."""
        return self._short.get(fold_name(name).replace(".", ""))

    @lru_cache(maxsize=10_000)  # noqa: B019 - one gazetteer a process
    def find(self, name: str) -> tuple[Site, ...]:
        """Return the places of that name: regions first, then cities by population."""
        key = fold_name(name)
        found = list(self._regions.get(key, ()))
        at = bisect_left(self._rows, key + "\t")
        while at < len(self._rows) and self._rows[at].startswith(key + "\t"):
            found.append(_read_row(self._rows[at]))
            at += 1
        return tuple(found)


def _read_row(row: str) -> Site:
    _, name, country, lat, lon, size, ident = row.split("\t")
    return Site(name, country or None, float(lat), float(lon), int(size), int(ident), "city")


def _load_regions() -> list[RegionEntry]:
    text = files("demarche").joinpath("data", "places", "regions.yml").read_text("utf-8")
    entries: list[RegionEntry] = []
    for number, item in enumerate(yaml.load(text, Loader=_LOADER), 1):
        try:
            entries.append(RegionEntry.model_validate(item))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            raise RuleError(
                "G103", f"places/regions.yml: entry {number}, field {field}: {first['msg']}"
            ) from error
    return entries + _load_countries()


def _load_countries() -> list[RegionEntry]:
    """Countries by the names the registry of actors gives them (its schema is checked there)."""
    text = files("demarche").joinpath("data", "actors", "states.yml").read_text("utf-8")
    return [
        RegionEntry(
            country=state["code"],
            kind="region" if "partial" in state else "country",
            names=f"{state['name']}; {state.get('names', '')}",
        )
        for state in yaml.load(text, Loader=_LOADER)
    ]


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer of the package's own data (read once a process)."""
    raw = files("demarche").joinpath("data", "places", "cities.tsv.gz").read_bytes()
    return Gazetteer(gzip.decompress(raw).decode().split("\n"), _load_regions())
