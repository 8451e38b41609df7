"""What kind of text a document is (readout, release, news, transcript), and its language."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from demarche.documents.patterns import Strict, load
from demarche.model import Block

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

WORD = re.compile(r"[^\W\d_]+")


class Genre(Strict):
    """A genre, and the pattern that tells it in a title, a first paragraph or a kind of block."""

    genre: Literal["readout", "release", "news", "transcript"]
    where: Literal["title", "beginning", "byline", "dateline"]
    pattern: str


class English(Strict):
    """How sure one must be that a text is in another language."""

    letters: int
    characters: int
    certainty: float
    common_share: float
    common: frozenset[str]


class KindRules(Strict):
    """The whole of `documents-kinds.yml`."""

    genres: tuple[Genre, ...]
    transcript_turns: int
    english: English


@functools.cache
def kind_rules() -> KindRules:
    """Return the rules of `documents-kinds.yml`."""
    return load("documents-kinds.yml", KindRules)


@functools.cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def guess_genre(text: str, title: str | None, blocks: Sequence[Block], turns: int) -> str | None:
    """Return the first genre whose pattern is found, or None."""
    if turns >= kind_rules().transcript_turns:
        return "transcript"
    places: dict[str, list[str]] = {"title": [title or ""], "byline": [], "dateline": []}
    for block in blocks:
        if block.kind in ("byline", "dateline"):
            places[block.kind].append(text[block.start : block.end])
    prose = [b for b in blocks if b.kind in ("paragraph", "quote")][:1]
    places["beginning"] = [text[b.start : b.start + 400] for b in prose]
    for rule in kind_rules().genres:
        pattern = _compile(rule.pattern)
        find = pattern.match if rule.where == "beginning" else pattern.search
        if any(find(words) for words in places[rule.where]):
            return rule.genre
    return None


def guess_language(text: str) -> str | None:
    """Return the ISO 639 code of a text's language; None where it is too short to tell.

    English is believed sooner than any other: its common words settle it.
    """
    rules = kind_rules().english
    words = WORD.findall(text[: rules.characters])
    if sum(map(len, words)) < rules.letters:
        return None
    common = sum(word.lower() in rules.common for word in words)
    if common >= rules.common_share * len(words):
        return "en"
    language, certainty = _identifier().classify(" ".join(words))
    if certainty < rules.certainty and language != "en":
        return None
    return str(language)


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model: only when asked

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
