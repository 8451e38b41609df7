"""Words of names made comparable beyond case and accents: the spellings of one name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from demarche.grounding.actors.entries import Entry
from demarche.grounding.actors.spelling import fold

_WORD = re.compile(r"[^\W\d_]+")


class Alike(Entry):
    """Spellings of one word, or ends of words, separated by `; `; the first stands for all."""

    same: str = ""
    ends: str = ""


class Speller:
    """Words of names, each replaced by the spelling that stands for its kin."""

    def __init__(self, entries: Iterable[Alike] = ()) -> None:
        self._known: dict[str, str] = {}
        self._ends: dict[str, str] = {}
        for entry in entries:
            for field, table in ((entry.same, self._known), (entry.ends, self._ends)):
                first, *others = (part.strip() for part in field.split(";"))
                table.update(dict.fromkeys(others, first))
        self._longest = sorted(self._ends, key=len, reverse=True)

    def split(self, text: str) -> list[str]:
        """Return the words of a name, alike for alike spellings."""
        return [self._known.get(w) or self._learn(w) for w in _WORD.findall(fold(text))]

    def _learn(self, word: str) -> str:
        for end in self._longest:
            if word.endswith(end) and len(word) > len(end) + 2:
                self._known[word] = word[: -len(end)] + self._ends[end]
                break
        else:
            self._known[word] = word
        return self._known[word]
