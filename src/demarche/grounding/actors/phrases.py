"""Phrases found in token sequences: names by their first word, common nouns by their head."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from demarche.grounding.actors.spelling import fold

T = TypeVar("T")
_PIECE = re.compile(r"['’]s\b|[^\s\-‑–/]+?(?=['’]s\b)|[^\s\-‑–/]+")
_LINKS = ("of", "for", "to", "in", "with", "at", "on")
_ACRONYM = 6


def split_pieces(text: str) -> list[str]:
    """Return the words of a name or token as they are compared: hyphens and `'s` split off."""
    return _PIECE.findall(text)


@lru_cache(maxsize=20_000)
def key_of(piece: str) -> str:
    """Return the piece folded, without full stops ("U.S." and "US" share a key)."""
    return fold(piece).replace(".", "")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into pieces; `tokens[k]` is the token piece `k` belongs to."""

    texts: tuple[str, ...]
    keys: tuple[str, ...]
    tokens: tuple[int, ...]

    @classmethod
    def of(cls, tokens: Sequence[str]) -> Pieces:
        """Cut the tokens of a text; a token that is only a hyphen has no piece."""
        texts: list[str] = []
        owners: list[int] = []
        for i, token in enumerate(tokens):
            parts = [token] if token.isalpha() else split_pieces(token)
            texts += parts
            owners += [i] * len(parts)
        keys = tuple(key_of(t) for t in texts)
        return cls(tuple(texts), keys, tuple(owners))


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """Tokens `start:end` that a phrase matched, and what it stands for."""

    start: int
    end: int
    value: T


class NameIndex(Generic[T]):
    """Proper names by first piece; letter case counts (an acronym must be in capitals)."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], T]]] = defaultdict(
            list
        )

    def add(self, name: str, value: T) -> None:
        """Add a name; of two with the same words, the one added first wins."""
        pieces = tuple(split_pieces(name))
        keys = tuple(key_of(p) for p in pieces)
        if keys:
            self._by_first[_first_of(keys)].append((keys, pieces, value))

    def seal(self) -> None:
        """Order the names so that the longest is tried first."""
        for entries in self._by_first.values():
            entries.sort(key=lambda e: -len(e[0]))

    def at(self, pieces: Pieces, k: int) -> tuple[int, T] | None:
        """Return the longest name at piece `k`: the piece after its last, and its value."""
        for keys, texts, value in self._by_first.get(_first_of(pieces.keys[k : k + 2]), ()):
            end = k + len(keys)
            if pieces.keys[k:end] == keys and all(map(_same_case, texts, pieces.texts[k:end])):
                return end, value
        return None

    def find(self, pieces: Pieces) -> list[Found[T]]:
        """Return the names in the text, longest first at each place, without overlaps."""
        found: list[Found[T]] = []
        k, n = 0, len(pieces.keys)
        by_first = self._by_first
        while k < n:
            key = pieces.keys[k]
            hit = self.at(pieces, k) if key in by_first or key == "the" else None
            if hit is None:
                k += 1
                continue
            found.append(Found(pieces.tokens[k], pieces.tokens[hit[0] - 1] + 1, hit[1]))
            k = hit[0]
        return found


def _first_of(keys: tuple[str, ...]) -> str:
    return " ".join(keys[:2]) if keys[0] == "the" else keys[0]


def _same_case(wanted: str, seen: str) -> bool:
    if wanted[:1].islower():
        return True
    bare = wanted.replace(".", "")
    if 1 < len(bare) < _ACRONYM and bare.isupper():
        return seen.isupper()
    return seen[:1].isupper() or not seen[:1].isalpha()


@dataclass(frozen=True, slots=True)
class _NounPhrase(Generic[T]):
    left: tuple[str, ...]
    right: tuple[str, ...]
    value: T


class NounIndex(Generic[T]):
    """Common-noun phrases by head noun; words are compared by form and by lemma."""

    def __init__(self) -> None:
        self._by_head: dict[str, list[_NounPhrase[T]]] = defaultdict(list)

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; its head is the word before the first preposition, else the last word."""
        words = [key_of(w) for w in split_pieces(phrase)]
        links = [k for k, w in enumerate(words) if w in _LINKS and k]
        head = links[0] - 1 if links else len(words) - 1
        left, right = tuple(words[:head][::-1]), tuple(words[head + 1 :])
        self._by_head[words[head]].append(_NounPhrase(left, right, value))

    def seal(self) -> None:
        """Order the phrases so that the longest is tried first."""
        for entries in self._by_head.values():
            entries.sort(key=lambda e: -len(e.left) - len(e.right))

    def heads(self, key: str, lemma: str) -> bool:
        """Tell whether any phrase has this head."""
        return key in self._by_head or lemma in self._by_head

    def at(self, keys: Sequence[str], lemmas: Sequence[str], k: int) -> tuple[int, int, T] | None:
        """Return the longest phrase with its head at piece `k`: first piece, end, value."""
        key, lemma = keys[k], lemmas[k]
        if key not in self._by_head and lemma not in self._by_head:
            return None
        best: tuple[int, int, T] | None = None
        for form in (key,) if key == lemma else (key, lemma):
            for phrase in self._by_head.get(form, ()):
                size = len(phrase.left) + len(phrase.right) + 1
                if best is not None and size <= best[1] - best[0]:
                    break
                if _fits(phrase.left, keys, lemmas, k - 1, -1) and _fits(
                    phrase.right, keys, lemmas, k + 1, 1
                ):
                    best = (k - len(phrase.left), k + 1 + len(phrase.right), phrase.value)
                    break
        return best


def _fits(
    words: tuple[str, ...], keys: Sequence[str], lemmas: Sequence[str], k: int, step: int
) -> bool:
    for word in words:
        if not 0 <= k < len(keys) or word not in (keys[k], lemmas[k]):
            return False
        k += step
    return True
