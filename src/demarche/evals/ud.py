"""The suite `ud`: tags and dependencies on gold tokens, and sentences and trees from raw text.

Gold tokens: share of words with the right Penn tag, head (UAS), head and relation (LAS, subtypes
counted). Raw text: precision and recall of words and sentences by character offsets, the CoNLL 2018
shared task's way (Zeman et al. 2018), LAS as F1 over aligned words.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demarche.errors import EvalError
from demarche.language.analysis import Analysis
from demarche.language.reader import Reader, load_reader
from demarche.model import Block, Document

FILES = {"ewt": "ewt-dev.conllu.gz", "gum": "gum-dev.conllu.gz"}


@dataclass(slots=True)
class GoldSentence:
    """Columns of CoNLL-U a word; heads are word numbers from 1, 0 the root."""

    document: str
    text: str
    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    rels: list[str] = field(default_factory=list)
    paragraph: bool = False


def read_sentences(path: Path) -> Iterator[GoldSentence]:
    """Yield the sentences of a gzipped CoNLL-U file; raises `EvalError` E101 if it is not there."""
    if not path.is_file():
        raise EvalError("E101", f"no {path}", hint="give the folder of the data with --data")
    document, sentence = "", GoldSentence("", "")
    paragraph = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = line.partition("=")[2].strip()
            elif line.startswith("# newpar"):
                paragraph = True
            elif line.startswith("# text = "):
                sentence = GoldSentence(document, line[9:], paragraph=paragraph)
                paragraph = False
            elif not line and sentence.words:
                yield sentence
            else:
                _add_word(sentence, line)


def _add_word(sentence: GoldSentence, line: str) -> None:
    columns = line.split("\t")
    if columns[0].isdigit():
        sentence.words.append(columns[1])
        sentence.tags.append(columns[4])
        sentence.heads.append(int(columns[6]))
        sentence.rels.append(columns[7])


def run(data: Path) -> dict[str, Any]:
    """Return `<treebank>.tag`, `.uas`, `.las` and the raw-text figures, each in 0..1."""
    reader = load_reader()
    figures: dict[str, Any] = {}
    for name, file in FILES.items():
        path = data / "data" / "ud" / file
        sentences = list(read_sentences(path))
        figures |= {f"{name}.{k}": v for k, v in score_gold_tokens(reader, sentences).items()}
        figures |= {f"{name}.raw.{k}": v for k, v in score_raw(reader, sentences).items()}
        if name == "gum":
            news = [s for s in sentences if "_news_" in s.document]
            figures |= {f"gum.news.raw.{k}": v for k, v in score_raw(reader, news).items()}
        figures[f"{name}.file"] = file
        figures[f"{name}.rows"] = len(sentences)
        figures[f"{name}.sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return figures


def score_gold_tokens(reader: Reader, sentences: list[GoldSentence]) -> dict[str, float]:
    """Return tag, uas and las on given words and sentences."""
    words = tags = uas = las = 0
    for gold, analysis in zip(
        sentences, reader.parse_sentences([s.words for s in sentences]), strict=True
    ):
        words += len(gold.words)
        for token, tag, head, rel in zip(
            analysis.tokens, gold.tags, gold.heads, gold.rels, strict=False
        ):
            found = 0 if token.head == token.i else token.head + 1
            tags += token.xpos == tag
            uas += found == head
            las += found == head and token.dep == rel
    return {"tag": tags / words, "uas": uas / words, "las": las / words}


def score_raw(reader: Reader, sentences: list[GoldSentence]) -> dict[str, float]:
    """Return F1 of words, sentences and LAS from running text, paragraph by paragraph."""
    texts, gold_words, gold_sentences = _join_documents(sentences)
    documents = [
        Document(id=str(k), sha256="", text=text, blocks=tuple(blocks))
        for k, (text, blocks) in enumerate(texts)
    ]
    system_words: dict[tuple[int, int, int], tuple[tuple[int, int], str]] = {}
    system_sentences: set[tuple[int, int, int]] = set()
    for k, analysis in enumerate(reader.analyze(documents)):
        _collect(k, analysis, system_words, system_sentences)
    las = sum(system_words.get(key) == value for key, value in gold_words.items())
    shared = sum(key in system_words for key in gold_words)
    return {
        "words": _f1(shared, len(gold_words), len(system_words)),
        "sentences": _f1(
            len(gold_sentences & system_sentences), len(gold_sentences), len(system_sentences)
        ),
        "las": _f1(las, len(gold_words), len(system_words)),
    }


def _f1(found: int, gold: int, system: int) -> float:
    return 2 * found / (gold + system) if gold + system else 0.0


WordKey = tuple[int, int, int]
Arc = tuple[tuple[int, int], str]


def _join_documents(
    sentences: list[GoldSentence],
) -> tuple[list[tuple[str, list[Block]]], dict[WordKey, Arc], set[WordKey]]:
    """Return texts with blocks, and gold words and sentences by (document, start, end)."""
    texts: list[tuple[str, list[Block]]] = []
    words: dict[WordKey, Arc] = {}
    edges: set[WordKey] = set()
    before = None
    for sentence in sentences:
        if sentence.document != before:
            texts.append(("", []))
            before = sentence.document
        text, blocks = texts[-1]
        fresh = sentence.paragraph or not blocks
        start = len(text) + (2 if fresh and text else 1 if text else 0)
        text = text + ("\n\n" if fresh and text else " " if text else "") + sentence.text
        if fresh:
            blocks.append(Block(kind="paragraph", start=start, end=len(text)))
        else:
            blocks[-1] = Block(kind="paragraph", start=blocks[-1].start, end=len(text))
        texts[-1] = (text, blocks)
        spans = _place_words(sentence, start)
        number = len(texts) - 1
        for span, head, rel in zip(spans, sentence.heads, sentence.rels, strict=True):
            words[(number, *span)] = (spans[head - 1] if head else (-1, -1), rel)
        edges.add((number, spans[0][0], spans[-1][1]))
    return texts, words, edges


def _place_words(sentence: GoldSentence, base: int) -> list[tuple[int, int]]:
    """Return where each word stands; a word the text does not spell keeps the place before it."""
    spans, at = [], 0
    for word in sentence.words:
        found = sentence.text.find(word, at)
        if 0 <= found <= at + 3:
            at = found + len(word)
            spans.append((base + found, base + at))
        else:
            spans.append((base + at, base + at))
    return spans


def _collect(
    number: int, analysis: Analysis, words: dict[WordKey, Arc], edges: set[WordKey]
) -> None:
    tokens = analysis.tokens
    for token in tokens:
        head = tokens[token.head]
        parent = (-1, -1) if token.head == token.i else (head.start, head.end)
        words[(number, token.start, token.end)] = (parent, token.dep)
    for sentence in analysis.sentences:
        edges.add((number, tokens[sentence.start].start, tokens[sentence.end - 1].end))
