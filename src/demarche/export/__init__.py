"""Reports → what people and other programs look at: cards, one HTML page, a notebook's view.

Enters: `Report`s. Leaves: text and HTML. Never: reads documents, or changes a record.
"""

from demarche.export.cards import Card, Deck, Fact, Group, make_deck
from demarche.export.page import render_page

__all__ = ["Card", "Deck", "Fact", "Group", "make_deck", "render_page"]
