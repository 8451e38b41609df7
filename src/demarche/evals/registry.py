"""The suites, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from demarche.errors import EvalError

EVERY = "all"


@dataclass(frozen=True, slots=True)
class Suite:
    """A benchmark: what it scores, and where its function is (imported when it runs).

    The function takes the folder of data (and `file`, where `takes_file`) and returns its figures
    under flat names; the suite's own name is put in front of those that lack it.
    """

    summary: str
    module: str
    takes_file: bool = False

    def load(self) -> Callable[..., dict[str, Any]]:
        """Return the suite's function."""
        loaded: Callable[..., dict[str, Any]] = import_module(self.module).run
        return loaded


SUITES: dict[str, Suite] = {
    "ledger": Suite(
        "events, statements and commitments against gold documents",
        "demarche.evals.ledger",
        takes_file=True,
    ),
    "ud": Suite("tags and dependencies, on gold tokens and from raw text", "demarche.evals.ud"),
    "ner": Suite(
        "persons, organisations and places in news", "demarche.evals.ner", takes_file=True
    ),
    "attribution": Suite(
        "who said what: source, cue and content in news", "demarche.evals.attribution"
    ),
    "plv": Suite("type of an act between a marked source and target", "demarche.evals.plv"),
    "aw": Suite("conflict or not between a marked source and target", "demarche.evals.aw"),
    "calibration": Suite(
        "confidences against how often they are right", "demarche.evals.calibration"
    ),
    "timex": Suite(
        "dates, times, durations and sets in news", "demarche.evals.timex", takes_file=True
    ),
    "coref": Suite("who is meant by each mention, in news", "demarche.evals.coref"),
    "actors": Suite("actor phrases coded to country and sector", "demarche.evals.actors"),
    "link": Suite("one contact in two documents, plans held, copies", "demarche.evals.link"),
}


def run_suite(name: str, data: Path, *, file: Path | None = None) -> dict[str, Any]:
    """Run a suite (or "all" of them) on the folder `data`; return figures under flat names.

    `file` names one gold file for the suites that read gold documents. Raises `EvalError` E105
    for a name that no suite has, E106 for a file where none can be named, and what the suite
    raises when its data is not there.
    """
    if name == EVERY:
        return {k: v for suite in SUITES for k, v in run_suite(suite, data).items()}
    suite = SUITES.get(name)
    if suite is None:
        known = ", ".join((*SUITES, EVERY))
        raise EvalError("E105", f"no suite is called {name!r}", hint=f"one of {known}")
    if file and not suite.takes_file:
        raise EvalError("E106", f"the suite {name} reads several files", hint="use --data")
    figures = suite.load()(data, file=file) if file else suite.load()(data)
    own = f"{name}."
    return {own + figure.removeprefix(own): value for figure, value in figures.items()}
