"""The tutorial notebook runs from its first cell to its last."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"
SHOWN = (
    "report",
    "report.document",
    "ledger.contacts(",
    "ledger.commitments(status",
    "ledger.timeline(",
    "ledger.compare(",
    "ledger.sql(",
)


@pytest.fixture(scope="module")
def cells() -> list[Any]:
    """The cells with code, after a run in a kernel of their own."""
    notebook = nbformat.read(TUTORIAL, as_version=4)
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path}
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute(env=environment)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_it_is_kept_without_what_it_once_printed() -> None:
    notebook = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells)


def test_every_cell_runs(cells: list[Any]) -> None:
    assert len(cells) > 10
    assert all(cell.execution_count for cell in cells)


@pytest.mark.parametrize("ending", SHOWN)
def test_what_is_shown_is_shown_as_html(cells: list[Any], ending: str) -> None:
    cell = next(c for c in cells if c.source.splitlines()[-1].startswith(ending))
    shown = [output.data for output in cell.outputs if output.output_type == "execute_result"]
    assert "<div" in shown[-1]["text/html"]
