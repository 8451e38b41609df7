"""What could not be read, one line each on standard error."""

from __future__ import annotations

import typer

from demarche.export.wording import tidy
from demarche.model import Report


def print_failures(report: Report, origin: str) -> None:
    """Print each error of a report: where from, the code, what happened and what to do."""
    for finding in report.findings:
        if finding.severity == "error":
            where = "" if origin in finding.message else f"{origin}: "
            typer.echo(tidy(f"demarche: {where}{finding.code}: {finding.message}"), err=True)
