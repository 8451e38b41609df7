"""The same input gives the same bytes, in whatever process."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.resources import files

from tests.conftest import Ran


def test_the_same_bytes_across_processes(demarche: Callable[..., Ran]) -> None:
    samples = str(files("demarche").joinpath("data/samples/articles.jsonl"))
    first, second = (
        demarche("read", samples, "--json", env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "4242")
    )
    assert first.status == 0
    assert first.out == second.out
    assert sum(len(report["events"]) for report in first.reports) > 10


def test_a_document_reads_the_same_alone_and_among_others(
    demarche: Callable[..., Ran], samples: list[dict[str, str]]
) -> None:
    path = str(files("demarche").joinpath("data/samples/articles.jsonl"))
    among = demarche("read", path, "--json").reports[1]
    sample = samples[1]
    alone = demarche(
        "read", "-", "--json", "--id", sample["id"], "--published", sample["published"],
        "--title", sample["title"], "--outlet", sample["outlet"],
        stdin=sample["text"].encode(),
    ).reports[0]  # fmt: skip
    for records in ("events", "statements", "commitments"):
        assert [_state(r) for r in alone[records]] == [_state(r) for r in among[records]]


def _state(record: dict[str, object]) -> tuple[object, ...]:
    return (record["evidence"] if "evidence" in record else record["content"], record.get("type"))
