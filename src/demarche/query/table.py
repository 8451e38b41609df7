"""The answer to a question: frozen rows under named columns, and the ways out of here."""

from __future__ import annotations

import csv
import importlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TextIO, TypeVar

from demarche.display import render_html
from demarche.errors import QueryError
from demarche.model.base import Noun

RowT = TypeVar("RowT", bound="Noun | tuple[Any, ...]")
_JOINT = "; "


@dataclass(frozen=True, slots=True)
class Table(Generic[RowT]):
    """Rows in order. Each is a frozen record (after `sql`, a tuple), its fields as in `columns`."""

    columns: tuple[str, ...]
    rows: tuple[RowT, ...]

    @classmethod
    def of(cls, kind: type[RowT], rows: Sequence[RowT]) -> Table[RowT]:
        """Return the table of rows of one kind; columns are the kind's fields."""
        return cls(tuple(getattr(kind, "model_fields", ())), tuple(rows))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[RowT]:
        return iter(self.rows)

    def list_values(self) -> list[tuple[Any, ...]]:
        """Return the rows as tuples of JSON values (lists for what is several)."""
        return [tuple(row[name] for name in self.columns) for row in self.list_objects()]

    def list_objects(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries of JSON values."""
        return [
            row.model_dump(mode="json")
            if isinstance(row, Noun)
            else dict(zip(self.columns, row, strict=True))
            for row in self.rows
        ]

    def write_json(self, stream: TextIO) -> None:
        """Write one JSON object a line."""
        for one in self.list_objects():
            stream.write(json.dumps(one, ensure_ascii=False, default=str) + "\n")

    def write_csv(self, stream: TextIO) -> None:
        """Write a header and one line a row; what is several stands in one cell, parted by ";"."""
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(self.columns)
        for values in self.list_values():
            writer.writerow(_JOINT.join(map(str, v)) if isinstance(v, list) else v for v in values)

    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame`. Raises `QueryError` Q120 where pandas is not installed."""
        pandas = _import("pandas")
        return pandas.DataFrame(self.list_values(), columns=list(self.columns))

    def to_polars(self) -> Any:
        """Return a `polars.DataFrame`. Raises `QueryError` Q120 where Polars is not installed."""
        polars = _import("polars")
        return polars.DataFrame(self._list_columns())

    def to_arrow(self) -> Any:
        """Return a `pyarrow.Table`. Raises `QueryError` Q120 where pyarrow is not installed."""
        return _import("pyarrow").table(self._list_columns())

    def _repr_html_(self) -> str | None:
        return render_html(self)

    def _list_columns(self) -> dict[str, list[Any]]:
        values = self.list_values()
        return {name: [row[at] for row in values] for at, name in enumerate(self.columns)}


def _import(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise QueryError("Q120", f"{name} is not installed", hint=f"pip install {name}") from error
