"""The ways out of a ledger, one file a format.

Enters: what a ledger's questions select, document by document. Leaves: files that other programs
read, each with licence, run and quote where it has room for them. Never: reads the ledger itself,
asks the clock, holds all records at once (but for what GraphML counts).
"""

from demarche.errors import ExportError
from demarche.export.formats import (
    brat,
    colt,
    csv_tables,
    duckdb_views,
    ftm,
    gdelt,
    graphml,
    ical,
    icews,
    json_lines,
    parquet,
    plover,
    polecat,
    timelinejs,
    web_annotation,
)
from demarche.export.formats.format import Format, Job

FORMATS: dict[str, Format] = {
    module.FORMAT.name: module.FORMAT
    for module in (
        json_lines, csv_tables, parquet, duckdb_views, plover, polecat, icews, gdelt, colt, brat,
        web_annotation, ftm, ical, timelinejs, graphml,
    )
}  # fmt: skip

__all__ = ["FORMATS", "Format", "Job", "find_format"]


def find_format(name: str) -> Format:
    """Return the format of a name; raises `ExportError` O101 where there is none."""
    found = FORMATS.get(name.lower())
    if found is None:
        raise ExportError("O101", f"no format {name}", hint=f"one of {', '.join(FORMATS)}")
    return found
