"""Clusters do not chain, do not depend on order, and heed what a person keeps apart."""

from __future__ import annotations

from demarche.ledger.link.cluster import cluster_pairs


def test_a_chain_does_not_become_one_cluster() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.85, ("c", "d"): 0.8}
    assert cluster_pairs("abcd", scores, accept=0.6) == [("a", "b"), ("c", "d")]


def test_a_member_that_agrees_with_all_joins() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.85, ("a", "c"): 0.7}
    assert cluster_pairs("abc", scores, accept=0.6) == [("a", "b", "c")]


def test_what_is_kept_apart_stays_apart_whatever_joins_it() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.9}
    clusters = cluster_pairs("abc", scores, accept=0.6, apart={("a", "c")})
    assert clusters == [("a", "b"), ("c",)]


def test_the_order_of_input_has_no_effect() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.9, ("c", "d"): 0.9}
    turned = dict(reversed(scores.items()))
    assert cluster_pairs("dcba", turned, accept=0.6) == cluster_pairs("abcd", scores, accept=0.6)
