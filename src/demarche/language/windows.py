"""Documents → windows: stretches of words short enough for one forward pass.

A window never crosses a block; a long block is cut after a sentence end where there is one, so a
sentence is only broken when it alone exceeds the limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from demarche.language.shapes import PUNCT, shape_word
from demarche.language.tokenizer import split_words
from demarche.model import Document

MAX_WORDS = 160
MAX_PIECES = 440
MAX_WORD_PIECES = 12
CLS, SEP = 101, 102
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*$")


@dataclass(slots=True)
class Window:
    """Words of one block with their offsets in the document, and their word pieces.

    `ids` and `shapes` run over pieces with [CLS] and [SEP]; `firsts` gives the piece of [CLS] and
    of each word. `whole` is False where the window ends inside a sentence that was too long.
    `edges`, where given, says where sentences begin, and the window's end.
    """

    document: int
    block: int
    words: list[str]
    starts: list[int]
    ids: list[int]
    shapes: list[int]
    firsts: list[int]
    whole: bool = True
    edges: list[int] | None = None


def cut_document(document: Document, number: int, tokenizer: Tokenizer) -> Iterator[Window]:
    """Yield the windows of all blocks but boilerplate.

    `number` is the document's place in a batch.
    """
    for index, block in enumerate(document.blocks):
        if block.kind == "boilerplate":
            continue
        words = split_words(document.text[block.start : block.end])
        if not words:
            continue
        pieces = _cut_pieces([w for w, _ in words], tokenizer)
        at = 0
        while at < len(words):
            stop, whole = _find_stop(words, pieces, at)
            part = [(w, block.start + offset) for w, offset in words[at:stop]]
            yield _make_window(number, index, part, pieces[at:stop], whole)
            at = stop


def _cut_pieces(words: list[str], tokenizer: Tokenizer) -> list[list[int]]:
    """Return each word's piece ids; of a very long word the first pieces stand for it."""
    out: list[list[int]] = [[] for _ in words]
    for at in range(0, len(words), 2000):
        part = words[at : at + 2000]
        encoding = tokenizer.encode(part, is_pretokenized=True, add_special_tokens=False)
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            if word is not None and len(out[at + word]) < MAX_WORD_PIECES:
                out[at + word].append(piece)
    return out


def _find_stop(words: list[tuple[str, int]], pieces: list[list[int]], at: int) -> tuple[int, bool]:
    stop, used = at, 0
    while stop < len(words) and stop - at < MAX_WORDS:
        used += len(pieces[stop])
        if used > MAX_PIECES and stop > at:
            break
        stop += 1
    if stop == len(words):
        return stop, True
    for i in range(stop, at + 20, -1):
        if _SENTENCE_END.search(words[i - 1][0]):
            return i, True
    return stop, False


def _make_window(
    number: int, block: int, words: list[tuple[str, int]], pieces: list[list[int]], whole: bool
) -> Window:
    ids, shapes, firsts = [CLS], [PUNCT], [0]
    for (word, _), own in zip(words, pieces, strict=True):
        firsts.append(len(ids))  # a word without pieces shares the next one's
        shape = shape_word(word)
        ids.extend(own)
        shapes.extend([shape] * len(own))
    last = len(ids) - 1
    ids.append(SEP)
    shapes.append(PUNCT)
    return Window(
        number, block, [w for w, _ in words], [s for _, s in words], ids, shapes,
        [min(first, last) for first in firsts], whole,
    )  # fmt: skip


def window_words(words: list[str], number: int, tokenizer: Tokenizer) -> Window:
    """Return one sentence of given words as a window; offsets are as if joined by spaces.

    Words past the limits of one window are left out: the caller checks the length it gets back.
    """
    words = words[:MAX_WORDS]
    pieces = _cut_pieces(words, tokenizer)
    placed, at = [], 0
    for word in words:
        placed.append((word, at))
        at += len(word) + 1
    window = _make_window(number, 0, placed, pieces, True)
    window.edges = [0, len(words)]
    return window


def find_first(length: int, wanted: Sequence[int]) -> int:
    """Return which word of `length` a single window begins with so that it holds `wanted`."""
    if length <= MAX_WORDS or not wanted:
        return 0
    middle = (min(wanted) + max(wanted) + 1) // 2
    return max(0, min(middle - MAX_WORDS // 2, length - MAX_WORDS))
