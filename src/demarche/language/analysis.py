"""What the reader found in a document: tokens, sentences, entities, and its heads' proposals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from demarche.model import Document, Span


@lru_cache(maxsize=256)
def bare_relation(dep: str) -> str:
    """Return a relation without its subtype ("obl" of "obl:agent")."""
    return dep.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Token:
    """A word. `start` and `end` are code points of the document; `head` is a token's index.

    A root's head is its own index.
    """

    i: int
    text: str
    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    sent: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `start:end` (indices, end exclusive); `block` indexes `document.blocks`."""

    i: int
    start: int
    end: int
    block: int
    root: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `start:end` with a label and the probability (0..1) a head gave it.

    Entities are labelled person, organisation, place, event, misc; the attribution head labels
    source, cue, content (PolNeAR's sense); the statement head labels cue, content (the codebook's);
    the promise head labels the act of a commitment with its strength.
    """

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event proposed by the event head: tokens `start:end`, and distributions over choices.

    `statuses` maps names to probabilities; `type` and `status` are the likeliest. Rules weigh
    `score` and `statuses`; the calibrated probabilities are `confidence`, that an event of the
    type is meant here, `type_confidence`, that the type is right if there is an event, and
    `status_confidence`, the same of the status.
    """

    start: int
    end: int
    type: str
    score: float
    status: str
    statuses: dict[str, float]
    mode: str | None
    confidence: float = 1.0
    type_confidence: float = 1.0
    status_confidence: float = 1.0


RoleScorer = Callable[[int, Sequence[int]], list[dict[str, float]]]


def _score_nothing(_trigger: int, tokens: Sequence[int]) -> list[dict[str, float]]:
    return [{} for _ in tokens]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The reading of one document. Token indices run over the whole document.

    `roles(trigger, tokens)` scores what part the mention headed by each token has in the event of
    that trigger token: probabilities for source, target, other, place, none, and, where the
    trigger is the cue of a statement, speaker. `typed(trigger)`
    gives the event head's probabilities of the 16 types at a token. `broken` lists sentences that
    were too long for one window and end inside.
    """

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Chunk, ...] = ()
    attributions: tuple[Chunk, ...] = ()
    statements: tuple[Chunk, ...] = ()
    promises: tuple[Chunk, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    broken: tuple[int, ...] = ()
    roles: RoleScorer = _score_nothing
    typed: Callable[[int], dict[str, float]] = field(default=lambda _token: {})
    _children: tuple[tuple[int, ...], ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))

    def children(self, i: int, *deps: str) -> list[Token]:
        """Return the dependents of token `i`, left to right, only of relations `deps` if given.

        A bare relation matches its subtypes ("obl" matches "obl:tmod").
        """
        below = self._children[i]
        if not below:
            return []
        found = [self.tokens[j] for j in below]
        if not deps:
            return found
        return [t for t in found if t.dep in deps or bare_relation(t.dep) in deps]

    def subtree(self, i: int) -> list[int]:
        """Return the token indices under `i`, itself included, in order."""
        out, stack = [], [i]
        while stack:
            j = stack.pop()
            out.append(j)
            stack.extend(self._children[j])
        return sorted(out)

    def sentence_of(self, i: int) -> Sentence:
        """Return the sentence that holds token `i`."""
        return self.sentences[self.tokens[i].sent]

    def span(self, start: int, end: int) -> Span:
        """Return the span of tokens `start:end` (end exclusive)."""
        return self.document.span(self.tokens[start].start, self.tokens[end - 1].end)

    def quote(self, start: int, end: int) -> str:
        """Return the text of tokens `start:end` (end exclusive)."""
        return self.document.text[self.tokens[start].start : self.tokens[end - 1].end]
