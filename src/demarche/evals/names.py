"""When two names mean one actor: the comparison that scoring rests on."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from demarche.rules.files import RuleModel, read_file

Forms = Sequence[str]
"""Every name and mention by which a document knows one actor."""

_POSSESSIVE = re.compile(r"'s?\b")
_WORD = re.compile(r"[a-z0-9.]+")


class ScoringRule(RuleModel):
    """The constants of the scoring rule (`data/evals/scoring.yml`)."""

    titles: frozenset[str]
    aliases: tuple[tuple[str, ...], ...]
    least_shared_content: float
    least_shared_parties: float

    @functools.cached_property
    def canonical(self) -> dict[str, str]:
        """Each alias with the name that stands for it."""
        return {name: row[0] for row in self.aliases for name in row}


@functools.cache
def load_rule() -> ScoringRule:
    """Return the scoring rule, read once."""
    return read_file(ScoringRule, "evals", "scoring.yml")


@functools.lru_cache(maxsize=1 << 16)
def split_name(name: str) -> tuple[str, ...]:
    """Return the words of a name that count: case, accents, possessives and titles dropped."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = [w.strip(".") for w in _WORD.findall(_POSSESSIVE.sub(" ", plain))]
    titles = load_rule().titles
    return tuple(w for w in words if w not in titles) or tuple(words)


def canonical_name(name: str) -> str:
    """Return the name an alias row gives, else the words that count."""
    joined = " ".join(split_name(name))
    return load_rule().canonical.get(joined, joined)


def is_same_actor(gold: str, forms: Forms) -> bool:
    """Tell whether a gold name ("Russia|the Kremlin": alternatives) is one of an actor's forms.

    Names agree when their canonical forms are equal, or when they share the last word and the
    words of one are all in the other.
    """
    return any(_agree(one, form) for one in gold.split("|") for form in forms)


def _agree(gold: str, form: str) -> bool:
    wanted, words = split_name(gold), split_name(form)
    if not " ".join(words):
        return False
    if canonical_name(gold) == canonical_name(form):
        return True
    if not wanted or wanted[-1] != words[-1]:
        return False
    return set(wanted) <= set(words) or set(words) <= set(wanted)


def count_matches(gold: Sequence[str], predicted: Sequence[Forms]) -> int:
    """Return how many gold names find a predicted actor of their own, first come first served."""
    free = list(range(len(predicted)))
    matches = 0
    for name in gold:
        hit = next((i for i in free if is_same_actor(name, predicted[i])), None)
        if hit is not None:
            free.remove(hit)
            matches += 1
    return matches


def do_parties_agree(gold: Sequence[str], predicted: Sequence[Forms]) -> bool:
    """Tell whether two lists of parties agree: both empty, or enough of them match one to one."""
    if not gold or not predicted:
        return not gold and not predicted
    twice = 2 * count_matches(gold, predicted)
    shorter, longer = sorted((len(gold), len(predicted)))
    return twice > 0 and twice >= shorter and twice >= longer * load_rule().least_shared_parties
