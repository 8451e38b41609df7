"""Sentences and documents for the tests of this room."""

from demarche.documents import make_document
from demarche.sources import RawItem

MET = (
    "The foreign ministers of Norland and Sudland met in Geneva on Monday to discuss the border, "
    "officials said."
)
AGREED = "They agreed that the two delegations would meet again before the end of the month."
QUOTE = "“We have had a good talk, and we will have another one soon,” Minister Ann Lee said."


def make(text, **fields):
    document, findings = make_document(RawItem("test", text, "text", **fields))
    return document, findings


def blocks(text, **fields):
    document, _ = make(text, **fields)
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def kinds(text, **fields):
    return [kind for kind, _ in blocks(text, **fields)]
