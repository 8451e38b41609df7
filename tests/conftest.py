"""What the tests of every room share."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("demarche", deadline=None, derandomize=True)
settings.load_profile("demarche")

PROGRAM = Path(sys.executable).with_name("demarche")


@dataclass(frozen=True)
class Ran:
    """What the program did: its exit status, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def reports(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def codes(self) -> list[str]:
        """The codes of all findings, in order."""
        return [finding["code"] for report in self.reports for finding in report["findings"]]


def run_program(*words: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ran:
    """Run `demarche WORDS` in a process of its own, as a user does."""
    done = subprocess.run(
        [PROGRAM, *words], input=stdin, capture_output=True, env=env, timeout=300, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def demarche() -> Callable[..., Ran]:
    """The program, to be run with words and standard input."""
    return run_program


@pytest.fixture(scope="session")
def samples() -> list[dict[str, Any]]:
    """The sample articles that come with the package."""
    lines = files("demarche").joinpath("data/samples/articles.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]
