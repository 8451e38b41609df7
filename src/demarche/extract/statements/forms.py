"""The forms a cue takes in the text: what a word is a form of, told by its letters alone.

A rule's cue must be found whatever the reader makes of its lemma.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_VOWELS = "aeiou"


def list_verb_forms(lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the lemma with its -s, -ed and -ing forms; `irregular` gives pasts and participles."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    forms = [lemma, _add_s(lemma), stem + "ing"]
    doubled = _double(lemma)
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        past = [lemma[:-1] + "ied"]
    else:
        past = [lemma + "d" if lemma.endswith("e") else lemma + "ed"]
    if doubled:
        forms.append(doubled + "ing")
        past.append(doubled + "ed")
    return [*forms, *(irregular.get(lemma) or past)]


def list_noun_forms(lemma: str) -> list[str]:
    """Return the lemma and its plural."""
    return [lemma, _add_s(lemma)]


def _add_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma + "s"


def _double(lemma: str) -> str | None:
    """Return the lemma with its last letter doubled, where spelling may double it."""
    if len(lemma) < 3 or lemma[-1] in _VOWELS + "wxy":
        return None
    if lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS:
        return lemma + lemma[-1]
    return None


def index_forms(
    lemmas: Iterable[tuple[str, str]], irregular: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str], str]:
    """Return the lemma of each form by part of speech; `lemmas` are (part of speech, lemma)."""
    found: dict[tuple[str, str], str] = {}
    for pos, lemma in lemmas:
        if pos == "verb":
            forms = list_verb_forms(lemma, irregular)
        elif pos == "noun":
            forms = list_noun_forms(lemma)
        else:
            forms = [lemma]
        for form in forms:
            found.setdefault((pos, form), lemma)
    return found
