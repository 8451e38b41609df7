"""Windows → tensors."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from demarche.language.shapes import LOWER, PUNCT, UPPER, shape_word

from .words import Window

MAX_PIECES = 384


class Encoding:
    """A window cut into word pieces: ids, shapes, and where each word's first piece stands."""

    def __init__(self, window: Window, tokenizer: Tokenizer) -> None:
        pieces = tokenizer.encode(window.words, is_pretokenized=True, add_special_tokens=False)
        self.ids, self.shapes, self.firsts, before = [101], [PUNCT], [0], None
        shapes = [shape_word(w) for w in window.words]
        for piece, word in zip(pieces.ids, pieces.word_ids, strict=True):
            if word != before:
                while len(self.firsts) <= word + 1:  # a word without pieces shares the next one's
                    self.firsts.append(len(self.ids))
                before = word
            self.ids.append(piece)
            self.shapes.append(shapes[word])
        while len(self.firsts) <= len(window.words):
            self.firsts.append(len(self.ids) - 1)
        self.ids.append(102)
        self.shapes.append(PUNCT)


def load_tokenizer(folder: Path) -> Tokenizer:
    """Load the base model's word pieces, without its truncation and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def count_labels(windows: Sequence[Window], head: str, minimum: int) -> list[str]:
    """Return the labels of a head seen at least `minimum` times, commonest first."""
    seen = Counter(x for w in windows for x in w.labels.get(head, ()) if x is not None)
    return [x for x, n in sorted(seen.items(), key=lambda kv: (-kv[1], kv[0])) if n >= minimum]


def make_batches(
    items: list[tuple[Window, Encoding]], *, size: int, rng: random.Random
) -> list[list[tuple[Window, Encoding]]]:
    """Group by length into batches of at most `size` pieces (padding counted), in random order."""
    order = sorted(items, key=lambda x: len(x[1].ids) + rng.random() * 8)
    out, batch = [], []
    for item in order:
        if batch and (len(batch) + 1) * max(len(item[1].ids), len(batch[-1][1].ids)) > size:
            out.append(batch)
            batch = []
        batch.append(item)
    if batch:
        out.append(batch)
    rng.shuffle(out)
    return out


def pad(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Stack rows of integers, padding to the longest."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])


def tensorize(
    batch: list[tuple[Window, Encoding]], *, rng: random.Random | None = None
) -> dict[str, Tensor]:
    """Return ids, shapes, mask and firsts; with `rng`, some windows lose or shout their case."""
    shapes = []
    for _, encoding in batch:
        roll = rng.random() if rng else 1.0
        if roll < 0.04:
            shapes.append([s if s >= 5 else LOWER for s in encoding.shapes])
        elif roll < 0.07:
            shapes.append([s if s >= 5 else UPPER for s in encoding.shapes])
        else:
            shapes.append(encoding.shapes)
    ids = pad([e.ids for _, e in batch], 0)
    return {
        "ids": ids,
        "shapes": pad(shapes, PUNCT),
        "mask": pad([[1] * len(e.ids) for _, e in batch], 0),
        "firsts": pad([e.firsts for _, e in batch], 0),
    }
