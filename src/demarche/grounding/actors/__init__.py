"""Analysis → actors and their mentions; phrases → country and sector codes.

Enters: an `Analysis` (and the countries of its place names), or a phrase. Leaves: actors with their
mentions, those that could not be settled with candidates. Never: guesses a country or sector that
neither the words nor the registry give, or reads the clock.
"""

from demarche.grounding.actors.find import find_actors
from demarche.grounding.actors.registry import Registry, load_registry

__all__ = ["Registry", "find_actors", "load_registry"]
