"""What a match's named parts say: values of classes, numbers in figures and words."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.grounding.times.lexicon import Line, Values
from demarche.grounding.times.rulebook import Rulebook
from demarche.grounding.times.scanning import Match
from demarche.grounding.times.schema import Value

_FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75}


class Fields:
    """What a match's named parts say, by name: values of classes, numbers in words, a clock."""

    def __init__(self, match: Match, line: Line, book: Rulebook) -> None:
        self._match = match
        self._line = line
        self._fields = book.words.fields

    def __contains__(self, name: str) -> bool:
        return name in self._match.parts

    def get(self, name: str) -> Value:
        """Return the first value in part `name` of the classes the field is read from."""
        start, end = self._match.parts.get(name, (0, 0))
        for cell in range(start, end):
            values = self._line.values[cell]
            for group in self._fields[name]:
                if group in values:
                    return values[group]
        return None

    def number(self, name: str) -> int | None:
        """Return part `name` as an integer, or None where it is not one."""
        value = self.get(name)
        return int(value) if value is not None else None

    def text(self, name: str) -> str | None:
        """Return part `name` as text."""
        value = self.get(name)
        return str(value) if value is not None else None

    def words(self, name: str | None = None) -> tuple[str, ...]:
        """Return the lower-case words of part `name`, or of the whole match."""
        start, end = (
            (self._match.start, self._match.end)
            if name is None
            else self._match.parts.get(name, (0, 0))
        )
        return tuple(self._line.words[start:end])

    def has(self, group: str) -> bool:
        """Tell whether any word of the match is in a class."""
        return any(
            group in self._line.values[cell] for cell in range(self._match.start, self._match.end)
        )

    def find(self, group: str) -> Value:
        """Return the value of the first word of the match in a class."""
        for cell in range(self._match.start, self._match.end):
            if group in self._line.values[cell]:
                return self._line.values[cell][group]
        return None

    def amount(self, name: str) -> float | None:
        """Return part `name` as a number in figures or words ("two and a half"); None is vague."""
        start, end = self._match.parts.get(name, (0, 0))
        return read_number([self._line.values[c] for c in range(start, end)], self.words(name))


def read_number(cells: Sequence[Values], words: Sequence[str]) -> float | None:
    """Read a number written in figures and words; None where it is vague ("several")."""
    total: float | None = None
    for values, word in zip(cells, words, strict=True):
        if "VAGUE" in values or word == "few":
            return None
        if "NUMBER" in values:
            total = (total or 0) + float(str(values["NUMBER"]).replace(",", ""))
        elif "NUMWORD" in values:
            total = (total or 0) + _as_float(values["NUMWORD"])
        elif "MULT" in values:
            total = (total or 1) * _as_float(values["MULT"])
        elif "COUPLE" in values:
            total = (total or 1) * _as_float(values["COUPLE"])
        elif "FRACTION" in values:
            total = (total or 0) + _FRACTIONS[str(values["FRACTION"])]
        elif "HALF" in values:
            total = (total or 0) + 0.5
    return 1 if total is None else total


def _as_float(value: Value) -> float:
    return float(value) if value is not None else 0.0
