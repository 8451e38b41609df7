"""Loads, checks and compiles the time rules and their words, once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from demarche.errors import RuleError
from demarche.grounding.times.lexicon import NOTHING, Lexicon
from demarche.grounding.times.pattern import Compiled, compile_pattern, expand_macros
from demarche.grounding.times.schema import Holiday, HolidayFile, Rule, RuleFile, WordFile
from demarche.rules.files import read_file

_LITERAL = re.compile(r"[^\s()|?*]+")
_NAME = re.compile(r"[a-z0-9_]+:(?=.)")
_ANY = "NIL"
FOLDER = "rules"


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule with one of its patterns compiled, and the symbols that must or must not be beside."""

    rule: Rule
    pattern: Compiled
    before: frozenset[str] | None
    not_before: frozenset[str]
    after: Compiled | None
    not_after: Compiled | None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All the finder reads: lexicon, rules by the symbol they start with, words, holidays."""

    rules: tuple[Rule, ...]
    words: WordFile
    lexicon: Lexicon
    starting: Mapping[str, tuple[ReadyRule, ...]]
    holidays: Mapping[str, Holiday]


@lru_cache(maxsize=1)
def load_rulebook() -> Rulebook:
    """Return the rulebook of the package's data."""
    return build_rulebook(
        read_file(RuleFile, FOLDER, "times.yml"),
        read_file(WordFile, FOLDER, "times-words.yml"),
        read_file(HolidayFile, FOLDER, "times-holidays.yml"),
    )


def build_rulebook(rules: RuleFile, words: WordFile, named: HolidayFile) -> Rulebook:
    """Compile rules; raises `RuleError` where an id is used twice or a pattern is malformed."""
    seen: set[str] = set(rules.retired)
    for rule in rules.rules:
        if rule.id in seen:
            raise RuleError("R123", f"time rule {rule.id} is defined twice or retired")
        seen.add(rule.id)
    holidays = {name: day for day in named.holidays.values() for name in day.names}
    names = sorted(holidays, key=lambda n: (-len(n), n))
    macros = {**rules.macros, "HOLIDAY": "(" + "|".join(names) + ")"}
    literals = sorted({w for rule in rules.rules for w in _literals(rule, macros)})
    lexicon = Lexicon(words, literals, core=sorted({n.split()[0] for n in names}))
    starting: dict[str, list[ReadyRule]] = {}
    for rule in rules.rules:
        for ready, first in _compile(rule, macros, lexicon):
            for symbol in sorted(first):
                starting.setdefault(symbol, []).append(ready)
    return Rulebook(
        rules.rules, words, lexicon, {s: tuple(r) for s, r in starting.items()}, holidays
    )


def _literals(rule: Rule, macros: Mapping[str, str]) -> Iterator[str]:
    sides = (rule.before, rule.after, rule.not_before, rule.not_after)
    for text in [*rule.patterns, *(s for s in sides if s)]:
        for atom in _LITERAL.findall(expand_macros(text, macros)):
            word = _NAME.sub("", atom, count=1)
            if word and not word[0].isupper():
                yield word


def _compile(
    rule: Rule, macros: Mapping[str, str], lexicon: Lexicon
) -> Iterator[tuple[ReadyRule, frozenset[str]]]:
    before = _side(rule.before, lexicon) if rule.before else None
    not_before = _side(rule.not_before, lexicon) if rule.not_before else frozenset[str]()
    after = _compile_one(rule.after, macros, lexicon) if rule.after else None
    not_after = _compile_one(rule.not_after, macros, lexicon) if rule.not_after else None
    for pattern in rule.patterns:
        compiled = _compile_one(pattern, macros, lexicon)
        yield (
            ReadyRule(rule, compiled, before, not_before, after, not_after),
            compiled.first,
        )


def _compile_one(pattern: str, macros: Mapping[str, str], lexicon: Lexicon) -> Compiled:
    return compile_pattern(expand_macros(pattern, macros), lexicon.symbols_of)


def _side(atoms: str, lexicon: Lexicon) -> frozenset[str]:
    out: set[str] = set()
    for atom in atoms.split("|"):
        out |= {NOTHING} if atom == _ANY else lexicon.symbols_of(atom)
    return frozenset(out)
