"""The spaCy component: what the reader found, on spaCy's own objects.

The room does not know what makes a report; `register_component` is given that.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np

from demarche.errors import ReaderError
from demarche.language.analysis import Analysis, Token
from demarche.model import Report

try:
    from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.tokens import Token as SpacyToken
except ModuleNotFoundError as error:
    raise ReaderError(
        "L120", "spaCy is not installed", hint="pip install 'demarche[spacy]'"
    ) from error

NAME = "demarche"
PUBLISHED = "demarche_published"

Read = Callable[[Sequence[str], Sequence[str | None]], list[tuple[Report, Analysis | None]]]
"""Texts and their publication dates in; a report and, unless it failed, an analysis of each out."""

_ATTRIBUTES = [TAG, POS, LEMMA, DEP, MORPH, HEAD]
_ASSIGNED = [
    "token.tag", "token.pos", "token.lemma", "token.morph", "token.head", "token.dep",
    "doc.sents", "doc.ents", "doc._.demarche",
]  # fmt: skip
_LABELS = {"person": "PERSON", "organisation": "ORG", "place": "LOC", "event": "EVENT"}


class DocReader:
    """Sets tags, lemmas, parses, sentences and entities, and `doc._.demarche` (the report)."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        return self._read_docs([doc])[0]

    def pipe(self, stream: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Read documents in batches."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._read_docs(batch)

    def _read_docs(self, docs: list[Doc]) -> list[Doc]:
        dates = [doc.user_data.get(PUBLISHED) for doc in docs]
        results = self._read([doc.text for doc in docs], dates)
        for doc, (report, analysis) in zip(docs, results, strict=True):
            doc.user_data[NAME] = report.to_json()
            if analysis is not None and analysis.document.text == doc.text:
                annotate(doc, analysis)
        return docs


def register_component(read: Read) -> Callable[[Language, str], DocReader]:
    """Make `nlp.add_pipe("demarche")` work, and return the factory behind it."""
    Doc.set_extension(NAME, getter=_get_report, force=True)
    Doc.set_extension(PUBLISHED, getter=_get_published, setter=_set_published, force=True)

    def create_component(nlp: Language, name: str) -> DocReader:
        return DocReader(read)

    Language.factory(NAME, assigns=_ASSIGNED, func=create_component)
    return create_component


def annotate(doc: Doc, analysis: Analysis) -> None:
    """Set what the analysis says of each word on the doc's tokens.

    The doc may be cut into tokens otherwise: a token takes the annotation of the word that holds
    its first character, white space hangs on the token before it, and what was not read (a menu,
    a credit) is of unknown part of speech.
    """
    words = _find_words(doc, analysis)
    first: dict[int, int] = {}
    for token, word in zip(doc, words, strict=True):
        if word is not None:
            first.setdefault(word.i, token.i)
    table: Any = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
    heads = _find_heads(doc, words, first)
    for token, word, head in zip(doc, words, heads, strict=True):
        names = _name_annotation(token, word, head)
        numbers = [doc.vocab.strings.add(name) for name in names]
        morph = doc.vocab.morphology.add(word.feats if word and word.feats != "_" else "")
        table[token.i] = [*numbers, morph, np.int64(head - token.i).astype(np.uint64)]
    if len(doc):
        doc.from_array(_ATTRIBUTES, table)
    doc.set_ents(list(_make_entities(doc, analysis)))


def _name_annotation(token: SpacyToken, word: Token | None, head: int) -> tuple[str, ...]:
    """Return tag, part of speech, lemma and relation."""
    if word is None:
        space = ("_SP", "SPACE") if token.is_space else ("XX", "X")
        return *space, token.text, "ROOT" if head == token.i else "dep"
    if token.idx > word.start:
        return word.xpos, word.upos, token.text, "goeswith"
    return word.xpos, word.upos, word.lemma, "ROOT" if head == token.i else word.dep


def _find_words(doc: Doc, analysis: Analysis) -> list[Token | None]:
    """Return, for each token of the doc, the analysed word that holds its first character."""
    words, at = analysis.tokens, 0
    found: list[Token | None] = []
    for token in doc:
        while at < len(words) and words[at].end <= token.idx:
            at += 1
        holds = at < len(words) and words[at].start < token.idx + len(token) and not token.is_space
        found.append(words[at] if holds else None)
    return found


def _find_heads(doc: Doc, words: list[Token | None], first: dict[int, int]) -> list[int]:
    """Return each token's head; a stretch that was not read hangs on its own first word."""
    heads: list[int] = []
    unread: int | None = None
    for token, word in zip(doc, words, strict=True):
        if word is not None:
            unread = None
            part = first[word.i]
            heads.append(part if part != token.i else first.get(word.head, token.i))
        elif token.is_space:
            heads.append(max(token.i - 1, 0))
        else:
            unread = token.i if unread is None else unread
            heads.append(unread)
    return heads


def _make_entities(doc: Doc, analysis: Analysis) -> Iterator[Span]:
    end = 0
    for chunk in sorted(analysis.entities, key=lambda c: (c.start, -c.end)):
        start, stop = analysis.tokens[chunk.start].start, analysis.tokens[chunk.end - 1].end
        label = _LABELS.get(chunk.label, chunk.label.upper())
        span = doc.char_span(start, stop, label=label, alignment_mode="expand")
        if span is not None and span.start >= end:
            end = span.end
            yield span


@functools.lru_cache(maxsize=64)
def _parse_report(line: str) -> Report:
    return Report.model_validate_json(line)


def _get_report(doc: Doc) -> Report | None:
    line = doc.user_data.get(NAME)
    return _parse_report(line) if line else None


def _get_published(doc: Doc) -> str | None:
    date: str | None = doc.user_data.get(PUBLISHED)
    return date


def _set_published(doc: Doc, date: Any) -> None:
    doc.user_data[PUBLISHED] = str(date)
