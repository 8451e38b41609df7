"""Analysis → place mentions, looked up in the gazetteer.

Enters: an `Analysis`. Leaves: `PlaceMention`s with country, coordinates and GeoNames id where the
gazetteer and the document's other places settle them, and the candidates that lost. Never: decides
where an event happened, or whether a capital's name stands for its government.
"""

from demarche.grounding.places.find import find_places

__all__ = ["find_places"]
