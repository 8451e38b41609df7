"""The words of time, one character a word: a text becomes a string that patterns can be run on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from demarche.grounding.times.schema import Value, WordFile
from demarche.language.analysis import Token

NOTHING = "\0"
_FIRST_SYMBOL = 0xE000
_CACHE_LIMIT = 50_000
_PLAIN = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-"})

Values = Mapping[str, Value]
_NO_VALUES: Values = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cell:
    """What a word is: its symbols (more than one where it is written with hyphens), and values."""

    symbols: str
    values: tuple[Values, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A document as symbols; `cells[i]` are symbol i's values, `tokens[i]` its token index."""

    symbols: str
    values: Sequence[Values]
    words: Sequence[str]
    tokens: Sequence[int]


class Lexicon:
    """Classes of words and shapes of figures, with a symbol for each set of classes a word has."""

    def __init__(self, words: WordFile, literals: Iterable[str], core: Iterable[str] = ()) -> None:
        self._plain: dict[str, dict[str, Value]] = {}
        self._capital: dict[str, dict[str, Value]] = {}
        for name, group in words.classes.items():
            table = self._capital if group.capital else self._plain
            for word, value in {**dict.fromkeys(group.words), **group.values}.items():
                table.setdefault(word, {})[name] = value
        self._shapes = [
            (name, re.compile(shape.pattern), shape.number) for name, shape in words.shapes.items()
        ]
        self._literals = frozenset(literals)
        self._core = {n for n, c in words.classes.items() if c.core}
        self._core |= {n for n, s in words.shapes.items() if s.core} | {"=" + w for w in core}
        self._symbols: dict[frozenset[str], str] = {frozenset(): NOTHING}
        self._cache: dict[str, Cell] = {}
        vocabulary = sorted({*self._plain, *self._capital, *self._literals})
        for word in [*vocabulary, *(s for x in words.shapes.values() for s in x.samples)]:
            for form in (word, word.capitalize()):
                signature = frozenset(self.classify(form))
                self._symbols.setdefault(signature, chr(_FIRST_SYMBOL + len(self._symbols)))
        groups: dict[str, set[str]] = {}
        for signature, symbol in self._symbols.items():
            for name in signature:
                groups.setdefault(name, set()).add(symbol)
        self._groups = {name: frozenset(symbols) for name, symbols in groups.items()}
        found = [s for sig, s in self._symbols.items() if sig & self._core]
        self.core = re.compile("[" + "".join(sorted(found)) + "]")

    def classify(self, text: str) -> dict[str, Value]:
        """Return the classes of a word with the value it has in each."""
        low = text.lower().translate(_PLAIN)
        out = dict(self._plain.get(low, _NO_VALUES))
        if text[:1].isupper():
            out |= self._capital.get(low, _NO_VALUES)
        if low in self._literals:
            out["=" + low] = None
        if any(c.isdigit() or c in "½¼¾" for c in low):
            plain = text.translate(_PLAIN)
            for name, shape, number in self._shapes:
                if match := shape.fullmatch(plain):
                    value = match.group(1) if match.lastindex else match.group()
                    out[name] = int(value) if number else value
        return out

    def symbols_of(self, atom: str) -> frozenset[str]:
        """Return the symbols of all words in a class, or of a word as it stands."""
        name = atom if atom[:1].isupper() else "=" + atom
        return self._groups.get(name, frozenset())

    def lookup(self, text: str) -> Cell:
        """Return a word's cell."""
        cell = self._cache.get(text)
        if cell is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            cell = self._cache[text] = self._read(text)
        return cell

    def _read(self, text: str) -> Cell:
        whole = self._cell(text)
        plain = text.translate(_PLAIN)
        if whole.symbols != NOTHING or "-" not in plain.strip("-"):
            return whole
        pieces = [self._cell(p) for p in re.split("(-)", plain) if p]
        known = all(p.symbols != NOTHING for p in pieces)
        if not known and not any(self.core.search(p.symbols) for p in pieces):
            return whole
        return Cell(
            "".join(p.symbols for p in pieces),
            tuple(p.values[0] for p in pieces),
            tuple(p.words[0] for p in pieces),
        )

    def _cell(self, text: str) -> Cell:
        values = self.classify(text)
        symbol = self._symbols.get(frozenset(values), NOTHING)
        return Cell(symbol, (values,), (text.lower().translate(_PLAIN),))

    def encode(self, tokens: Sequence[Token]) -> Line:
        """Return the tokens as one line of symbols."""
        cells = [self.lookup(token.text) for token in tokens]
        symbols = "".join([cell.symbols for cell in cells])
        if len(symbols) == len(cells):
            values: Sequence[Values] = [cell.values[0] for cell in cells]
            return Line(symbols, values, [c.words[0] for c in cells], range(len(cells)))
        return Line(
            symbols,
            [v for cell in cells for v in cell.values],
            [w for cell in cells for w in cell.words],
            [i for i, cell in enumerate(cells) for _ in cell.values],
        )
