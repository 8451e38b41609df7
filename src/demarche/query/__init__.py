"""Questions to a ledger: contacts, commitments, statements, timelines, persons, words, SQL.

Enters: a stored ledger, what is asked, the day it is asked for. Leaves: tables of frozen rows, each
with its quote, its document and its place there. Never: writes, judges, or asks the clock.
"""

from demarche.query.filters import Filters
from demarche.query.ledger import Ledger, open_ledger
from demarche.query.table import Table

__all__ = ["Filters", "Ledger", "Table", "open_ledger"]
