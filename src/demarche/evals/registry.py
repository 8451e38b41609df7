"""The suites, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from demarche.errors import EvalError


@dataclass(frozen=True, slots=True)
class Suite:
    """A benchmark: what it scores, and where its function is (imported when it runs)."""

    summary: str
    module: str
    function: str = "run"

    def load(self) -> Callable[..., dict[str, Any]]:
        """Return the suite's function: a folder of data in, figures under flat names out."""
        loaded: Callable[..., dict[str, Any]] = getattr(import_module(self.module), self.function)
        return loaded


SUITES: dict[str, Suite] = {
    "ledger": Suite(
        "events, statements and commitments against gold documents", "demarche.evals.ledger"
    ),
}


EVERY = "all"


def run_suite(name: str, data: Path, *, file: Path | None = None) -> dict[str, Any]:
    """Run a suite (or "all" of them) on the folder `data`; return figures under flat names.

    `file` names one gold file for the suites that read gold documents. Raises `EvalError` E105
    for a name that no suite has, and what the suite raises when its data is not there.
    """
    if name == EVERY:
        return {k: v for suite in SUITES.values() for k, v in suite.load()(data).items()}
    suite = SUITES.get(name)
    if suite is None:
        known = ", ".join((*SUITES, EVERY))
        raise EvalError("E105", f"no suite is called {name!r}", hint=f"one of {known}")
    return suite.load()(data, file=file) if file else suite.load()(data)
