"""The reader's head for promises beside the rules: it supports, doubts, and proposes alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from demarche.extract.commitments.draft import CommitmentDraft, Range
from demarche.extract.commitments.rules import CommitmentBook
from demarche.extract.statements.setting import Setting
from demarche.language.analysis import Chunk
from demarche.model.vocabulary import Strength

HEAD = "reader:promise"
_STRENGTHS: tuple[str, ...] = get_args(Strength)


@dataclass(frozen=True, slots=True)
class Promise:
    """Words the head takes for a promised act, with its probability."""

    place: Range
    chunk: Chunk

    @property
    def strength(self) -> Strength:
        """How firm the head takes the promise to be."""
        label = self.chunk.label
        return label if label in _STRENGTHS else "firm"  # type: ignore[return-value]


def has_heads(setting: Setting) -> bool:
    """Tell whether the reader's heads spoke about this document at all."""
    analysis = setting.analysis
    return bool(analysis.promises or analysis.statements or analysis.attributions)


def list_promises(setting: Setting) -> list[Promise]:
    """Return what the head proposes, trimmed; nothing where the reader has no such head."""
    found = []
    for chunk in setting.analysis.promises:
        place = setting.trim(chunk.start, chunk.end)
        if place is not None:
            found.append(Promise(place, chunk))
    return found


def support(book: CommitmentBook, draft: CommitmentDraft, promises: list[Promise]) -> None:
    """Blend the rule's weight with the score of the best promise that shares the act's words."""
    best = max(promises, key=lambda promise: _likeness(draft.act, promise), default=None)
    score = _likeness(draft.act, best) if best is not None else 0.0
    blend = book.words.head_share
    draft.confidence = (1 - blend) * draft.confidence + blend * score
    if best is not None and score > 0:
        draft.trail.append((HEAD, best.place))


def _likeness(act: Range, promise: Promise) -> float:
    """Return the head's score if the two overlap by half of the shorter, else 0."""
    both = min(act[1], promise.place[1]) - max(act[0], promise.place[0])
    shorter = min(act[1] - act[0], promise.place[1] - promise.place[0])
    return promise.chunk.score if 2 * both >= shorter else 0.0


def head_token(setting: Setting, chunk: Chunk) -> int:
    """Return the token of the chunk whose head lies outside it."""
    for index in range(chunk.start, chunk.end):
        if not chunk.start <= setting.tokens[index].head < chunk.end:
            return index
    return chunk.start
