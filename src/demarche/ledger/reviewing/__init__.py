"""What a person decides of records: accept, reject, correct, merge, split, and taking that back.

Enters: a ledger, the ids of records, who decides and when. Leaves: judgements, and the ledger's
derived tables in line with them; a queue of what is most worth a look; gold in the codebook's form.
Never: changes or erases a record, asks the clock, or lets a correction stand without its words.
"""

from demarche.ledger.reviewing.deciding import accept, correct, merge, reject, split, undo
from demarche.ledger.reviewing.form import Field, list_fields
from demarche.ledger.reviewing.gold import Gold, make_gold
from demarche.ledger.reviewing.history import Decision, list_decisions
from demarche.ledger.reviewing.queue import Item, list_queue
from demarche.ledger.reviewing.review import Review

__all__ = [
    "Decision", "Field", "Gold", "Item", "Review", "accept", "correct", "list_decisions",
    "list_fields", "list_queue", "make_gold", "merge", "reject", "split", "undo",
]  # fmt: skip
