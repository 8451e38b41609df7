"""Statuses from the grammar around an act."""

from __future__ import annotations

import pytest

from demarche.extract.modality import Clauses, judge, read_setting
from demarche.rules import load_modality
from tests.extract.events.parsed import parse

CONTROL = load_modality().control


def status_of(text: str, word: str, kind: str = "CONSULT", timed: str | None = None) -> str:
    analysis = parse(text)
    clauses = Clauses(analysis, CONTROL)
    token = next(t for t in analysis.tokens if t.text == word)
    support = clauses.support(token.i) if token.upos == "NOUN" else None
    return judge(read_setting(clauses, CONTROL, token.i, support), kind, timed=timed).status  # type: ignore[arg-type]


VERBS = {
    "occurred": "Xi Xi NNP 2 nsubj\nmet meet VBD 0 root\nBiden Biden NNP 2 obj",
    "planned": "Xi Xi NNP 3 nsubj\nwill will MD 3 aux\nmeet meet VB 0 root\nBiden Biden NNP 3 obj",
    "possible": "Xi Xi NNP 3 nsubj\nmay may MD 3 aux\nmeet meet VB 0 root\nBiden Biden NNP 3 obj",
    "negated": (
        "Xi Xi NNP 4 nsubj\nhas have AUX/VBZ 4 aux\nnot not RB 4 advmod\nmet meet VBN 0 root\n"
        "Biden Biden NNP 4 obj"
    ),
    "declined": "Xi Xi NNP 2 nsubj\nrefused refuse VBD 0 root\nto to TO 4 mark\n"
    "meet meet VB 2 xcomp",
    "threatened": (
        "Xi Xi NNP 2 nsubj\nthreatened threaten VBD 0 root\nto to TO 4 mark\nmeet meet VB 2 xcomp"
    ),
    "proposed": "Xi Xi NNP 2 nsubj\noffered offer VBD 0 root\nto to TO 4 mark\n"
    "meet meet VB 2 xcomp",
    "denied": "Xi Xi NNP 2 nsubj\ndenied deny VBD 0 root\nthat that IN 5 mark\nhe he PRP 5 nsubj\n"
    "met meet VBD 2 ccomp",
    "ongoing": "Xi Xi NNP 3 nsubj\nis be AUX/VBZ 3 aux\nmeeting meet VBG 0 root",
    "conditional": "If if IN 3 mark\nXi Xi NNP 3 nsubj\nmeets meet VBZ 6 advcl\n, , , 6 punct\n"
    "Biden Biden NNP 6 nsubj\nsmiles smile VBZ 0 root",
    "requested": "Xi Xi NNP 2 nsubj\nurged urge VBD 0 root\nBiden Biden NNP 2 obj\n"
    "to to TO 5 mark\nmeet meet VB 2 xcomp",
}


@pytest.mark.parametrize("status", VERBS)
def test_status_of_a_verb(status: str) -> None:
    words = ("met", "meet", "meets", "meeting")
    word = next(w for w in words if f"\n{w} " in VERBS[status])
    assert status_of(VERBS[status], word) == status


def test_a_cancelled_noun() -> None:
    text = "The the DT 2 det\nsummit summit NN 4 nsubj:pass\nwas be AUX/VBD 4 aux:pass\n"
    assert status_of(text + "cancelled cancel VBN 0 root", "summit") == "cancelled"
    assert status_of(text + "held hold VBN 0 root", "summit") == "occurred"


@pytest.mark.parametrize(
    ("modifier", "status"),
    [
        ("upcoming", "planned"),
        ("possible", "possible"),
        ("ongoing", "ongoing"),
        ("long", "occurred"),
    ],
)
def test_a_modifier_before_a_noun(modifier: str, status: str) -> None:
    text = f"the the DT 3 det\n{modifier} {modifier} JJ 3 amod\ntalks talk NNS 0 root"
    assert status_of(text, "talks") == status


def test_a_plan_for_it() -> None:
    text = "plans plan NNS 0 root\nfor for IN 4 case\na a DT 4 det\nmeeting meeting NN 1 nmod"
    assert status_of(text, "meeting") == "planned"


def test_a_day_to_come() -> None:
    text = "the the DT 2 det\nsummit summit NN 0 root"
    assert status_of(text, "summit", timed="after") == "planned"
    assert status_of(text, "summit", timed="before") == "occurred"


def test_not_only_is_no_negation() -> None:
    text = "Xi Xi NNP 4 nsubj\nnot not RB 4 advmod\nonly only RB 4 advmod\nmet meet VBD 0 root"
    assert status_of(text, "met") == "occurred"


def test_saying_so_changes_nothing() -> None:
    text = "Xi Xi NNP 2 nsubj\nsaid say VBD 0 root\nhe he PRP 4 nsubj\nmet meet VBD 2 ccomp"
    assert status_of(text, "met") == "occurred"
