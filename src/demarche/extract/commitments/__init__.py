"""Grounding and statements → commitments, exchanges, positions.

Enters: a `Grounding` and its `StatementDraft`s. Leaves: drafts (code points, actor ids), then
`Commitment`, `Exchange` and `Position` records. Never: decides what was done (events).
"""

from demarche.extract.commitments.draft import CommitmentDraft, build_commitments
from demarche.extract.commitments.exchanges import find_exchanges
from demarche.extract.commitments.find import find_commitments
from demarche.extract.commitments.positions import find_positions

__all__ = [
    "CommitmentDraft", "build_commitments", "find_commitments", "find_exchanges", "find_positions",
]  # fmt: skip
