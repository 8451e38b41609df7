"""Tables and the ways out of them."""

import csv
import io
import json
import sys
from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from demarche.errors import QueryError
from demarche.query.rows import ActorRow
from demarche.query.table import Table


@pytest.fixture
def table():
    row = ActorRow(
        name='Ana "A" Rivas', kind="person", country=None, registry=None, names=("Rivas", "Ana"),
        roles=(), documents=2, records=3, first="2031-04-02", last=None,
    )  # fmt: skip
    return Table.of(ActorRow, [row])


def test_rows_are_frozen(table):
    with pytest.raises(ValidationError):
        table.rows[0].name = "x"


def test_json_is_one_object_a_line(table):
    stream = io.StringIO()
    table.write_json(stream)
    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["names"] == ["Rivas", "Ana"]
    assert tuple(json.loads(line)) == table.columns


def test_csv_has_a_header_and_joins_what_is_several(table):
    stream = io.StringIO()
    table.write_csv(stream)
    header, row = csv.reader(io.StringIO(stream.getvalue()))
    assert tuple(header) == table.columns
    assert dict(zip(header, row, strict=True))["names"] == "Rivas; Ana"
    assert row[0] == 'Ana "A" Rivas'


def test_an_empty_table_still_has_its_columns():
    stream = io.StringIO()
    Table.of(ActorRow, []).write_csv(stream)
    assert stream.getvalue().startswith("name,kind,country")


@pytest.mark.parametrize(
    ("name", "method"), [("pandas", "to_pandas"), ("polars", "to_polars"), ("pyarrow", "to_arrow")]
)
def test_a_package_that_is_not_there_is_named(table, monkeypatch, name, method):
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(QueryError, match=f"pip install {name}"):
        getattr(table, method)()


def test_what_pandas_polars_and_arrow_are_given(table, monkeypatch):
    class Frame:
        def __init__(self, data, columns=None):
            self.data, self.columns = data, columns

    monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=Frame))
    monkeypatch.setitem(sys.modules, "polars", SimpleNamespace(DataFrame=Frame))
    monkeypatch.setitem(sys.modules, "pyarrow", SimpleNamespace(table=Frame))
    assert table.to_pandas().columns == list(table.columns)
    assert table.to_pandas().data[0][table.columns.index("documents")] == 2
    for made in (table.to_polars(), table.to_arrow()):
        assert made.data["names"] == [["Rivas", "Ana"]]
        assert list(made.data) == list(table.columns)
