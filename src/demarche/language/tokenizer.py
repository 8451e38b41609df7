"""Text → words: affixes come off, contractions are cut, what is left breaks at marks inside.

The steps and the English conventions are those of spaCy's tokenizer, with which the reader was
trained; the patterns and word lists are `data/language/words.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product

from demarche.rules.files import RuleModel, read_file

Range = tuple[int, int]

_APOSTROPHES = ("'", "’")


class Contraction(RuleModel):
    """Stems, and the endings that are cut off each; a space parts two endings."""

    stems: tuple[str, ...]
    endings: tuple[str, ...]


class WordRules(RuleModel):
    """The patterns and lists of `words.yml`; names of `classes` stand for their patterns."""

    longest: int
    classes: dict[str, str]
    front: tuple[str, ...]
    back: tuple[str, ...]
    inside: tuple[str, ...]
    address: str
    whole: tuple[str, ...]
    letters: tuple[str, ...]
    clipped: tuple[str, ...]
    apostrophed: tuple[str, ...]
    faces: tuple[str, ...]
    contractions: tuple[Contraction, ...]
    other_words: tuple[str, ...]
    hours: tuple[str, ...]
    degrees: tuple[str, ...]


class Cutter:
    """Cuts what stands between white space into words."""

    def __init__(self, rules: WordRules) -> None:
        self._front = re.compile("|".join(_expand(p, rules) for p in rules.front))
        self._back = re.compile("|".join(f"(?:{_expand(p, rules)})$" for p in rules.back))
        self._inside = re.compile("|".join(_expand(p, rules) for p in rules.inside))
        self._address = re.compile(f"(?:{_expand(rules.address, rules)})$")
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
            if front := self._front.match(rest):
                words.append((start, start + front.end()))
                start += front.end()
                rest = chunk[start:end]
                if not rest or rest in self._known:
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
    for name, value in rules.classes.items():
        pattern = pattern.replace(name, value)
    return pattern


def _lay_out(start: int, lengths: Iterable[int]) -> Iterator[Range]:
    for length in lengths:
        yield start, start + length
        start += length


def _list_known(rules: WordRules) -> dict[str, tuple[int, ...]]:
    """Return each chunk that is known, with the lengths of its words."""
    known = dict(_list_contractions(rules))
    for hour, half in product(range(1, 13), rules.hours):
        known[f"{hour}{half}"] = (len(str(hour)), len(half))
    for degree in rules.degrees:
        known[f"°{degree}."] = (1, len(degree), 1)
    for word in _list_whole(rules):
        known.setdefault(word, (len(word),))
    return known


def _list_contractions(rules: WordRules) -> Iterator[tuple[str, tuple[int, ...]]]:
    others = set(_spell(rules.other_words, ("'",)))
    for row in rules.contractions:
        for stem, ending, mark in product(row.stems, row.endings, (*_APOSTROPHES, "")):
            for first in (stem, stem.capitalize()):
                parts = [part.replace("'", mark) for part in (first, *ending.split())]
                if mark or "".join(parts) not in others:
                    yield "".join(parts), tuple(map(len, parts))


def _list_whole(rules: WordRules) -> Iterator[str]:
    yield from rules.faces
    yield from (f"{letter}." for letter in rules.letters)
    for mark in _APOSTROPHES:
        yield from (word.replace("'", mark) for word in rules.whole)
    yield from _spell(rules.clipped, (*_APOSTROPHES, ""))
    yield from _spell(rules.apostrophed, _APOSTROPHES)


def _spell(words: Iterable[str], apostrophes: Iterable[str]) -> Iterator[str]:
    """Yield each word with each apostrophe, with and without a capital."""
    for word, mark in product(words, apostrophes):
        letter = next(i for i, c in enumerate(word) if c.isalpha())
        for spelt in (word, word[:letter] + word[letter:].capitalize()):
            yield spelt.replace("'", mark)


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
    return [
        (chunk[start:end], found.start() + start)
        for found in load_cutter().chunks.finditer(text)
        for chunk in (found.group(),)
        for start, end in cut_chunk(chunk)
    ]
