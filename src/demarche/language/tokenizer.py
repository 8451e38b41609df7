"""Text → words: affixes come off, one by one; what is left stays whole or breaks at marks inside.

The words are those of spaCy's English tokenizer but for rare cases (a test measures how rare); the
patterns and abbreviations are data, `data/language/words.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from demarche.rules.files import RuleModel, read_file

Range = tuple[int, int]


class WordRules(RuleModel):
    """The patterns and lists of `words.yml`; names of `classes` stand for their patterns."""

    longest: int
    classes: dict[str, str]
    front: tuple[str, ...]
    back: tuple[str, ...]
    inside: tuple[str, ...]
    address: str
    whole: tuple[str, ...]
    cut: tuple[str, ...]
    abbreviations: dict[str, tuple[str, ...]]


class Cutter:
    """Cuts what stands between white space into words."""

    def __init__(self, rules: WordRules) -> None:
        self._front = re.compile("|".join(_expand(p, rules) for p in rules.front))
        self._back = re.compile("|".join(f"(?:{_expand(p, rules)})$" for p in rules.back))
        self._inside = re.compile("|".join(_expand(p, rules) for p in rules.inside))
        self._address = re.compile(f"(?:{_expand(rules.address, rules)})$")
        self._whole = re.compile(f"(?:{'|'.join(_expand(p, rules) for p in rules.whole)})$")
        self._known = _list_known(rules)
        self.chunks = re.compile(rf"\S{{1,{rules.longest}}}")

    def cut(self, chunk: str) -> tuple[Range, ...]:
        """Return the words of a chunk without white space, as ranges of its characters."""
        start, end = 0, len(chunk)
        words: list[Range] = []
        tail: list[Range] = []
        while start < end:
            rest = chunk[start:end]
            if rest in self._known:
                words += _lay_out(start, self._known[rest])
                break
            if self._whole.match(rest):
                words.append((start, end))
                break
            if front := self._front.match(rest):
                words.append((start, start + front.end()))
                start += front.end()
                rest = chunk[start:end]
                if not rest or rest in self._known or self._whole.match(rest):
                    continue
            if back := self._back.search(rest):
                tail.append((start + back.start(), end))
                end = start + back.start()
            elif not front:
                words += self._break(rest, start)
                break
        self._join_abbreviation(chunk, words, tail)
        return (*words, *reversed(tail))

    def _break(self, rest: str, start: int) -> Iterator[Range]:
        """Yield the words of what has no affix: an address whole, else broken at marks inside."""
        if self._address.match(rest):
            yield start, start + len(rest)
            return
        at = 0
        for mark in self._inside.finditer(rest):
            if mark.start() == 0:
                continue
            if mark.start() > at:
                yield start + at, start + mark.start()
            yield start + mark.start(), start + mark.end()
            at = mark.end()
        if at < len(rest):
            yield start + at, start + len(rest)

    def _join_abbreviation(self, chunk: str, words: list[Range], tail: list[Range]) -> None:
        """Give a full stop back to an abbreviation behind a hyphen ("R-Calif.")."""
        if len(words) < 2 or not tail:
            return
        start, end = words[-1][0], tail[-1][1]
        if self._known.get(chunk[start:end]) == (end - start,):
            words[-1] = (start, end)
            tail.pop()


def _expand(pattern: str, rules: WordRules) -> str:
    """Return the pattern with every class in its place, those within classes too."""
    written = ""
    while written != pattern:
        written = pattern
        for name, value in rules.classes.items():
            pattern = pattern.replace(name, value)
    return pattern


def _lay_out(start: int, lengths: Iterable[int]) -> Iterator[Range]:
    for length in lengths:
        yield start, start + length
        start += length


def _list_known(rules: WordRules) -> dict[str, tuple[int, ...]]:
    """Return each chunk that is known, with the lengths of its words."""
    known: dict[str, tuple[int, ...]] = {}
    for row in rules.abbreviations.values():
        known |= {word: (len(word),) for word in row}
    for parts in rules.cut:
        lengths = tuple(map(len, parts.split()))
        for first in (parts, parts.capitalize()):
            known["".join(first.split())] = lengths
    return known


@cache
def load_cutter() -> Cutter:
    """Return the cutter of the package's rules, made once."""
    return Cutter(read_file(WordRules, "language", "words.yml"))


@lru_cache(maxsize=1 << 15)
def cut_chunk(chunk: str) -> tuple[Range, ...]:
    """Return the words of a chunk without white space, as ranges of its characters."""
    return load_cutter().cut(chunk)


def split_words(text: str) -> list[tuple[str, int]]:
    """Return the words of a text with their code-point offsets; white space is not a word."""
    words: list[tuple[str, int]] = []
    for found in load_cutter().chunks.finditer(text):
        chunk, at = found.group(), found.start()
        ranges = cut_chunk(chunk)
        if len(ranges) == 1:
            words.append((chunk, at))
        else:
            words += [(chunk[start:end], at + start) for start, end in ranges]
    return words
