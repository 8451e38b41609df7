"""The reader's heads beside the rules: they support, correct or doubt a rule, and propose alone."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.extract.statements.draft import Range, StatementDraft
from demarche.extract.statements.reconcile import share
from demarche.extract.statements.setting import Setting
from demarche.extract.statements.speakers import find_owner, find_subject
from demarche.language.analysis import Chunk

HEAD = "reader:statement"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words a head takes for what somebody said, with the head's probability."""

    place: Range
    score: float
    chunk: Chunk


def weigh(setting: Setting, drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Return the drafts that rules and heads together accept, and what the heads found alone.

    Without a reader's heads the rules decide alone.
    """
    proposals = _proposals(setting)
    if not proposals:
        return [draft for draft in drafts if draft.confidence >= setting.words.accept]
    kept = []
    for draft in drafts:
        _support(setting, draft, proposals)
        if draft.confidence >= setting.words.accept:
            kept.append(draft)
    return [*kept, *_propose(setting, kept, proposals)]


def _proposals(setting: Setting) -> list[Proposal]:
    found = []
    for chunk in setting.analysis.statements:
        if chunk.label == "content" and chunk.end > chunk.start:
            place = setting.trim(chunk.start, chunk.end)
            if place is not None:
                found.append(Proposal(place, chunk.score, chunk))
    return found


def _support(setting: Setting, draft: StatementDraft, proposals: list[Proposal]) -> None:
    """Blend the rule's weight with the best proposal's score for the same words."""
    best, at = 0.0, None
    for proposal in proposals:
        likeness = max(share((part,), (proposal.place,)) for part in draft.content)
        if likeness * proposal.score > best:
            best, at = likeness * proposal.score, proposal
    blend = setting.words.head_share
    if setting.quoted(setting.token_at(draft.content[0][0])) is not None and draft.kind == "direct":
        blend = blend / 2
    draft.confidence = (1 - blend) * draft.confidence + blend * best
    if at is not None and best > 0.3:
        draft.trail.append((HEAD, at.place))


def _propose(
    setting: Setting, drafts: list[StatementDraft], proposals: list[Proposal]
) -> list[StatementDraft]:
    found: list[StatementDraft] = []
    for proposal in proposals:
        if proposal.score < setting.words.lone:
            continue
        if any(_touches(part, proposal.place) for draft in drafts for part in draft.content):
            continue
        draft = _alone(setting, proposal)
        if draft is not None:
            found.append(draft)
    return found


def _touches(left: Range, right: Range) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _alone(setting: Setting, proposal: Proposal) -> StatementDraft | None:
    cue = _nearest_cue(setting, proposal.chunk)
    if cue is None:
        return None
    head = _head_of(setting, cue)
    subject = find_subject(setting, head)
    if subject is None and setting.tokens[head].upos == "NOUN":
        subject = find_owner(setting, head)
    if subject is None:
        subject = _nearest_source(setting, cue)
    if subject is None:
        return None
    tokens = setting.tokens
    place = (tokens[cue.start].start, tokens[cue.end - 1].end)
    return StatementDraft(
        content=(proposal.place,),
        kind=setting.kind_of([proposal.place]),
        cue=place,
        cue_token=head,
        subject=subject,
        confidence=proposal.score,
        trail=[(HEAD, proposal.place)],
    )


def _nearest_cue(setting: Setting, content: Chunk) -> Chunk | None:
    sentence = setting.tokens[content.start].sent
    cues = [
        chunk for chunk in setting.analysis.statements
        if chunk.label == "cue" and setting.tokens[chunk.start].sent == sentence
    ]  # fmt: skip
    return min(cues, key=lambda cue: _gap(cue, content), default=None)


def _nearest_source(setting: Setting, cue: Chunk) -> int | None:
    sentence = setting.tokens[cue.start].sent
    sources = [
        chunk for chunk in setting.analysis.attributions
        if chunk.label == "source" and setting.tokens[chunk.start].sent == sentence
    ]  # fmt: skip
    nearest = min(sources, key=lambda source: _gap(source, cue), default=None)
    return _head_of(setting, nearest) if nearest is not None else None


def _gap(left: Chunk, right: Chunk) -> int:
    return max(left.start - right.end, right.start - left.end, 0)


def _head_of(setting: Setting, chunk: Chunk) -> int:
    """Return the token of the chunk whose head lies outside it."""
    for index in range(chunk.start, chunk.end):
        if not chunk.start <= setting.tokens[index].head < chunk.end:
            return index
    return chunk.start
