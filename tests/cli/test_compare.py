"""`demarche compare`: the two documents chosen, and what is printed of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from demarche.ledger.linking import link_ledger
from demarche.ledger.store import Run, View, Writer, open_store
from tests.ledger.link.made_up import make_call

RUSSIAN = ("Pyotr Lomov", "person", "RUS")
AMERICAN = ("Dale Hart", "person", "USA")
TEXTS = {
    "Wire": "Pyotr Lomov and Dale Hart spoke by phone, aides said.",
    "Kremlin": "Pyotr Lomov had a call with Dale Hart. They discussed grain. It was frank.",
    "The White House": "Dale Hart spoke by phone with Pyotr Lomov. They discussed grain.",
}


def tell(outlet: str) -> Any:
    text = TEXTS[outlet]
    quote = text.split(".")[0].split(",")[0]
    event: dict[str, Any] = {"topics": ("grain",)} if "grain" in text else {}
    return make_call(outlet, text, quote, parties=(RUSSIAN, AMERICAN), outlet=outlet, event=event)


def fill(path: Path, *outlets: str) -> dict[str, str]:
    """Make a linked ledger of one call; return its event ids by outlet."""
    run = {"at": "2031-05-01T00:00:00+00:00", "program": "test", "reader": "test"}
    store = open_store(path, create=True)
    writer = Writer(store, Run(kind="add", **run))
    for outlet in outlets:
        writer.add_report(tell(outlet))
    link_ledger(store, Run(kind="link", **run))
    found = {
        str(report.document.outlet): event.id
        for report in View(store).load_reports()
        for event in report.events
    }
    store.close()
    return found


def test_two_sides_are_chosen_before_a_wire(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    events = fill(path, *TEXTS)
    done = run("compare", events["Kremlin"], "--ledger", path)
    assert done.status == 0
    assert done.out.splitlines()[0] == "Kremlin and The White House"
    assert "  both\n    Kremlin: “grain”\n    The White House: “grain”\n" in done.out
    assert "  Kremlin only (businesslike)\n    “frank”\n" in done.out


def test_as_json_it_has_both_documents_and_their_quotes(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    events = fill(path, "Kremlin", "The White House")
    done = run("compare", *events.values(), "--ledger", path, "--json")
    found = json.loads(done.out)
    assert sorted(found["sides"]) == ["RUS", "USA"]
    (topic,) = [line for line in found["lines"] if line["kind"] == "topic"]
    assert (topic["finding"], topic["one"][0]["quote"]["quote"]) == ("both", "grain")


def test_a_contact_told_once_cannot_be_compared(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    events = fill(path, "Kremlin")
    done = run("compare", events["Kremlin"], "--ledger", path)
    assert done.status == 2
    assert "Q107" in done.err


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_an_id_that_is_none_is_one_line(run: Any, tmp_path: Path, option: tuple[str, ...]) -> None:
    path = tmp_path / "ledger.db"
    fill(path, "Kremlin")
    done = run("compare", "e:none", "--ledger", path, *option)
    assert (done.status, done.err.count("\n")) == (2, 1)
