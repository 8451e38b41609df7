"""Analyses made by hand from words with their tags and heads.

A sentence is one text of tokens, each `form/lemma/UPOS/XPOS/head/relation` (the lemma may be left
empty; heads count from 1, 0 is the root). Entities are given by their words.
"""

from __future__ import annotations

from demarche.ids import hash_text
from demarche.language.analysis import Analysis, Chunk, Sentence, Token
from demarche.model import Block, Document, Published


def make_document(text: str, **fields: str | None) -> Document:
    """A document of one paragraph; `published` is an ISO day."""
    day = fields.pop("published", None)
    known = Published(start=day, end=day, precision="day", method="given") if day else None
    block = Block(kind="paragraph", start=0, end=len(text))
    return Document(
        id="made-up", sha256=hash_text(text), text=text, published=known, blocks=(block,), **fields
    )


def make_parsed(
    *sentences: str, entities: dict[str, str] | None = None, **fields: str | None
) -> Analysis:
    """An analysis of tagged sentences; `entities` maps words to the label of every occurrence."""
    tokens: list[Token] = []
    bounds: list[Sentence] = []
    text = ""
    for number, sentence in enumerate(sentences):
        first = len(tokens)
        for word in sentence.split():
            form, lemma, upos, xpos, head, dep = word.split("/")
            glue = "" if not text or form in (".", ",", "'s", "”") or text.endswith("“") else " "
            text += glue + form
            own = len(tokens)
            tokens.append(
                Token(
                    own, form, len(text) - len(form), len(text), lemma or form.lower(), upos, xpos,
                    "", own if head == "0" else first + int(head) - 1, dep, number,
                )
            )  # fmt: skip
        root = next(t.i for t in tokens[first:] if t.dep == "root")
        bounds.append(Sentence(number, first, len(tokens), 0, root))
    chunks = tuple(_find_chunks(tokens, entities or {}))
    return Analysis(make_document(text, **fields), tuple(tokens), tuple(bounds), entities=chunks)


def _find_chunks(tokens: list[Token], entities: dict[str, str]) -> list[Chunk]:
    found = []
    forms = [t.text for t in tokens]
    for name, label in entities.items():
        words = name.split()
        for start in range(len(forms) - len(words) + 1):
            if forms[start : start + len(words)] == words:
                found.append(Chunk(start, start + len(words), label, 0.9))
    return sorted(found, key=lambda c: c.start)
