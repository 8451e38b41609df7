"""Analyses made by hand: words from the tokenizer, sentences at full stops, no parse."""

from __future__ import annotations

from dataclasses import replace

from demarche.language.analysis import Analysis, Sentence, Token
from demarche.language.tokenizer import split_words
from demarche.model import Document
from demarche.model.time import Published

WEDNESDAY = "2024-05-08"


def make_analysis(text: str, published: str | None = WEDNESDAY) -> Analysis:
    """An analysis of a text published on a day (or on none known)."""
    words = split_words(text)
    starts = [0] + [i + 1 for i, (w, _) in enumerate(words[:-1]) if w in (".", "?", "!")]
    bounds = list(zip(starts, [*starts[1:], len(words)], strict=True))
    tokens = tuple(
        Token(i, words[i][0], words[i][1], words[i][1] + len(words[i][0]), words[i][0].lower(),
              "", "", "", i, "", k)
        for k, (start, end) in enumerate(bounds)
        for i in range(start, end)
    )  # fmt: skip
    sentences = tuple(Sentence(k, a, b, 0, a) for k, (a, b) in enumerate(bounds))
    known = published and Published(start=published, end=published, precision="day", method="given")
    document = Document(id="d", sha256="0", text=text, published=known or None)
    return Analysis(document, tokens, sentences)


def tag(analysis: Analysis, **words: tuple[str, str, str]) -> Analysis:
    """The analysis with words (by their text) given a head word, relation and Penn tag."""
    at = {t.text: t.i for t in analysis.tokens}
    tokens = [replace(t, xpos="NN") for t in analysis.tokens]
    for word, (head, dep, xpos) in words.items():
        i = at[word]
        tokens[i] = replace(tokens[i], head=at[head], dep=dep, xpos=xpos)
    return Analysis(analysis.document, tuple(tokens), analysis.sentences)
