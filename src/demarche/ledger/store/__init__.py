"""The ledger on disk: tables, the one writer, the view.

Enters: reports and judgements. Leaves: what was stored, as reports and judgements again, every id
unique in the ledger. Never: overwrites or erases a document, record or judgement; reads the clock;
keeps half a document.
"""

from demarche.ledger.store.opening import Store, open_store
from demarche.ledger.store.view import View
from demarche.ledger.store.writer import Outcome, Run, Writer

__all__ = ["Outcome", "Run", "Store", "View", "Writer", "open_store"]
