"""The finder of statements: transcripts, quotations, cues, then what they have in common."""

from __future__ import annotations

from demarche.extract.statements.attributed import find_attributed
from demarche.extract.statements.direct import find_direct
from demarche.extract.statements.draft import StatementDraft
from demarche.extract.statements.heads import weigh
from demarche.extract.statements.indirect import find_indirect
from demarche.extract.statements.reconcile import reconcile
from demarche.extract.statements.resolve import resolve_speakers
from demarche.extract.statements.setting import Setting, set_out
from demarche.extract.statements.turns import find_turns
from demarche.grounding.mentions import Grounding


def find_statements(
    grounding: Grounding, *, setting: Setting | None = None
) -> list[StatementDraft]:
    """Return every attribution of words to a source in the document, in the order of its text.

    `setting` saves making it again where the caller has it (`set_out`).
    """
    setting = setting or set_out(grounding)
    turns = find_turns(setting)
    spoken = [place for draft in turns for place in draft.content]
    direct = [draft for draft in find_direct(setting) if not _within(draft, spoken)]
    taken = frozenset(draft.cue_token for draft in direct if draft.cue_token is not None)
    indirect = [
        draft
        for draft in [*find_attributed(setting), *find_indirect(setting, taken)]
        if not _within(draft, spoken)
    ]
    drafts = weigh(setting, reconcile(setting, direct, indirect))
    drafts = [draft for draft in drafts if not _unread(setting, draft)]
    return resolve_speakers(setting, sorted([*turns, *drafts], key=_order))


def _order(draft: StatementDraft) -> tuple[int, int]:
    return min(place[0] for place in draft.content), draft.cue[0] if draft.cue else 0


def _unread(setting: Setting, draft: StatementDraft) -> bool:
    """Tell whether the words stand in a block that is no running text (a headline, a credit)."""
    block = setting.block_of(setting.token_at(draft.content[0][0]))
    return setting.analysis.document.blocks[block].kind in setting.words.unread


def _within(draft: StatementDraft, spoken: list[tuple[int, int]]) -> bool:
    start = draft.content[0][0]
    return any(left <= start < right for left, right in spoken)
