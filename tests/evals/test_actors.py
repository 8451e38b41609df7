"""The suite `actors` on a made-up file."""

from __future__ import annotations

from pathlib import Path

import pytest

from demarche.errors import EvalError
from demarche.evals.actors import FILE, evaluate, read_date

HEAD = "line,test,method,input,context,query_date,known_country,exp_country,exp_code_1,exp_code_2,exp_wiki,exp_job,exp_none,asserts_country,asserts_code_1,status,source\n"  # noqa: E501


def write(folder: Path, *rows: str) -> Path:
    path = folder / FILE
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_shares_count_what_is_asserted(tmp_path: Path) -> None:
    rows = (
        "1,a,m,Danish police,,,,DNK,COP,,,,,1,1,,x",
        "2,b,m,Danish police,,,,NOR,MIL,,,,,1,0,,x",
        "3,c,m,Danish police,,,,NOR,MIL,,,,,1,1,skip,x",
    )
    scores = evaluate(write(tmp_path, *rows))
    assert (scores["country"], scores["code"]) == ({"acc": 0.5, "n": 2}, {"acc": 1.0, "n": 1})
    assert [w["expected"] for w in scores["wrong"]] == ["NOR"]


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="E101"):
        evaluate(tmp_path)


@pytest.mark.parametrize(
    ("text", "day"),
    [("12 April 2022", "2022-04-12"), ("October 1, 2021", "2021-10-01"), ("today", None),
     ("2022-01-01", "2022-01-01"), ("", None)],
)  # fmt: skip
def test_dates_of_the_file(text: str, day: str | None) -> None:
    assert read_date(text) == day
