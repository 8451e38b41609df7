"""Arc scores → a tree for each sentence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def find_heads(scores: Scores) -> list[int]:
    """Return the head of each word of one sentence.

    `scores` is (n, n + 1): dependents by heads, column 0 being the root. Heads are numbered as the
    columns; exactly one word has head 0. Greedy choice, mended by Chu-Liu-Edmonds where it loops.
    """
    n = scores.shape[0]
    if n == 1:
        return [0]
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    best = scores[:, 1:].max(axis=1)
    root = int(np.argmax(scores[:, 0] - best))
    scores[:, 0] = -np.inf
    scores[root, :] = -np.inf
    scores[root, 0] = 0.0
    heads = scores.argmax(axis=1)
    if _find_cycle(heads) is None:
        return [int(h) for h in heads]
    square = np.full((n + 1, n + 1), -np.inf, dtype=np.float64)
    square[1:, :] = scores
    return [int(h) for h in _solve(square)[1:]]


def _find_cycle(heads: NDArray[np.intp]) -> list[int] | None:
    """Return the words (from 1) of a cycle among heads of words 1..n, or None."""
    n = len(heads)
    state = [0] * (n + 1)
    for start in range(1, n + 1):
        path, at = [], start
        while at and not state[at]:
            state[at] = 1
            path.append(at)
            at = int(heads[at - 1])
        if at and state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return None


def _solve(square: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the maximum spanning arborescence (Chu & Liu 1965, Edmonds 1967); 0 is the root."""
    n = square.shape[0]
    heads = np.zeros(n, dtype=np.intp)
    heads[1:] = square[1:].argmax(axis=1)
    cycle = _find_cycle(heads[1:])
    if cycle is None:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outside = [i for i in range(n) if not inside[i]]
    own = square[cycle, heads[cycle]]
    merged = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    merged[:-1, :-1] = square[np.ix_(outside, outside)]
    entering = square[np.ix_(cycle, outside)] - own[:, None]
    enter = entering.argmax(axis=0)
    merged[-1, :-1] = entering.max(axis=0)
    leaving = square[np.ix_(outside, cycle)]
    leave = leaving.argmax(axis=1)
    merged[:-1, -1] = leaving.max(axis=1)
    merged[0, :] = -np.inf
    solved = _solve(merged)
    out = heads.copy()
    for i, word in enumerate(outside):
        if i:
            head = int(solved[i])
            out[word] = cycle[int(leave[i])] if head == len(outside) else outside[head]
    source = int(solved[-1])
    broken = int(enter[source])
    out[cycle[broken]] = outside[source]
    return out
