"""Analysis → Grounding: who, when and where, tied together."""

from __future__ import annotations

from demarche.grounding.actors import Registry, find_actors
from demarche.grounding.mentions import Grounding
from demarche.grounding.places import find_places
from demarche.grounding.times import find_times
from demarche.language.analysis import Analysis


def ground(analysis: Analysis, *, registry: Registry | None = None) -> Grounding:
    """Return all mentions of actors, times and places in the analysis of one document.

    `registry` of persons is the package's own unless given.
    """
    places = find_places(analysis)
    countries = {m.head: m.place.country for m in places if m.place.country}
    actors, mentions = find_actors(analysis, countries=countries, registry=registry)
    return Grounding(analysis, actors, mentions, tuple(find_times(analysis)), places)
