"""The graph's outputs → tokens, sentences, chunks and triggers of one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from demarche.language.analysis import Chunk, Sentence, Token, Trigger
from demarche.language.inflection import find_lemma
from demarche.language.lemmas import apply_script
from demarche.language.tree import find_heads
from demarche.language.weights import Array, Weights
from demarche.language.windows import Window

HOT_TRIGGER = 0.12
SENTENCE_START = 0.5
SENTENCE_ENDS = frozenset(".!?…:;\"'”’)]»—–-*•|_")


def softmax(logits: Array) -> Array:
    """Return probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def gelu(x: Array) -> Array:
    """Return the Gaussian error linear unit in its tanh form (Hendrycks & Gimpel 2016)."""
    raised = np.tanh(0.7978845608 * (x + 0.044715 * x**3))
    return np.asarray(0.5 * x * (1.0 + raised), dtype=np.float32)


@dataclass(slots=True)
class Draft:
    """A document's analysis while its windows come in, in order."""

    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    entities: list[Chunk] = field(default_factory=list)
    attributions: list[Chunk] = field(default_factory=list)
    statements: list[Chunk] = field(default_factory=list)
    promises: list[Chunk] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    anchor: list[Array] = field(default_factory=list)
    token: list[Array] = field(default_factory=list)
    types: list[Array] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)


CHUNK_HEADS = {
    "entities": ("entity",),
    "attributions": ("source", "cue", "content"),
    "statements": ("saying", "said"),
    "promises": ("promise",),
}


def add_window(
    draft: Draft, window: Window, out: dict[str, NDArray[np.generic]], weights: Weights
) -> None:
    """Append what the graph says of one window; `out` holds its rows, [CLS] first."""
    base, n = len(draft.tokens), len(window.words)
    edges = window.edges or _find_edges(window, out)
    heads, rels = parse(out, edges, n, weights)
    xpos, morph, lemma = (np.asarray(out[h])[1 : n + 1] for h in ("xpos", "morph", "lemma"))
    names, rank = weights.labels, weights.tokenizer.token_to_id
    scripts = names["lemma"]
    for k, (first, last) in enumerate(pairwise(edges)):
        number = len(draft.sentences)
        for i in range(first, last):
            word, at = window.words[i], window.starts[i]
            tag = names["xpos"][int(xpos[i])]
            upos, _, feats = names["morph"][int(morph[i])].partition("|")
            head = base + heads[i] - 1 if heads[i] else base + i
            draft.tokens.append(
                Token(
                    base + i,
                    word,
                    at,
                    at + len(word),
                    find_lemma(word, tag, rank) or apply_script(word, scripts[int(lemma[i])]),
                    upos,
                    tag,
                    feats,
                    head,
                    names["rel"][rels[i]],
                    number,
                )
            )
        root = base + next(i for i in range(first, last) if not heads[i])
        draft.sentences.append(Sentence(number, base + first, base + last, window.block, root))
        if not window.whole and k == len(edges) - 2:
            draft.broken.append(number)
    for target, group in CHUNK_HEADS.items():
        for layer in group:
            scores = softmax(np.asarray(out[layer], np.float32)[1 : n + 1])
            getattr(draft, target).extend(read_chunks(scores, names[layer], base))
    _add_triggers(draft, base, n, out, weights)


def _find_edges(window: Window, out: dict[str, NDArray[np.generic]]) -> list[int]:
    """Return where sentences begin (word numbers), and the window's end.

    The reader proposes; a sentence begins only after a mark that may end one, or after a gap that
    holds a line break.
    """
    n = len(window.words)
    starts = softmax(np.asarray(out["start"], np.float32)[1 : n + 1])[:, 1] >= SENTENCE_START
    found = [i for i in np.flatnonzero(starts).tolist() if i and _may_begin(window, i)]
    return [0, *found, n]


def _may_begin(window: Window, i: int) -> bool:
    before = window.words[i - 1]
    gap = window.starts[i] - window.starts[i - 1] - len(before)
    return before[-1:] in SENTENCE_ENDS or gap > 1


def parse(
    out: dict[str, NDArray[np.generic]], edges: list[int], n: int, weights: Weights
) -> tuple[list[int], list[int]]:
    """Return heads (0 root, else word number from 1, in the window) and relation indices."""
    arcs = np.asarray(out["arcs"], np.float32)
    heads = [0] * n
    for first, last in pairwise(edges):
        columns = [0, *range(first + 1, last + 1)]
        local = find_heads(arcs[first + 1 : last + 1][:, columns])
        for i, head in enumerate(local):
            heads[first + i] = columns[head]
    return heads, [int(r) for r in score_relations(out, heads, n, weights).argmax(axis=1)]


