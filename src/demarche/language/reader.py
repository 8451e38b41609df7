"""The reader: one encoder, many heads, over documents cut into windows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demarche.language.analysis import Analysis
from demarche.language.confidence import WordConfidences, weigh_sentence
from demarche.language.decode import Draft, add_window, gelu, softmax
from demarche.language.weights import Array, Weights, find_weights, load_weights
from demarche.language.windows import Window, cut_document, find_first, window_words
from demarche.model import Document


class Reader:
    """Analyses documents. Loads once, holds no state between calls, is safe to share by threads."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    @property
    def version(self) -> str:
        """The version of the weights, as trails name it."""
        return self.weights.version

    def analyze(self, documents: Sequence[Document]) -> list[Analysis]:
        """Return one `Analysis` a document, in order; none depends on the others."""
        windows = [
            w for k, d in enumerate(documents) for w in cut_document(d, k, self.weights.tokenizer)
        ]
        results = self._run(windows)
        drafts = [Draft() for _ in documents]
        for window, out in zip(windows, results, strict=True):
            add_window(drafts[window.document], window, out, self.weights)
        return [self._finish(d, draft) for d, draft in zip(documents, drafts, strict=True)]

    def parse_sentences(self, sentences: Sequence[list[str]]) -> list[Analysis]:
        """Return one `Analysis` for each sentence of given words (to score on gold tokens)."""
        windows = [window_words(s, k, self.weights.tokenizer) for k, s in enumerate(sentences)]
        return self._parse(windows, sentences)

    def parse_passages(self, passages: Sequence[list[str]]) -> list[Analysis]:
        """Return one `Analysis` for each passage of given words, its sentences found by us."""
        windows = [window_words(p, k, self.weights.tokenizer) for k, p in enumerate(passages)]
        for window in windows:
            window.edges = None
        return self._parse(windows, passages)

    def weigh_sentences(self, sentences: Sequence[list[str]]) -> list[WordConfidences]:
        """Return how sure the reader is of each label of sentences of given words."""
        windows = [window_words(s, k, self.weights.tokenizer) for k, s in enumerate(sentences)]
        return [
            weigh_sentence(out, len(window.words), self.weights)
            for window, out in zip(windows, self._run(windows), strict=True)
        ]

    def score_pair(
        self, words: Sequence[str], source: Sequence[int], target: Sequence[int]
    ) -> dict[str, float]:
        """Return the probability of each type of act of `source` towards `target`.

        `words` are a sentence's, `source` and `target` the numbers of the words that name them
        (from 0); of a party the sentence does not name, every word stands for it. Of a sentence
        longer than a window the stretch around the parties is read; a party outside counts as
        unnamed. Types are those of the PLV table: CONCEDE and RETREAT are one, YIELD.
        """
        first = find_first(len(words), (*source, *target))
        window = window_words(list(words[first:]), 0, self.weights.tokenizer)
        out, tables = self._run_window(window), self.weights.tables
        n = len(window.words)

        def average(name: str, mention: Sequence[int]) -> Array:
            inside = [i - first for i in mention if first <= i < first + n]
            values = np.asarray(out[name], np.float32)[1 : n + 1]
            return np.asarray(values[inside or slice(None)].mean(axis=0), np.float32)

        hidden = gelu(average("pair_source", source) + average("pair_target", target))
        scores = softmax(tables["pair_weight"] @ hidden + tables["pair_bias"])
        return dict(zip(self.weights.labels["pair"], map(float, scores), strict=True))

    def _parse(self, windows: list[Window], passages: Sequence[list[str]]) -> list[Analysis]:
        drafts = [Draft() for _ in windows]
        for window, out in zip(windows, self._run(windows), strict=True):
            add_window(drafts[window.document], window, out, self.weights)
        texts = [" ".join(words) for words in passages]
        documents = [Document(id="", sha256="", text=text) for text in texts]
        return [self._finish(d, draft) for d, draft in zip(documents, drafts, strict=True)]

    def _run(self, windows: list[Window]) -> list[dict[str, NDArray[np.generic]]]:
        """Run the graph on each window by itself.

        The int8 graph scales its activations over all it is given: a window read beside others
        would come out otherwise than alone. On one core a batch is no faster.
        """
        return [self._run_window(window) for window in windows]

    def _run_window(self, window: Window) -> dict[str, NDArray[np.generic]]:
        feeds = {
            "ids": np.array([window.ids], np.int64),
            "shapes": np.array([window.shapes], np.int64),
            "mask": np.ones((1, len(window.ids)), np.int64),
            "firsts": np.array([window.firsts], np.int64),
        }
        values = self.weights.session.run(list(self.weights.outputs), feeds)
        return {name: v[0] for name, v in zip(self.weights.outputs, values, strict=True)}

    def _finish(self, document: Document, draft: Draft) -> Analysis:
        tables, labels = self.weights.tables, self.weights.labels
        empty: Array = np.zeros((0, 1), np.float32)
        anchor = np.concatenate(draft.anchor) if draft.anchor else empty
        token = np.concatenate(draft.token) if draft.token else empty
        types = np.concatenate(draft.types) if draft.types else empty

        def score_roles(trigger: int, tokens: Sequence[int]) -> list[dict[str, float]]:
            hidden = gelu(anchor[trigger] + token[list(tokens)])
            scores = softmax(hidden @ tables["role_weight"].T + tables["role_bias"])
            return [dict(zip(labels["role"], map(float, row), strict=True)) for row in scores]

        def score_types(index: int) -> dict[str, float]:
            out: dict[str, float] = {}
            for label, score in zip(labels["trigger"], types[index], strict=True):
                if label != "O":
                    out[label[2:]] = out.get(label[2:], 0.0) + float(score)
            return out

        return Analysis(
            document,
            tuple(draft.tokens),
            tuple(draft.sentences),
            entities=tuple(draft.entities),
            attributions=tuple(sorted(draft.attributions, key=lambda c: (c.start, c.end, c.label))),
            statements=tuple(sorted(draft.statements, key=lambda c: (c.start, c.end, c.label))),
            promises=tuple(draft.promises),
            triggers=tuple(draft.triggers),
            roles=score_roles,
            typed=score_types,
            broken=tuple(draft.broken),
        )


@lru_cache(maxsize=4)
def load_reader(folder: Path | None = None, *, threads: int = 1) -> Reader:
    """Return the reader of the package's weights (or of `folder`), loaded once a process."""
    return Reader(load_weights(folder or find_weights(), threads=threads))
