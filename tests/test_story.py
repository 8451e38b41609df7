"""The story that comes with the package: weeks of diplomacy as one ledger tells them.

What a sentence is read as is tested elsewhere; here only what a person asks a ledger for must hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from demarche.query import Ledger, open_ledger
from tests.conftest import run_program

STORY = Path(str(files("demarche").joinpath("data/samples/story.jsonl")))
FIRST, LAST = date(2025, 2, 12), date(2025, 10, 22)
AS_OF = "2025-11-01"
# Who met or called whom on which day, as everybody knows.
HELD = (
    ("Trump", "Putin", "2025-02-12"),
    ("Trump", "Zelensky", "2025-02-12"),
    ("Lavrov", "Rubio", "2025-02-18"),
    ("Trump", "Zelensky", "2025-02-28"),
    ("USA", "UKR", "2025-03-11"),
    ("Putin", "Trump", "2025-03-18"),
    ("Zelensky", "Trump", "2025-03-19"),
    ("RUS", "UKR", "2025-05-16"),
    ("RUS", "UKR", "2025-06-02"),
    ("Putin", "Trump", "2025-08-15"),
)
MAY_BE_MISSED = 2


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the story, read and linked as a person would do it."""
    made = tmp_path_factory.mktemp("story") / "ledger.db"
    for words in (("add", str(STORY)), ("link",)):
        done = run_program(*words, "--ledger", str(made))
        assert done.status == 0, done.err
    return made


@pytest.fixture(scope="module")
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as opened:
        yield opened


def list_documents() -> list[dict[str, Any]]:
    return [json.loads(line) for line in STORY.read_text(encoding="utf-8").splitlines()]


def test_the_documents_are_short_dated_and_signed() -> None:
    documents = list_documents()
    assert len({one["id"] for one in documents}) == len(documents) >= 15
    for one in documents:
        assert FIRST <= date.fromisoformat(one["published"]) <= LAST
        assert one["text"].startswith(one["title"])
        assert 60 <= len(one["text"].split()) <= 260
        assert "sample" in one["outlet"].lower()


def test_the_contacts_are_found(ledger: Ledger) -> None:
    missed = [
        (one, other, day)
        for one, other, day in HELD
        if not ledger.contacts(one, other, since=day, until=day, status="occurred").rows
    ]
    assert len(missed) <= MAY_BE_MISSED, missed


def test_both_sides_tell_the_call_of_18_march(ledger: Ledger) -> None:
    day = "2025-03-18"
    (call, *_) = ledger.contacts("Putin", "Trump", since=day, until=day, status="occurred").rows
    outlets = {row.outlet for row in ledger.occurrence(call.id)}
    assert {"Kremlin (sample)", "The White House (sample)"} <= outlets


def test_a_promise_was_kept_and_others_are_open(ledger: Ledger) -> None:
    kept = ledger.commitments(status="kept", as_of=AS_OF).rows
    assert kept
    assert all(promise.since for promise in kept)
    assert ledger.commitments(open=True, as_of=AS_OF).rows
    before = kept[0].published
    assert kept[0].id not in {one.id for one in ledger.commitments(status="kept", as_of=before)}


def test_the_two_sides_of_one_call_differ(ledger: Ledger, path: Path) -> None:
    day = "2025-03-18"
    (call, *_) = ledger.contacts("Putin", "Trump", since=day, until=day, status="occurred").rows
    done = run_program("compare", call.id, "--ledger", str(path), "--json")
    found = json.loads(done.out)
    assert sorted(found["sides"]) == ["RUS", "USA"]
    findings = {line["finding"] for line in found["lines"]}
    assert {"only-one", "only-other"} <= findings