def score_relations(
    out: dict[str, NDArray[np.generic]], heads: list[int], n: int, weights: Weights
) -> Array:
    """Return the scores (words, relations) of each word under its head; a root can only be root."""
    dep = np.asarray(out["rel_dep"], np.float32)[1 : n + 1]
    head_rows = np.asarray(out["rel_head"], np.float32)[heads]
    scores = gelu(dep + head_rows) @ weights.tables["rel_weight"].T + weights.tables["rel_bias"]
    is_root = np.array(heads) == 0
    root = weights.labels["rel"].index("root")
    scores[is_root] = -np.inf
    scores[~is_root, root] = -np.inf
    scores[is_root, root] = 0.0
    return np.asarray(scores, np.float32)


def read_chunks(scores: Array, labels: list[str], base: int) -> list[Chunk]:
    """Return the chunks that B-/I- labels spell; `scores` is (tokens, labels), probabilities.

    A chunk's score is the mean probability of its labels; an I- without its B- begins a chunk.
    """
    best = scores.argmax(axis=1)
    out: list[Chunk] = []
    start, kind, total = -1, "", 0.0
    for i, label in enumerate([*(labels[int(b)] for b in best), "O"]):
        if start >= 0 and label != f"I-{kind}":
            out.append(Chunk(base + start, base + i, kind, round(total / (i - start), 4)))
            start = -1
        if label != "O":
            if start < 0:
                start, kind, total = i, label[2:], 0.0
            total += float(scores[i, best[i]])
    return out


def _add_triggers(
    draft: Draft,
    base: int,
    n: int,
    out: dict[str, NDArray[np.generic]],
    weights: Weights,
) -> None:
    names = weights.labels
    logits = np.asarray(out["trigger"], np.float32)[1 : n + 1]
    scores = softmax(logits)
    sure = softmax(weights.cool("trigger", logits))
    sure_type = weights.cool("type", logits)
    sure_type[:, names["trigger"].index("O")] = -np.inf
    sure_type = softmax(sure_type)
    draft.types.append(scores)
    draft.anchor.append(np.asarray(out["role_anchor"], np.float32)[1 : n + 1])
    draft.token.append(np.asarray(out["role_token"], np.float32)[1 : n + 1])
    labels, modes = names["trigger"], tuple(names["mode"])
    none = labels.index("O")
    status_logits = np.asarray(out["status"], np.float32)[1 : n + 1]
    status = softmax(status_logits)
    sure_status = softmax(weights.cool("status", status_logits)).max(axis=1)
    mode = np.asarray(out["mode"], np.float32)[1 : n + 1]
    typed = scores.copy()
    typed[:, none] = 0.0
    best = typed.argmax(axis=1)
    hot = 1.0 - scores[:, none] >= HOT_TRIGGER
    i = 0
    while i < n:
        if not hot[i]:
            i += 1
            continue
        kind, end = labels[int(best[i])][2:], i + 1
        while end < n and hot[end] and labels[int(best[end])] == f"I-{kind}":
            end += 1
        own = [at for at, label in enumerate(labels) if label[2:] == kind]
        peak = max(range(i, end), key=lambda j: 1.0 - float(scores[j, none]))
        statuses = {
            name: round(float(p), 4) for name, p in zip(names["status"], status[i], strict=True)
        }
        draft.triggers.append(
            Trigger(
                base + i,
                base + end,
                kind,
                round(1.0 - float(scores[peak, none]), 4),
                max(statuses, key=statuses.__getitem__),
                statuses,
                _pick_mode(mode[i], modes, kind),
                round(float(sure[peak, own].sum()), 4),
                round(float(sure_type[peak, own].sum()), 4),
                round(float(sure_status[i]), 4),
            )
        )
        i = end


def _pick_mode(scores: Array, labels: tuple[str, ...], kind: str) -> str | None:
    own = _list_modes(labels, kind)
    if not own:
        return None
    name = labels[own[int(scores[list(own)].argmax())]].partition("/")[2]
    return None if name == "-" else name


@lru_cache(maxsize=64)
def _list_modes(labels: tuple[str, ...], kind: str) -> tuple[int, ...]:
    """Return where the labels of a type's modes stand ("CONSULT/phone", "CONSULT/-")."""
    return tuple(i for i, label in enumerate(labels) if label.startswith(f"{kind}/"))
