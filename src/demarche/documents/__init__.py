"""Raw items → documents: text as stored, its blocks, publication date, language, genre.

Enters: a `RawItem` (or a `FailedItem`). Leaves: a `Document` and findings; where one of them is an
error the document holds nothing to read. Never: reads the clock, fetches, or finds who did what.
Offsets are code points of the stored text; text is stored as given, character by character.
"""

from demarche.documents.dates import parse_published
from demarche.documents.making import make_document

__all__ = ["make_document", "parse_published"]
