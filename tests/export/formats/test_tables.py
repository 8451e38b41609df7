"""CSV, Parquet, DuckDB: the same rows, read by the csv module, by pyarrow, by DuckDB."""

import csv
import json

import duckdb
import pytest
from pyarrow import parquet

from demarche.errors import ExportError
from demarche.export.formats.parquet import read
from demarche.export.formats.tables import SHEETS
from tests.export.formats.conftest import LICENCE
from tests.query.conftest import RUN


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_record_is_a_row_with_quote_run_and_licence(visited, folder_of):
    folder = folder_of("csv")
    counts = visited.count()
    for sheet in SHEETS:
        rows = read_csv(folder / f"{sheet.name}.csv")
        assert sheet.name == "actors" or len(rows) == counts[sheet.name]
        assert {(row["run"], row["licence"]) for row in rows} == {(RUN.id, LICENCE)}
        assert all(row.get("quote", "-") for row in rows)
    notice = json.loads((folder / "export.json").read_text(encoding="utf-8"))
    assert (notice["licence"], [run["id"] for run in notice["runs"]]) == (LICENCE, [RUN.id])


def test_a_row_says_what_the_record_says_and_blank_where_it_does_not(folder_of):
    rows = read_csv(folder_of("csv") / "events.csv")
    visit = next(row for row in rows if row["mode"] == "visit")
    assert (visit["source"], visit["target"], visit["place"]) == ("Mara Olt", "Jules Roy", "Paris")
    assert (visit["place_country"], visit["topics"]) == ("FRA", "trade & tolls")
    assert visit["quote"].endswith("met\tForeign Minister Jules Roy\non “trade & tolls”")
    assert (visit["duration"], visit["published"], visit["occurrence"]) == ("", "", "")
    calls = [row for row in rows if row["occurrence"]]
    assert [(row["occurrence"], row["duration"]) for row in calls] == [("o:call", "90")] * 2
    assert calls[0]["others"] == "Northern League (observer)"


def test_parquet_comes_back_whole(visited, folder_of):
    back = list(read(folder_of("parquet")))
    assert back == [(t.report, t.source) for t in visited.tellings()]


def test_parquet_has_types_lists_and_nulls(folder_of):
    table = parquet.read_table(folder_of("parquet") / "events.parquet")
    assert table.schema.metadata[b"licence"].decode() == LICENCE
    row = next(one for one in table.to_pylist() if one["mode"] == "visit")
    assert (row["source"], row["place_lat"], row["duration"]) == (["Mara Olt"], 48.85, None)


def test_a_folder_without_its_tables_is_told(folder_of):
    folder = folder_of("parquet")
    (folder / "events.parquet").write_bytes(b"no table")
    with pytest.raises(ExportError, match=r"O203.*events\.parquet"):
        list(read(folder))


def test_duckdb_runs_the_script(folder_of, monkeypatch):
    folder = folder_of("duckdb")
    monkeypatch.chdir(folder)
    with duckdb.connect() as connection:
        connection.execute((folder / "views.sql").read_text(encoding="utf-8"))
        (number,) = connection.execute("SELECT count(*) FROM events").fetchone()
        contacts = connection.execute(
            "SELECT source, outlet, quote FROM contacts WHERE status = 'occurred'"
        ).fetchall()
        (due,) = connection.execute("SELECT max(due_end) FROM promises").fetchone()
        (said,) = connection.execute("SELECT count(*) FROM sayings").fetchone()
    assert (number, due, said) == (8, "2031-04-13", 4)
    assert [(source, outlet) for source, outlet, _ in contacts] == [
        (["Ana Rivas"], "Coast Wire"),
        (["Mara Olt"], "Seine Wire"),
    ]
    assert contacts[0][2].startswith("President Ana Rivas spoke by phone")
