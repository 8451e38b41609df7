"""Lemmas of inflected forms: irregular ones from a table, regular ones by rule.

Where cutting an ending leaves several possible lemmas ("hoped": hop or hope), the one that stands
earlier in the encoder's vocabulary wins: its word pieces are ordered by how common they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

import yaml

from demarche.errors import RuleError

KINDS = ("verb", "noun", "other")
VOWELS = "aeiouy"
Rank = Callable[[str], int | None]


@lru_cache(maxsize=1)
def load_irregular() -> dict[str, dict[str, str]]:
    """Return form → lemma by kind of word; raises `RuleError` R150 for a kind that is none."""
    path = files("demarche") / "data" / "language" / "inflection.yml"
    stored = yaml.safe_load(path.read_text(encoding="utf-8"))
    if set(stored) != set(KINDS):
        raise RuleError("R150", f"inflection.yml: kinds are {', '.join(KINDS)}")
    return {
        kind: {form: lemma for lemma, forms in table.items() for form in forms}
        for kind, table in stored.items()
    }


def find_lemma(form: str, xpos: str, rank: Rank) -> str | None:
    """Return the lemma of a form with this Penn tag, or None where no rule speaks.

    `rank` gives a word's place in the vocabulary, or None if it is not in it.
    """
    word = form.lower()
    table = load_irregular()
    for kind in _list_kinds(xpos):
        if word in table[kind]:
            return table[kind][word]
    if not word[:1].isalpha():
        return None
    if xpos in ("VBD", "VBN") and word.endswith("ed"):
        return _choose(_cut_ending(word, 2), rank)
    if xpos == "VBG" and word.endswith("ing") and len(word) > 4:
        return _choose(_cut_ending(word, 3), rank)
    if xpos in ("VBZ", "NNS") and word.endswith("s"):
        return _choose(_cut_s(word), rank)
    if xpos in ("VB", "VBP", "VBD", "VBN", "VBG", "VBZ", "NN", "NNS", "MD"):
        return word
    return None


def _list_kinds(xpos: str) -> tuple[str, ...]:
    if xpos.startswith("V") or xpos == "MD":
        return ("verb",)
    return ("noun",) if xpos == "NNS" else ("other",)


def _cut_ending(word: str, length: int) -> list[str]:
    """Return the lemmas that "-ed" or "-ing" may have been put to."""
    stem = word[:-length]
    if not stem:
        return [word]
    out = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        out.append(stem[:-1])
    if stem.endswith("i") and length == 2:
        out = [stem[:-1] + "y"]
    return out


def _cut_s(word: str) -> list[str]:
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y", word[:-1]]
    if word.endswith(("ss", "us", "is")):
        return [word]
    out = [word[:-1]]
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        out.append(word[:-2])
    return out


def _choose(candidates: list[str], rank: Rank) -> str:
    """Return the commonest candidate; of words the vocabulary lacks, the one that looks best."""
    known = [(place, c) for c in candidates if (place := rank(c)) is not None]
    if known:
        return min(known)[1]
    stem = candidates[0]
    if len(candidates) == 3:
        return candidates[2]
    soft = stem.endswith(("c", "v", "z", "u", "at", "iz", "is", "ut", "ok", "ag", "eg", "dg", "rg"))
    return candidates[1] if len(candidates) > 1 and soft and stem[-1:] != "s" else stem
