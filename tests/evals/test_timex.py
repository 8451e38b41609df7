"""The suite `timex` on a TimeML file made up here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from demarche.errors import EvalError
from demarche.evals import timex
from demarche.language.analysis import Analysis
from demarche.model import Document
from tests.grounding.times.made_up import make_analysis

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>made-up</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2031-04-02">20310402</TIMEX3></DCT>
<TEXT>
Rivas <EVENT eid="e1">met</EVENT> Lind on
<TIMEX3 tid="t1" type="DATE" value="2031-03-31">Monday</TIMEX3>.

They had met in <TIMEX3 tid="t2" type="DATE" value="2029">May 2029</TIMEX3> for
<TIMEX3 tid="t3" type="DURATION" value="PT2H">two</TIMEX3> hours
<TIMEX3 tid="t4" type="DATE" value="XX">long since</TIMEX3>.
</TEXT></TimeML>
"""


def analyze(documents: Sequence[Document]) -> list[Analysis]:
    return [make_analysis(d.text, d.published.start if d.published else None) for d in documents]


def test_matches_are_counted_as_tempeval_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "made-up.tml"
    path.write_text(TIMEML, encoding="utf-8")
    counts = timex.score_files([path], analyze)
    assert (counts.gold, counts.said) == (4, 3)
    assert (counts.strict, counts.relaxed, counts.value) == (2, 3, 2)
    figures = counts.figures("timex")
    assert figures["timex.relaxed.P"] == 1.0
    assert figures["timex.strict.F1"] == pytest.approx(4 / 7)
    assert (figures["timex.files"], figures["timex.rows"]) == (1, 4)


def test_each_end_of_a_stretch_is_a_time_as_timex3_tags_it(tmp_path: Path) -> None:
    text = (
        'From <TIMEX3 tid="t1" type="DATE" value="2031-04-03">April 3</TIMEX3> to '
        '<TIMEX3 tid="t2" type="DATE" value="2031-04-05">April 5</TIMEX3>, on '
        '<TIMEX3 tid="t3" type="DATE" value="2031-05-01/2031-05-02">May 1-2</TIMEX3>'
    )
    path = tmp_path / "made-up.tml"
    path.write_text(TIMEML[: TIMEML.index("Rivas")] + text + "</TEXT></TimeML>", encoding="utf-8")
    counts = timex.score_files([path], analyze)
    assert (counts.gold, counts.said, counts.strict, counts.value) == (3, 3, 3, 3)


def test_blocks_are_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "made-up.tml"
    path.write_text(TIMEML, encoding="utf-8")
    document, _ = timex.read_timeml(path)
    quotes = [document.text[b.start : b.end] for b in document.blocks]
    assert [q[:5] for q in quotes] == ["Rivas", "They "]


def test_a_tenth_is_held_out_by_name() -> None:
    share = sum(timex.is_heldout(f"file-{n}.tml") for n in range(1000))
    assert 70 < share < 130


@pytest.mark.parametrize("content", ["<TimeML/>", "no xml"])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.tml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvalError) as caught:
        timex.read_timeml(path)
    assert caught.value.code == "E102"


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(EvalError) as caught:
        timex.list_timeml(tmp_path)
    assert caught.value.code == "E101"
