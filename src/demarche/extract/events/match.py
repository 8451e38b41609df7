"""Which entries of the lexicon hold at which tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.extract.events.slots import Slots
from demarche.extract.modality import Clauses
from demarche.language.analysis import Token
from demarche.model.vocabulary import EventType
from demarche.rules.lexicon import Entry, Frame, LexicalRule, Lexicon

_POS = {
    "verb": ("VERB",),
    "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB"),
    "auxiliary": ("AUX",),
}
_PARTICLES = ("compound:prt", "advmod")
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl")
_NO_CLAUSE = ("amod", "compound", "case", "mark", "fixed", "flat")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger token with what proposed it; `entry` is None where only the reader did."""

    token: int
    start: int
    end: int
    type: EventType
    frame: Frame
    entry: Entry | None
    support: int | None
    weight: float
    specificity: int = 0


class Matcher:
    """Tries the entries of the lexicon on the tokens of one analysis."""

    def __init__(self, lexicon: Lexicon, clauses: Clauses, slots: Slots) -> None:
        self.lexicon = lexicon
        self.clauses = clauses
        self.slots = slots

    def match(self) -> Iterator[Candidate]:
        """Yield every entry that holds, token by token."""
        for token in self.clauses.tokens:
            for rule in self.lexicon.look_up(token.lemma.lower()):
                if self._holds(rule.entry, token):
                    candidate = self._propose(rule, token)
                    if self._needs_hold(rule.entry, candidate):
                        yield candidate

    def _propose(self, rule: LexicalRule, token: Token) -> Candidate:
        entry = rule.entry
        start, end = token.i, token.i + 1
        for child in self.clauses.children(token.i, *_PARTICLES):
            if child.i == end and child.lower in entry.particle:
                end += 1
        keys = (
            entry.particle,
            entry.prep,
            entry.object,
            entry.modifier,
            entry.complement,
            entry.carrier,
        )
        specificity = 2 * sum(map(bool, keys)) + len(entry.needs) + bool(entry.object_modifier)
        return Candidate(
            token=token.i,
            start=start,
            end=end,
            type=rule.type,
            frame=rule.frame,
            entry=entry,
            support=self.support(token.i),
            weight=entry.weight,
            specificity=specificity,
        )

    def support(self, i: int) -> int | None:
        """Return the verb that carries the token, if it is a noun."""
        return self.clauses.support(i) if self.clauses.tokens[i].upos in _POS["noun"] else None

    def _holds(self, entry: Entry, token: Token) -> bool:
        if token.upos not in _POS[entry.pos] or (
            entry.pos == "verb" and token.dep.split(":")[0] in _NO_CLAUSE
        ):
            return False
        i = token.i
        return (
            (not entry.particle or self._has_particle(i, entry.particle))
            and (not entry.prep or self._has_preposition(i, entry.prep))
            and (not entry.case or self.clauses.preposition(i) in entry.case)
            and (not entry.object or self._has_object(entry, i))
            and not (entry.not_object and self._object_lemmas(i) & set(entry.not_object))
            and (not entry.modifier or bool(self._modifiers(i) & set(entry.modifier)))
            and not (entry.not_modifier and self._modifiers(i) & set(entry.not_modifier))
            and (not entry.complement or self._has_complement(i, entry.complement))
            and (not entry.carrier or self._carrier_of(token) in entry.carrier)
        )

    def _carrier_of(self, token: Token) -> str:
        """The lemma of the verb whose subject a noun is ("negotiations COMMENCED")."""
        if token.dep.split(":")[0] != "nsubj" or token.head == token.i:
            return ""
        return self.clauses.tokens[token.head].lemma.lower()

    def _has_particle(self, i: int, wanted: tuple[str, ...]) -> bool:
        return any(c.lower in wanted for c in self.clauses.children(i, *_PARTICLES))

    def _has_preposition(self, i: int, wanted: tuple[str, ...]) -> bool:
        support = self.support(i)
        heads = [i] if support is None else [i, support]
        if self.clauses.tokens[i].upos == "VERB":
            heads.extend(j for j in self.clauses.objects(i) if j > i)
        return any(prep in wanted for j in heads for prep, _ in self.clauses.obliques(j))

    def _object_lemmas(self, i: int) -> set[str]:
        return {self.clauses.tokens[j].lemma.lower() for j in self.clauses.objects(i)}

    def _has_object(self, entry: Entry, i: int) -> bool:
        for j in self.clauses.objects(i):
            if self.clauses.tokens[j].lemma.lower() in entry.object and (
                not entry.object_modifier or self._modifiers(j) & set(entry.object_modifier)
            ):
                return True
        return False

    def _modifiers(self, i: int) -> set[str]:
        found = self.clauses.children(i, "compound", "amod", "nmod", "nmod:unmarked")
        return {c.lemma.lower() for c in found} | {c.lower for c in found}

    def _has_complement(self, i: int, wanted: tuple[str, ...]) -> bool:
        children = self.clauses.children(i, *_CLAUSES)
        heads = [c.i for c in children] + [h for p, h in self.clauses.obliques(i) if p == "as"]
        return any(self.clauses.tokens[j].lemma.lower() in wanted for j in heads)

    def _needs_hold(self, entry: Entry, candidate: Candidate) -> bool:
        return all(self._is_met(need, candidate) for need in entry.needs) and not any(
            self._is_met(ban, candidate) for ban in entry.forbids
        )

    def _is_met(self, condition: str, candidate: Candidate) -> bool:
        i, clauses = candidate.token, self.clauses
        if condition.startswith("prep:"):
            return self._has_preposition(i, (condition[5:],))
        if condition.endswith(("-subject", "-object")) or condition in ("subject", "object"):
            return self._party_is_met(condition, candidate)
        if condition in ("source", "target"):
            slots = candidate.frame.source if condition == "source" else candidate.frame.target
            return self._names_party(slots, candidate)
        if condition == "infinitive":
            return self._has_infinitive(i)
        if condition == "complement":
            return bool(clauses.children(i, "ccomp", "acl"))
        if condition == "content":
            return self._has_infinitive(i) or bool(clauses.children(i, "ccomp"))
        if condition == "support":
            return candidate.support is not None
        if condition == "plural":
            return "Number=Plur" in clauses.tokens[i].feats or clauses.tokens[i].xpos == "NNS"
        if condition == "passive":
            return clauses.is_passive(i)
        if condition == "future":
            return any(c.lemma in ("will", "shall", "'ll") for c in clauses.children(i, "aux"))
        if condition == "negation":
            return any(c.lower in ("not", "n't", "never") for c in clauses.children(i, "advmod"))
        if condition == "together":
            return any(c.lower == "together" for c in clauses.children(i, "advmod"))
        return self._phrase_is_met(condition, i)

    def _has_infinitive(self, i: int) -> bool:
        if any(
            c.xpos in ("VB", "VBG", "VBN", "JJ")
            for c in self.clauses.children(i, *_CLAUSES)
            if c.i > i
        ):
            return True
        return any(self.clauses.tokens[h].xpos == "VBG" for _, h in self.clauses.obliques(i))

    def _party_is_met(self, condition: str, candidate: Candidate) -> bool:
        kind, _, slot = condition.rpartition("-")
        heads = self.slots.find(slot, candidate.token, candidate.support)
        if not kind:
            return bool(heads)
        if kind == "plural":
            return self._is_plural(heads)
        if kind == "actor":
            return self.slots.is_named(heads)
        wanted = _KINDS[kind]
        actors = self.slots.grounding.actors
        return any(actors[a].kind in wanted for a in self.slots.actors(heads) if a in actors)

    def _is_plural(self, heads: tuple[int, ...]) -> bool:
        if len(heads) > 1:
            return self.slots.is_named(heads)
        tokens = self.clauses.tokens
        return any(
            tokens[i].xpos in ("NNS", "NNPS") or tokens[i].lower in ("they", "we", "both")
            for i in heads
        )

    def _names_party(self, slots: tuple[str, ...], candidate: Candidate) -> bool:
        for slot in slots:
            heads = self.slots.find(slot, candidate.token, candidate.support)
            if heads and (self.slots.is_named(heads) or self.slots.actors_under(heads)):
                return True
        return False

    def _phrase_is_met(self, condition: str, i: int) -> bool:
        if condition == "actor-prep":
            return self.slots.is_named(head for _, head in self.clauses.obliques(i))
        if condition == "actor-complement":
            return self.slots.is_named(self.slots.find("complement-subject", i, None))
        return False


_KINDS: dict[str, tuple[str, ...]] = {
    "person": ("person", "group"),
    "igo": ("igo", "group"),
    "state": ("state", "government", "igo"),
    "crowd": ("crowd", "group", "person", "other"),
}
