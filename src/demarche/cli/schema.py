"""`demarche schema`: the JSON Schema of a report."""

from __future__ import annotations

import json

import typer


def print_schema() -> None:
    """Print the JSON Schema of the reports that `demarche read --json` prints."""
    from demarche.model import Report

    schema = Report.model_json_schema(by_alias=True, mode="serialization")
    typer.echo(json.dumps(schema, indent=1, ensure_ascii=False))
