"""Folds of the PLV rows: what is learnt and what is scored never meet."""

from __future__ import annotations

from demarche.evals.pairs import Pair, judge_pair, make_pair
from training.reader.folds import find_fold, score_folds, split_pairs
from training.reader.plover import window_pairs

FOLDS = 5
PAIRS = [
    make_pair(str(n // 2), f"<s>Norland</s> warned <t>Arda</t> {n}.", "THREATEN")
    for n in range(200)
]


def test_every_row_is_scored_once_and_never_learnt_where_it_is_scored() -> None:
    scored: list[Pair] = []
    for fold in range(FOLDS):
        learnt, held = split_pairs(PAIRS, fold, FOLDS)
        assert len(learnt) + len(held) == len(PAIRS)
        assert {p.id for p in learnt}.isdisjoint(p.id for p in held)
        assert len(held) > len(PAIRS) / FOLDS / 3
        scored += held
    assert sorted(scored, key=PAIRS.index) == PAIRS


def test_a_fold_depends_on_the_sentence_alone() -> None:
    assert [find_fold(str(n), FOLDS) for n in range(8)] == [
        find_fold(str(n), FOLDS) for n in range(8)
    ]
    assert (
        find_fold("4", FOLDS)
        == 0x4B227777D4DD1FC61C6F884F48641D02B4D121D3FD328CB08B5531FCACDABF8A % 5
    )


def test_folds_are_scored_together() -> None:
    right, wrong = judge_pair({"THREATEN": 1.0}), judge_pair({"AID": 1.0})
    figures = score_folds([(PAIRS[:3], [right] * 3), (PAIRS[3:4], [wrong])])
    assert figures["rows"] == 4
    assert figures["root.accuracy"] == 0.75
    assert figures["root.macro_f1"] == round((6 / 7 + 0) / 2, 4)
    assert (figures["fold-0.root.macro_f1"], figures["fold-1.root.macro_f1"]) == (1.0, 0.0)


def test_windows_keep_the_parties_and_leave_out_the_unnamed() -> None:
    unnamed = make_pair("x", "<s>Norland</s> freed prisoners.", "YIELD")
    (window,) = window_pairs([PAIRS[0], unnamed], "plv")
    assert window.anchors == [{"kind": "pair", "source": [0], "target": [2], "label": "THREATEN"}]
    assert window.ends[2] == window.starts[2] + len("Arda")
