"""How sure the reader is of each word of a sentence: calibrated probabilities, head by head."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from demarche.language.analysis import Chunk
from demarche.language.decode import parse, read_chunks, score_relations, softmax
from demarche.language.weights import Array, Weights

Outputs = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class WordConfidences:
    """A sentence's labels, each with the probability (0..1) that it is right.

    `tags` and `relations` hold one entry a word, relations as (head from 1, 0 the root; label;
    probability of both); `tags` is empty where the weights tell the best tag alone.
    """

    tags: tuple[tuple[str, float], ...]
    relations: tuple[tuple[int, str, float], ...]
    entities: tuple[Chunk, ...]


def weigh_sentence(out: Outputs, n: int, weights: Weights) -> WordConfidences:
    """Return what the graph's outputs say of a sentence of `n` words, [CLS] before them."""
    scores = weights.cool("entity", np.asarray(out["entity"], np.float32)[1 : n + 1])
    return WordConfidences(
        _weigh_tags(out, n, weights),
        _weigh_relations(out, n, weights),
        tuple(read_chunks(softmax(scores), weights.labels["entity"], 0)),
    )


def _weigh_tags(out: Outputs, n: int, weights: Weights) -> tuple[tuple[str, float], ...]:
    if "tag" not in out:
        return ()
    sure = softmax(weights.cool("tag", np.asarray(out["tag"], np.float32)[1 : n + 1]))
    labels = weights.labels["xpos"]
    return tuple((labels[int(row.argmax())], float(row.max())) for row in sure)


def _weigh_relations(out: Outputs, n: int, weights: Weights) -> tuple[tuple[int, str, float], ...]:
    """Weigh arc and label together, as if independent given the head."""
    heads, rels = parse(out, [0, n], n, weights)
    arcs: Array = np.asarray(out["arcs"], np.float32)[1 : n + 1, : n + 1].copy()
    arcs[np.arange(n), np.arange(1, n + 1)] = -np.inf
    arc = softmax(weights.cool("relation", arcs))
    rel = softmax(weights.cool("relation", score_relations(out, heads, n, weights)))
    labels = weights.labels["rel"]
    return tuple(
        (head, labels[r], float(arc[i, head] * rel[i, r]))
        for i, (head, r) in enumerate(zip(heads, rels, strict=True))
    )
