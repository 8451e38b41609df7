"""The words of an analysis as the lexicon compares them, and the edges of noun phrases."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.grounding.actors.lexicon import Lexicon, NounSense
from demarche.grounding.actors.phrases import Pieces
from demarche.grounding.actors.spelling import singular
from demarche.language.analysis import Analysis, Token

_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "goeswith"})
_RIGHT = frozenset({"flat", "goeswith", "fixed", "compound", "nummod"})
_LONGEST = 14
_STOPS = frozenset({".", "!", "?", ";", ":", "(", ")", '"', "“", "”", "``", "''"})


def base(dep: str) -> str:
    """Return a relation without its subtype."""
    return dep.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Words:
    """Pieces and lemmas of an analysis; `piece_of[i]` is the first piece of token `i` (or -1)."""

    analysis: Analysis
    lexicon: Lexicon
    pieces: Pieces
    lemmas: tuple[str, ...]
    piece_of: tuple[int, ...]

    @classmethod
    def of(cls, analysis: Analysis, lexicon: Lexicon) -> Words:
        """Cut the tokens of an analysis."""
        tokens = analysis.tokens
        pieces = Pieces.of([t.text for t in tokens])
        piece_of = [-1] * len(tokens)
        lemmas = list(pieces.keys)
        for k, i in enumerate(pieces.tokens):
            if piece_of[i] < 0:
                piece_of[i] = k
                lemma = tokens[i].lemma.lower()
                lemmas[k] = singular(lemma) if tokens[i].xpos in ("NNS", "NNPS") else lemma
            else:
                lemmas[piece_of[i]] = pieces.keys[piece_of[i]]
        return cls(analysis, lexicon, pieces, tuple(lemmas), tuple(piece_of))

    def sense_at(self, i: int) -> tuple[int, int, NounSense] | None:
        """Return the noun phrase of the lexicon headed by token `i`: first token, end, sense."""
        return self._match(i, titles=False)

    def title_at(self, i: int) -> tuple[int, int, NounSense] | None:
        """Return the title headed by token `i`: first token, end, sense."""
        return self._match(i, titles=True)

    def _match(self, i: int, *, titles: bool) -> tuple[int, int, NounSense] | None:
        k = self.piece_of[i]
        if k < 0:
            return None
        if k + 1 < len(self.pieces.tokens) and self.pieces.tokens[k + 1] == i:
            k += 1
        index = self.lexicon.titles if titles else self.lexicon.nouns
        hit = index.at(self.pieces.keys, self.lemmas, k)
        if hit is None:
            return None
        tokens = self.pieces.tokens
        return tokens[hit[0]], tokens[hit[1] - 1] + 1, hit[2]

    def left_edge(self, i: int) -> int:
        """Return the first token of the noun phrase headed by `i`, with what modifies it."""
        tokens = self.analysis.tokens
        edge = self._climb_left(i)
        if edge < i - _LONGEST:
            edge = i
        for k in range(i - 1, edge - 1, -1):
            if tokens[k].text in _STOPS:
                return k + 1
        return edge

    def _climb_left(self, i: int) -> int:
        modifier = self.analysis.tokens[i].upos in ("ADJ", "VERB", "NUM")
        for child in self.analysis.children(i):
            if child.i >= i:
                break
            if base(child.dep) in _LEFT or (modifier and child.dep == "advmod"):
                return self._climb_left(child.i)
        return i

    def right_edge(self, i: int) -> int:
        """Return the token after the name or number that follows the head `i` within its phrase."""
        edge = i + 1
        for child in self.analysis.children(i):
            if child.i > i and base(child.dep) in _RIGHT and child.i == edge:
                edge = max(edge, self.right_edge(child.i))
        return edge

    def head_of(self, start: int, end: int) -> int:
        """Return the token of `start:end` whose head lies outside (the first, if several)."""
        tokens = self.analysis.tokens
        for i in range(start, end):
            head = tokens[i].head
            if (head == i or not start <= head < end) and tokens[i].upos != "PUNCT":
                return i
        return end - 1

    def case_of(self, i: int) -> str:
        """Return the preposition (lower case) that marks token `i`, or an empty text."""
        for child in self.analysis.children(i, "case"):
            if child.lower not in ("'s", "’s", "'", "’"):
                return child.lower
        return ""


def is_plural(token: Token) -> bool:
    """Tell whether a noun or pronoun is plural."""
    return token.xpos in ("NNS", "NNPS") or "Number=Plur" in token.feats
