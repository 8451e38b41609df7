"""DuckDB: the Parquet tables, and a script that makes views of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from demarche.export.formats import parquet
from demarche.export.formats.format import Format, Job
from demarche.export.formats.tables import SHEETS
from demarche.query.selection import Telling

SCRIPT = "views.sql"
_ENTITLED = "d.outlet, d.title, d.url"
# One row an occurrence, where several documents tell it: the surest.
_VIEWS = f"""
CREATE OR REPLACE VIEW happenings AS
SELECT e.* EXCLUDE (body), {_ENTITLED}
FROM events e JOIN documents d ON d.id = e.document
QUALIFY row_number() OVER (
  PARTITION BY coalesce(e.occurrence, e.id) ORDER BY e.confidence DESC, e.day, e.id
) = 1;

CREATE OR REPLACE VIEW contacts AS
SELECT * FROM happenings WHERE type = 'CONSULT' ORDER BY day;

CREATE OR REPLACE VIEW promises AS
SELECT c.* EXCLUDE (body), {_ENTITLED}
FROM commitments c JOIN documents d ON d.id = c.document ORDER BY c.published;

CREATE OR REPLACE VIEW sayings AS
SELECT s.* EXCLUDE (body), {_ENTITLED}
FROM statements s JOIN documents d ON d.id = s.document ORDER BY s.published;
"""


def write(tellings: Iterable[Telling], folder: Path, job: Job) -> None:
    """Write the Parquet tables and `views.sql`, to be run in their folder.

    Raises what `parquet.write` raises.
    """
    parquet.write(tellings, folder, job)
    lines = [
        f"-- {job.program}. Licence: {' '.join(job.licence.split())}",
        "-- Run in this folder: duckdb -init views.sql",
    ]
    lines += [
        f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{name}.parquet');"
        for name in (sheet.name for sheet in SHEETS)
    ]
    (folder / SCRIPT).write_text("\n".join(lines) + "\n" + _VIEWS, encoding="utf-8")


FORMAT = Format("duckdb", "the Parquet tables with a script of DuckDB views", to_folder=write)
