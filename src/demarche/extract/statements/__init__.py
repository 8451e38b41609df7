"""Grounding → statements: who said what, by which cue, to whom, where, relayed by whom.

Enters: a `Grounding`. Leaves: `StatementDraft`s (code points, actor ids), then `Statement` records.
Never: decides what was done (events) or promised (commitments).
"""

from demarche.extract.statements.draft import StatementDraft, build_statements
from demarche.extract.statements.find import find_statements
from demarche.extract.statements.setting import Setting, set_out

__all__ = ["Setting", "StatementDraft", "build_statements", "find_statements", "set_out"]
