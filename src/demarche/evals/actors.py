"""Suite `actors`: phrases coded to country and sector, against NGEC's own tests.

Scores the share of asserted rows that are right. Rows whose status is `skip` or `xfail` in the
source are counted apart. A code is right when it is the first expected code or one of the
alternatives the test names. The tests ask for offices "today", and were written in 2022: a row with
no date of its own is asked for `TODAY`.
"""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from typing import Any

from demarche.errors import EvalError
from demarche.evals.report import flatten
from demarche.grounding.actors.coding import PhraseCode, code_phrase
from demarche.grounding.places.gazetteer import load_gazetteer

FILE = Path("data") / "actors" / "ngec_actor_cases_dev.csv"
TODAY = "2022-10-01"
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip


def run(data: Path) -> dict[str, Any]:
    """Return the suite's figures: `country.acc`, `code.acc`, and on how many rows."""
    return flatten({name: value for name, value in evaluate(data).items() if name != "wrong"})


def evaluate(data: Path) -> dict[str, Any]:
    """Return the shares right and the rows wrong; raises `EvalError` E101 without the file."""
    path = data / FILE
    if not path.is_file():
        raise EvalError("E101", f"{path}: no such file", hint="give the folder that holds data/")
    raw = path.read_bytes()
    rows = list(csv.DictReader(raw.decode("utf-8").splitlines()))
    wrong: list[dict[str, str]] = []
    counts = {"country": [0, 0], "code": [0, 0]}
    for row in rows:
        if row["status"].startswith(("skip", "xfail")) or "????" in row["exp_code_1"]:
            continue
        coded = code_phrase(
            row["input"],
            context=row["context"],
            locate=locate,
            date=read_date(row["query_date"]) or TODAY,
        )
        for field, ok in _judge(row, coded).items():
            counts[field][0] += ok
            counts[field][1] += 1
            if not ok:
                wrong.append(_report(row, coded, field))
    return {
        "file": str(FILE), "rows": len(rows), "sha256": hashlib.sha256(raw).hexdigest(),
        **{k: {"acc": round(a / n, 4) if n else None, "n": n} for k, (a, n) in counts.items()},
        "wrong": wrong,
    }  # fmt: skip


def locate(name: str) -> str | None:
    """Return the country of the likeliest place of a name."""
    sites = load_gazetteer().find(name)
    return sites[0].country if sites else None


def read_date(text: str) -> str | None:
    """Return an ISO date of the test's dates ("12 April 2022", "today" is none)."""
    text = text.strip().lower().replace(",", "")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    words = text.split()
    month = next((m for m, name in enumerate(_MONTHS, 1) if name in words), 0)
    numbers = [int(w) for w in words if w.isdigit()]
    if not month or len(numbers) != 2:
        return None
    return f"{max(numbers):04d}-{month:02d}-{min(numbers):02d}"


def _judge(row: dict[str, str], coded: PhraseCode) -> dict[str, bool]:
    judged: dict[str, bool] = {}
    if row["asserts_country"] == "1":
        expected = row["exp_country"]
        if expected.startswith("!"):
            judged["country"] = (coded.country or "") != expected[1:]
        else:
            judged["country"] = (coded.country or "") == expected
    if row["asserts_code_1"] == "1":
        wanted = re.findall(r"[A-Z]{3}", row["exp_code_1"].replace("AND", " "))
        judged["code"] = (
            (coded.code in wanted) if wanted else coded.code in (None, "UNK", "GOV", "CVL", "PRE")
        )
    return judged


def _report(row: dict[str, str], coded: PhraseCode, field: str) -> dict[str, str]:
    expected = row["exp_country"] if field == "country" else row["exp_code_1"]
    got = coded.country if field == "country" else coded.code
    return {"phrase": row["input"], "field": field, "expected": expected, "got": got or ""}
