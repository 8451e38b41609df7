"""How real an act is, and the grammar that tells: clauses, subjects, statuses.

Enters: an `Analysis` and a trigger's token. Leaves: a `Judgement` (status, rule, weight).
Never: decides what kind of act it is, or who acts.
"""

from demarche.extract.modality.clauses import Clauses
from demarche.extract.modality.setting import Setting, read_setting
from demarche.extract.modality.status import Judgement, judge

__all__ = ["Clauses", "Judgement", "Setting", "judge", "read_setting"]
