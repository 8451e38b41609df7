"""Rows under named columns as text: commas or tabs, what is not known left blank."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

JOINT = "; "
Cell = str | int | float | None


class RowWriter:
    """Writes rows under columns; a row's field that is no column is a `ValueError`.

    A value that is None, or that a row does not have, becomes `blank`. With tabs nothing is quoted:
    white space in a value, line breaks too, becomes a space.
    """

    def __init__(
        self,
        stream: TextIO,
        columns: Sequence[str],
        *,
        tabs: bool = False,
        header: bool = True,
        blank: str = "",
    ) -> None:
        self._tabs, self._blank = tabs, blank
        layout: dict[str, object] = (
            {"delimiter": "\t", "quoting": csv.QUOTE_NONE, "quotechar": None} if tabs else {}
        )
        self._writer = csv.DictWriter(
            stream, columns, restval=blank, lineterminator="\n", **layout  # type: ignore[arg-type]
        )  # fmt: skip
        if header:
            self._writer.writeheader()

    def write(self, row: Mapping[str, Cell]) -> None:
        """Write one row."""
        self._writer.writerow({name: self._tell(value) for name, value in row.items()})

    def _tell(self, value: Cell) -> str:
        if value is None or value == "":
            return self._blank
        return " ".join(str(value).split()) if self._tabs else str(value)


def join(values: Iterable[str | None], joint: str = JOINT) -> str:
    """Return the values that are known, parted by semicolons."""
    return joint.join(value for value in values if value)
