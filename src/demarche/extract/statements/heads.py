"""The reader's heads beside the rules: they support, correct or doubt a rule, and propose alone."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.extract.statements.draft import Range, StatementDraft
from demarche.extract.statements.nearby import Nearby
from demarche.extract.statements.reconcile import share
from demarche.extract.statements.setting import Setting
from demarche.extract.statements.speakers import find_owner, find_subject
from demarche.language.analysis import Chunk

HEAD = "reader:statement"
_SAME = 0.8
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words a head takes for what somebody said, with the head's probability."""

    place: Range
    score: float
    chunk: Chunk


def weigh(setting: Setting, drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Return the drafts that rules and heads together accept, and what the heads found alone.

    Where a head is sure of its words a rule's content takes the head's bounds. Without a reader's
    heads the rules decide alone.
    """
    proposals = _proposals(setting)
    if not proposals:
        return [draft for draft in drafts if draft.confidence >= setting.words.accept]
    near: Nearby[Proposal] = Nearby()
    for proposal in proposals:
        near.add(proposal.place, proposal)
    for draft in drafts:
        _support(setting, draft, near)
    kept = [draft for draft in drafts if draft.confidence >= setting.words.accept]
    return _distinct([*kept, *_propose(setting, kept, proposals)])


def _proposals(setting: Setting) -> list[Proposal]:
    found = []
    for chunk in setting.analysis.statements:
        if chunk.label == "content" and chunk.end > chunk.start:
            place = setting.trim(chunk.start, chunk.end)
            if place is not None:
                found.append(Proposal(place, chunk.score, chunk))
    return found


def _support(setting: Setting, draft: StatementDraft, near: Nearby[Proposal]) -> None:
    """Blend the rule's weight with the best proposal's score for the same words."""
    words = setting.words
    best, at, part = 0.0, None, draft.content[0]
    for piece in draft.content:
        for proposal in near.find(piece):
            likeness = _liken(piece, proposal.place)
            if likeness * proposal.score > best:
                best, at, part = likeness * proposal.score, proposal, piece
    quoted = draft.kind == "direct"
    blend = words.head_share / 2 if quoted else words.head_share
    score = at.score if at is not None and best > words.alike else best
    draft.confidence = (1 - blend) * draft.confidence + blend * score
    if at is None or best < words.alike:
        return
    draft.trail.append((HEAD, at.place))
    if not quoted and at.score >= words.snap:
        rest = tuple(piece for piece in draft.content if not _touches(piece, at.place))
        draft.content = tuple(sorted((*rest, at.place))) if part not in rest else draft.content
        draft.kind = setting.kind_of(draft.content)


def _liken(piece: Range, place: Range) -> float:
    """Return how much two ranges share: of the shorter if they start together, else of both."""
    if abs(piece[0] - place[0]) <= _NEAR:
        both = min(piece[1], place[1]) - max(piece[0], place[0])
        return both / max(min(piece[1] - piece[0], place[1] - place[0]), 1)
    return share((piece,), (place,))


def _propose(
    setting: Setting, drafts: list[StatementDraft], proposals: list[Proposal]
) -> list[StatementDraft]:
    found: list[StatementDraft] = []
    near: Nearby[Range] = Nearby()
    for draft in drafts:
        for part in draft.content:
            near.add(part, part)
    taken = {draft.cue_token for draft in drafts}
    spoken = _by_passage(setting)
    for proposal in proposals:
        size = proposal.chunk.end - proposal.chunk.start
        if proposal.score < setting.words.lone or size < setting.words.least:
            continue
        if any(_covers(part, proposal.place) for part in near.find(proposal.place)):
            continue
        alone = _alone(setting, proposal, taken, spoken)
        if alone is not None:
            found.append(alone)
    return found


def _covers(part: Range, place: Range) -> bool:
    """Tell whether the two share half of the shorter."""
    both = min(part[1], place[1]) - max(part[0], place[0])
    return 2 * both >= min(part[1] - part[0], place[1] - place[0])


def _distinct(drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Keep the surer of two statements that give the same words."""
    kept: list[StatementDraft] = []
    near: Nearby[StatementDraft] = Nearby()
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.content, d.cue or (0, 0))):
        others = [other for part in draft.content for other in near.find(part)]
        if not any(share(draft.content, other.content) > _SAME for other in others):
            kept.append(draft)
            for part in draft.content:
                near.add(part, draft)
    return sorted(kept, key=lambda d: (d.content, d.cue or (0, 0)))


def _touches(left: Range, right: Range) -> bool:
    return left[0] < right[1] and right[0] < left[1]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Cues of statements and sources of attributions, by the passage they stand in."""

    cues: dict[int, list[Chunk]]
    sources: dict[int, list[Chunk]]


def _by_passage(setting: Setting) -> Spoken:
    spoken = Spoken({}, {})
    for chunk in setting.analysis.statements:
        if chunk.label == "cue":
            spoken.cues.setdefault(setting.passage(chunk.start), []).append(chunk)
    for chunk in setting.analysis.attributions:
        if chunk.label == "source":
            spoken.sources.setdefault(setting.passage(chunk.start), []).append(chunk)
    return spoken


def _alone(
    setting: Setting,
    proposal: Proposal,
    taken: set[int | None],
    spoken: Spoken,
) -> StatementDraft | None:
    cue = _nearest_cue(setting, proposal.chunk, taken, spoken)
    if cue is None:
        cue = _governor(setting, proposal.chunk)
    if cue is None:
        return None
    head = _head_of(setting, cue)
    subject = find_subject(setting, head)
    if subject is None and setting.tokens[head].upos == "NOUN":
        subject = find_owner(setting, head)
    if subject is None:
        subject = _nearest_source(setting, cue, spoken)
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


def _governor(setting: Setting, content: Chunk) -> Chunk | None:
    """Return the verb the content hangs on in the parse, as a cue."""
    at = setting.tokens[_head_of(setting, content)].head
    verb = setting.tokens[at]
    if content.start <= at < content.end:
        return None
    if not setting.book.look_up("verb", verb.lower, verb.lemma.lower()):
        return None
    return Chunk(at, at + 1, "cue", content.score)


def _nearest_cue(
    setting: Setting, content: Chunk, taken: set[int | None], spoken: Spoken
) -> Chunk | None:
    """Return the cue beside the content in its sentence, rather one no other words have."""
    cues = [
        chunk
        for chunk in spoken.cues.get(setting.passage(content.start), ())
        if chunk.end <= content.start or chunk.start >= content.end
    ]
    return min(
        cues,
        key=lambda cue: (_head_of(setting, cue) in taken, _gap(cue, content), cue.start),
        default=None,
    )


def _nearest_source(setting: Setting, cue: Chunk, spoken: Spoken) -> int | None:
    sources = spoken.sources.get(setting.passage(cue.start), [])
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
