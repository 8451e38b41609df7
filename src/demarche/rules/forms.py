"""Forms of the words that rules name, so that a rule holds even where a lemma was misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from demarche.rules.facts import load_facts
from demarche.rules.files import RuleModel, Words, read_file
from demarche.rules.lexicon import load_lexicon
from demarche.rules.modality import load_modality

_VOWELS = frozenset("aeiou")


class FormFile(RuleModel):
    """Irregular forms by lemma."""

    irregular: dict[str, Words]


@cache
def load_forms() -> dict[str, tuple[str, ...]]:
    """Return the lemmas of every form of the words that rules name, the likeliest first."""
    irregular = read_file(FormFile, "rules", "events-forms.yml").irregular
    vocabulary = sorted({*_list_words(), *irregular})
    forms: dict[str, list[str]] = {lemma: [lemma] for lemma in vocabulary}
    for lemma in vocabulary:
        for form in irregular.get(lemma, ()):
            forms.setdefault(form, []).append(lemma)
    for lemma in vocabulary:
        for form in inflect(lemma):
            if lemma not in irregular or form.endswith(("s", "ing")):
                forms.setdefault(form, []).append(lemma)
    return {form: tuple(dict.fromkeys(lemmas)) for form, lemmas in forms.items()}


def mend_lemma(form: str, lemma: str) -> str:
    """Return the lemma, or where it cannot be one of the form, the likeliest that can."""
    lemmas = load_forms().get(form.lower(), ())
    return lemma if not lemmas or lemma in lemmas else lemmas[0]


def inflect(lemma: str) -> Iterator[str]:
    """Yield the regular forms of a word: plural or third person, past, participle."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    elif lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith(("s", "x", "z", "ch", "sh")):
        yield from (lemma + "es", lemma + "ed", lemma + "ing")
    else:
        yield from (lemma + "s", lemma + "ed", lemma + "ing")
        if len(lemma) > 2 and lemma[-1] not in "wxyaeiou" and lemma[-2] in _VOWELS:
            yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


def _list_words() -> Iterable[str]:
    for rule in load_lexicon().rules.values():
        entry = rule.entry
        yield from entry.lemma
        for words in (entry.object, entry.object_modifier, entry.complement, entry.not_object):
            yield from words
        yield from entry.modifier
    book = load_modality()
    yield from book.control.support
    for modality in book.rules:
        yield from modality.governor
    facts = load_facts()
    yield from facts.topic_verbs
    for cue in facts.modes:
        yield from cue.lemmas
