"""Hard cases of the codebook, read by the whole chain up to events."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from demarche.extract.events import EventDraft, find_events
from demarche.grounding.ground import ground
from demarche.grounding.mentions import Grounding
from demarche.language.reader import load_reader
from demarche.model import Block, Document

CASES: list[dict[str, Any]] = [
    case
    for path in sorted(Path(__file__).parents[2].joinpath("cases", "events").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
pytestmark = pytest.mark.skipif(
    not files("demarche").joinpath("data", "reader", "reader.onnx").is_file(), reason="no weights"
)


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Grounding, list[EventDraft]]]:
    documents = [
        Document(
            id=case["name"],
            sha256="0",
            text=case["text"],
            blocks=(Block(kind="paragraph", start=0, end=len(case["text"])),),
        )
        for case in CASES
    ]
    grounded = [ground(analysis) for analysis in load_reader().analyze(documents)]
    return {g.analysis.document.id: (g, find_events(g)) for g in grounded}


def _names(grounding: Grounding, ids: tuple[str, ...]) -> str:
    forms = [
        form
        for i in ids
        for form in (grounding.actors[i].name, *(m.quote for m in grounding.actors[i].mentions))
    ]
    return " | ".join(forms)


def _fits(grounding: Grounding, draft: EventDraft, wanted: dict[str, Any]) -> bool:
    for part in ("source", "target"):
        names = _names(grounding, getattr(draft, part))
        if part == "source" and draft.type == "CONSULT":
            names = _names(grounding, (*draft.source, *draft.target))
        if not all(name in names for name in wanted.get(part, [])):
            return False
    return all(
        getattr(draft, key) == wanted[key]
        for key in ("type", "mode", "status", "medium")
        if key in wanted
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], read: dict[str, tuple[Grounding, list[EventDraft]]]) -> None:
    grounding, drafts = read[case["name"]]
    told = [
        (d.type, d.mode, d.status, _names(grounding, d.source), _names(grounding, d.target))
        for d in drafts
    ]
    missing = [w for w in case["expect"] if not any(_fits(grounding, d, w) for d in drafts)]
    unwanted = [d.type for d in drafts if d.type in case.get("absent", [])]
    if case["tier"] == "want" and (missing or unwanted):
        pytest.skip(f"wanted: {missing or unwanted}")
    assert not missing, told
    assert not unwanted, told
