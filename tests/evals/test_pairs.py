"""The suites `plv` and `aw`: marks, levels, macro-F1, and which tables are scored."""

from __future__ import annotations

from pathlib import Path

import pytest

from demarche.errors import EvalError
from demarche.evals import aw, plv
from demarche.evals.pairs import (
    CONFLICT,
    QUADS,
    judge_pair,
    list_tables,
    make_pair,
    read_pairs,
    score_labels,
    score_roots,
)

ROWS = (
    ("1", "<s>Norland</s> thanked <t>Arda</t> for its help.", "SUPPORT", "0"),
    ("2", "<s>Norland</s>'s envoy shelled <t>the port of Arda</t>.", "ASSAULT", "1"),
    ("3", "<s>Norland</s> freed prisoners.", "RETREAT", "0"),
)


def write(folder: Path, name: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    path = folder / "data" / "plover" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    stem = name.partition("_")[0]
    head = ("sentence_id", "marked_sentence", "gold_root") if stem == "PLV" else (
        "uid", "marked_sentence", "gold_binary")  # fmt: skip
    column = 2 if stem == "PLV" else 3
    lines = ["\t".join(head), *("\t".join((r[0], r[1], r[column])) for r in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_marks_give_the_words_of_both_parties() -> None:
    pair = make_pair("2", ROWS[1][1], "ASSAULT")
    assert [pair.words[i] for i in pair.source] == ["Norland"]
    assert [pair.words[i] for i in pair.target] == ["the", "port", "of", "Arda"]
    assert "<" not in "".join(pair.words)


def test_of_a_party_marked_twice_the_last_mention_counts() -> None:
    pair = make_pair("", "<t>Arda</t> said <s>Norland</s> left <t>Arda</t>.", "X")
    assert pair.target == (4,)


def test_a_party_without_a_mark_has_no_words(tmp_path: Path) -> None:
    pairs = read_pairs(write(tmp_path, "PLV_x.tsv"), label=plv.LABEL, ident=plv.IDENT)
    assert pairs[2].target == ()
    assert pairs[2].label == "YIELD"


def test_each_level_is_judged_by_the_sum_of_its_types() -> None:
    scores = dict.fromkeys(QUADS, 0.0) | {"AID": 0.4, "ACCUSE": 0.3, "REJECT": 0.25, "YIELD": 0.05}
    verdict = judge_pair(scores)
    assert (verdict.root, verdict.quad, verdict.binary) == ("AID", "3", "1")


def test_quads_and_conflict_are_those_of_plover() -> None:
    assert len(QUADS) == 15
    assert {QUADS[root] for root in CONFLICT} == {"3", "4"}
    assert len(CONFLICT) == 9


def test_macro_f1_runs_over_gold_and_predicted_labels() -> None:
    figures = score_labels(["A", "A", "B"], ["A", "C", "B"])
    assert figures == {"macro_f1": round((2 / 3 + 1 + 0) / 3, 4), "accuracy": 0.6667}


def test_right_verdicts_score_one_and_a_wrong_one_does_not() -> None:
    labels = ("AID", "ASSAULT", "YIELD")
    pairs = [make_pair(r[0], r[1], label) for r, label in zip(ROWS, labels, strict=True)]
    right = [judge_pair({p.label: 1.0, "AGREE": 0.0}) for p in pairs]
    assert score_roots(pairs, right)["root"]["macro_f1"] == 1.0
    wrong = [judge_pair({"COERCE": 1.0}), *right[1:]]
    figures = score_roots(pairs, wrong)
    assert figures["root"]["macro_f1"] == 0.5
    assert figures["binary"]["accuracy"] == 0.6667
    assert figures["label"]["AID"]["found"] == 0


def test_what_training_saw_is_scored_only_where_nothing_else_stands(tmp_path: Path) -> None:
    write(tmp_path, "PLV_train.tsv")
    assert plv.run(tmp_path)["learnt"] is True
    write(tmp_path, "PLV_test.tsv", ROWS[:2])
    figures = plv.run(tmp_path)
    assert (figures["file"], figures["rows"], figures["learnt"]) == ("PLV_test.tsv", 2, False)
    assert {"root.macro_f1", "quad.macro_f1", "binary.macro_f1"} <= figures.keys()


def test_aw_is_scored_on_conflict_alone(tmp_path: Path) -> None:
    write(tmp_path, "AW_train.tsv", ROWS[:2])
    figures = aw.run(tmp_path)
    assert (figures["macro_f1"], figures["rows"], figures["learnt"]) == (1.0, 2, True)


def test_missing_tables_and_columns_are_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="E101"):
        list_tables(tmp_path, "PLV")
    path = write(tmp_path, "AW_train.tsv")
    with pytest.raises(EvalError, match=r"E103.*gold_root"):
        read_pairs(path, label=plv.LABEL, ident=aw.IDENT)
