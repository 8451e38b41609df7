"""Trees: one root, no loops, and the best there is (against all trees of small sentences)."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.language.tree import find_heads


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(h == 0 for h in heads) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen, at = set(), word
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_heads_always_form_a_tree(seed: int, n: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    assert is_tree(tuple(find_heads(scores)))


@pytest.mark.parametrize("seed", range(40))
def test_loops_are_broken_in_the_best_way_for_the_chosen_root(seed: int) -> None:
    n = 4
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    heads = find_heads(scores)
    root = heads.index(0)

    def total(chosen: tuple[int, ...]) -> float:
        return float(sum(scores[i, h] for i, h in enumerate(chosen)))

    best = max(
        (h for h in product(range(n + 1), repeat=n) if is_tree(h) and h[root] == 0), key=total
    )
    assert total(tuple(heads)) == pytest.approx(total(best), abs=1e-4)
