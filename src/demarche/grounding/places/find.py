"""Place names in an analysis, resolved by what stands beside them, the document, and population."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace

from demarche.grounding.mentions import PlaceMention
from demarche.grounding.places.gazetteer import Gazetteer, Site, load_gazetteer
from demarche.language.analysis import Analysis, Token
from demarche.model import Place

_ACTING = ("nsubj", "nsubj:pass", "nsubj:outer", "obl:agent")
_LOOSE = ("ADP", "CCONJ")
_LONGEST = 5
_SCORE = 0.35
_KEPT = 3


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    text: str
    sites: tuple[Site, ...]
    beside: str | None = None


def find_places(analysis: Analysis) -> tuple[PlaceMention, ...]:
    """Return the places named, in order; a name that acts as a subject is no place.

    "Bangor, Maine" is one place: its name is the city's, its span holds both.
    """
    gazetteer = load_gazetteer()
    names = _join_names(analysis, _find_names(analysis, gazetteer), gazetteer)
    context: Counter[str | None] = Counter(
        n.sites[0].country for n in names if n.sites and n.sites[0].country
    )
    mentions: list[PlaceMention] = []
    for k, name in enumerate(names):
        head = _head_of(analysis, name.start, name.end)
        if analysis.tokens[head].dep in _ACTING:
            continue
        beside = name.beside or _country_beside(analysis, names, k)
        ranked = sorted(name.sites, key=lambda s: -_score(s, context, beside))
        places = [_place_of(analysis, name, site) for site in ranked[: _KEPT + 1]]
        first = places[0] if places else _place_of(analysis, name, None)
        mentions.append(PlaceMention(name.start, name.end, head, first, tuple(places[1:])))
    return tuple(mentions)


def _find_names(analysis: Analysis, gazetteer: Gazetteer) -> list[_Name]:
    tokens = analysis.tokens
    names: list[_Name] = []
    covered = [""] * len(tokens)
    for chunk in analysis.entities:
        if chunk.score >= _SCORE:
            covered[chunk.start : chunk.end] = [chunk.label] * (chunk.end - chunk.start)
            if chunk.label == "place":
                names += _read_entity(analysis, gazetteer, chunk.start, chunk.end)
    i = 0
    while i < len(tokens):
        step = 1
        if tokens[i].text[:1].isupper() and covered[i] not in ("place", "person"):
            found = _read_known(analysis, gazetteer, i, inside=covered[i] != "")
            if found is not None:
                names.append(found)
                step = found.end - found.start
        i += step
    return sorted(names, key=lambda n: n.start)


def _join_names(analysis: Analysis, names: list[_Name], gazetteer: Gazetteer) -> list[_Name]:
    """Join a city with the region or country that follows it after a comma; it says which one."""
    joined: list[_Name] = []
    for k, name in enumerate(names):
        if joined and joined[-1].end >= name.end:
            continue
        start = _start_with_direction(analysis, name, gazetteer)
        if start < name.start:
            name = replace(name, start=start)
        after = names[k + 1] if k + 1 < len(names) else None
        found = _region_after(analysis, name, after, gazetteer)
        if found is not None:
            end, country = found
            name = replace(name, end=end, beside=country)
        joined.append(name)
    return joined


def _start_with_direction(analysis: Analysis, name: _Name, gazetteer: Gazetteer) -> int:
    """Where a name starts with the word of direction before it ("southern Lebanon")."""
    before = name.start - 1
    if before < 0 or analysis.tokens[before].sent != analysis.tokens[name.start].sent:
        return name.start
    return before if analysis.tokens[before].lower in gazetteer.directions else name.start


def _region_after(
    analysis: Analysis, name: _Name, after: _Name | None, gazetteer: Gazetteer
) -> tuple[int, str | None] | None:
    """Where the region behind a city ends, and its country."""
    tokens = analysis.tokens
    if name.end + 1 >= len(tokens) or tokens[name.end].text != ",":
        return None
    if name.sites and name.sites[0].kind in ("country", "water"):
        return None
    site, end = gazetteer.find_short(tokens[name.end + 1].text), name.end + 2
    if site is None and after is not None and after.start == name.end + 1 and after.sites:
        site, end = after.sites[0], after.end
        head = _head_of(analysis, after.start, after.end)
        if site.kind not in ("country", "region") or tokens[head].dep in _ACTING:
            return None
    if site is None or (name.sites and all(s.country != site.country for s in name.sites)):
        return None
    return end, site.country


def _read_entity(analysis: Analysis, gazetteer: Gazetteer, start: int, end: int) -> list[_Name]:
    tokens = analysis.tokens
    while start < end and (tokens[start].lower == "the" or tokens[start].upos in _LOOSE):
        start += 1
    while end > start and tokens[end - 1].upos in _LOOSE:
        end -= 1
    while (
        end > start and not tokens[end - 1].text[-1:].isalnum() and tokens[end - 1].text[-1:] != "."
    ):
        end -= 1
    if start >= end:
        return []
    text = analysis.quote(start, end)
    sites = gazetteer.find(text)
    commas = [i for i in range(start, end) if tokens[i].text == ","]
    if not sites and commas:
        return _read_entity(analysis, gazetteer, start, commas[0]) + _read_entity(
            analysis, gazetteer, commas[0] + 1, end
        )
    if not sites and text.isupper():
        sites = gazetteer.find(text.title())
    return [_Name(start, end, text, sites)]


def _read_known(
    analysis: Analysis, gazetteer: Gazetteer, start: int, *, inside: bool
) -> _Name | None:
    """A country, region or venue by its words alone; a city only after a preposition of place."""
    tokens = analysis.tokens
    limit = min(len(tokens), start + _LONGEST)
    for end in range(limit, start, -1):
        if tokens[end - 1].sent != tokens[start].sent:
            continue
        text = analysis.quote(start, end)
        if not gazetteer.starts(text):
            continue
        sites = gazetteer.find_known(text)
        if sites and not (inside and end - start == 1):
            return _Name(start, end, text, sites)
    token = tokens[start]
    if (
        not inside
        and token.upos == "PROPN"
        and _is_after(tokens, start, ("in", "at", "near", "to", "from"))
    ):
        end = start + 1
        while end < limit and tokens[end].upos == "PROPN" and tokens[end].text[:1].isupper():
            end += 1
        sites = gazetteer.find(analysis.quote(start, end))
        if sites:
            return _Name(start, end, analysis.quote(start, end), sites)
    return None


def _is_after(tokens: tuple[Token, ...], i: int, words: tuple[str, ...]) -> bool:
    return i > 0 and tokens[i - 1].lower in words


def _head_of(analysis: Analysis, start: int, end: int) -> int:
    for i in range(start, end):
        head = analysis.tokens[i].head
        if (head == i or not start <= head < end) and analysis.tokens[i].upos != "PUNCT":
            return i
    return end - 1


def _country_beside(analysis: Analysis, names: list[_Name], k: int) -> str | None:
    """The country of the name that follows after a comma ("Nairobi, Kenya")."""
    if k + 1 >= len(names):
        return None
    here, after = names[k], names[k + 1]
    between = analysis.tokens[here.end : after.start]
    if len(between) != 1 or between[0].text != "," or not after.sites:
        return None
    return after.sites[0].country if after.sites[0].kind in ("country", "region") else None


def _score(site: Site, context: Counter[str | None], beside: str | None) -> float:
    score = math.log10(site.size + 1) if site.kind == "city" else 6.5
    if beside is not None:
        score += 10 if site.country == beside else 0
    if site.country in context:
        score += min(2.0, 0.7 * context[site.country])
    return score


def _place_of(analysis: Analysis, name: _Name, site: Site | None) -> Place:
    span = analysis.span(name.start, name.end)
    if site is None:
        return Place.build(
            name=name.text, span=span, country=None, lat=None, lon=None, geonames=None
        )
    return Place.build(
        name=name.text, span=span, country=site.country, lat=site.lat, lon=site.lon,
        geonames=site.geonames,
    )  # fmt: skip
