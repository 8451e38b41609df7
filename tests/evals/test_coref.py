"""The suite `coref`: GUM's brackets, B³ by hand, and the baseline."""

from __future__ import annotations

import gzip

import pytest

from demarche.errors import EvalError
from demarche.evals.coref import score_b3, score_documents, score_mentions, tie_last_words
from demarche.evals.gum import GoldMention, read_gum
from demarche.grounding.ground import ground
from tests.grounding.made_up import make_parsed

CONLLU = """\
# newdoc id = GUM_news_made
# meta::dateCreated = 2031-04-02
# newpar
# text = Ana Rivas' aide can't swim.
1\tAna\t_\tPROPN\tNNP\t_\t4\tnmod:poss\t_\tEntity=(1-person-new-1-coref(2-person-new-1-coref
2\tRivas\t_\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=2)|SpaceAfter=No
3\t'\t_\tPART\tPOS\t_\t1\tcase\t_\t_
4\taide\t_\tNOUN\tNN\t_\t7\tnsubj\t_\tEntity=1)
5-6\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
5\tca\t_\tAUX\tMD\t_\t7\taux\t_\t_
6\tn't\t_\tPART\tRB\t_\t7\tadvmod\t_\t_
7\tswim\t_\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
8\t.\t_\tPUNCT\t.\t_\t7\tpunct\t_\t_

# text = She met (in May) Kim.
1\tShe\t_\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(2-person-giv-1-ana)
2\tmet\t_\tVERB\tVBD\t_\t0\troot\t_\t_
3\tin\t_\tADP\tIN\t_\t4\tcase\t_\t_
4\tMay\t_\tPROPN\tNNP\t_\t2\tobl\t_\tEntity=(3-time-new-1-sgl)
5\tKim\t_\tPROPN\tNNP\t_\t2\tobj\t_\tEntity=(4-person-new-1-sgl)

# newdoc id = GUM_bio_other
# text = No.
1\tNo\t_\tINTJ\tUH\t_\t0\troot\t_\t_

"""


@pytest.fixture
def gum(tmp_path):
    path = tmp_path / "gum.conllu.gz"
    path.write_bytes(gzip.compress(CONLLU.encode()))
    return path


def test_brackets_are_mentions_known_by_their_heads(gum) -> None:
    (document,) = read_gum(gum, "news")
    text = document.text
    assert document.id == "GUM_news_made"
    assert text == "Ana Rivas' aide can't swim. She met (in May) Kim."
    assert document.mentions == [
        GoldMention(text.index("Ana"), "2", "person"),
        GoldMention(text.index("aide"), "1", "person"),
        GoldMention(text.index("She"), "2", "person"),
        GoldMention(text.index("May"), "3", "time"),
        GoldMention(text.index("Kim"), "4", "person"),
    ]
    read = document.as_document()
    assert read.published and read.published.start == "2031-04-02"
    assert [(b.start, b.end) for b in read.blocks] == [(0, len(text))]


def test_no_data(tmp_path) -> None:
    with pytest.raises(EvalError, match="E101"):
        read_gum(tmp_path / "none.gz", "news")


def test_b3_of_the_paper_s_example() -> None:
    """Bagga and Baldwin's example: 1-5, 6-7 and 8-C; the answer joins the first and the last."""
    gold = {k: "a" if k <= 5 else "b" if k <= 7 else "c" for k in range(1, 13)}
    joined = {k: "x" if k <= 5 or k >= 8 else "y" for k in range(1, 13)}
    scores = score_b3(gold, joined)
    assert scores["P"] == pytest.approx(0.583, abs=1e-3)
    assert scores["R"] == 1.0


def test_a_mention_one_side_lacks_counts_as_wrong() -> None:
    gold, said = {1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 9: "z"}
    assert score_mentions(gold, said)["F1"] == pytest.approx(2 / 3)
    assert score_b3(gold, said) == pytest.approx({"P": 2 / 3, "R": 2 / 3, "F1": 2 / 3})
    assert score_b3({}, {})["F1"] == 0.0


def test_the_chain_ties_the_pronoun_and_the_baseline_does_not(gum) -> None:
    (document,) = read_gum(gum, "news")
    analysis = make_parsed(
        "Ana//PROPN/NNP/2/compound Rivas//PROPN/NNP/3/nsubj left/leave/VERB/VBD/0/root "
        ".//PUNCT/./3/punct",
        "She//PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root Rivas//PROPN/NNP/2/obj",
        entities={"Ana Rivas": "person", "Rivas": "person"},
    )
    text = analysis.document.text
    document.text = text
    document.mentions = [
        GoldMention(text.index("Rivas"), "1", "person"),
        GoldMention(text.index("She"), "1", "person"),
    ]
    figures = score_documents([document], [analysis])
    assert figures["R"] == 1.0
    assert figures["b3.R"] > figures["baseline.b3.R"]
    assert sorted(tie_last_words(ground(analysis)).values()) == ["rivas", "rivas", "she"]
