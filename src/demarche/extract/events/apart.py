"""Which mentions of a sentence may be parties, and which only describe another word."""

from __future__ import annotations

from demarche.extract.events.match import Candidate
from demarche.extract.events.slots import Slots
from demarche.model.vocabulary import MUTUAL_TYPES
from demarche.rules.facts import FactBook

_DESCRIBING = frozenset({"compound", "amod", "nmod", "appos", "flat"})


class Apart:
    """Judges mentions that no slot of the frame named."""

    def __init__(self, slots: Slots, book: FactBook) -> None:
        self.slots = slots
        self.book = book
        self._claims: dict[int, list[Candidate]] = {}

    def may_join(self, i: int, candidate: Candidate) -> bool:
        """Whether token `i` may be a party though no slot names it.

        "Ukraine" in "President Zelenskyy of Ukraine" describes him; "Riyadh" in "meet in Riyadh"
        is where, not who; "the Kremlin" in "the Kremlin said that the two spoke" only tells.
        """
        if self._describes_person(i, _words(candidate)) or self._is_taken(i, candidate):
            return False
        if candidate.type not in MUTUAL_TYPES:
            return True
        return not (
            self._is_where(i)
            or self._is_teller(i, candidate.token)
            or self._is_elsewhere(i, candidate)
        )

    def claim(self, i: int, candidate: Candidate) -> None:
        """Note that the candidate's frame names token `i` as whom it is done with or to."""
        self._claims.setdefault(i, []).append(candidate)

    def _is_taken(self, i: int, candidate: Candidate) -> bool:
        """Whether another act of the type has `i` in a slot of its own.

        "After his call with Putin, Trump spoke with Zelensky": Putin is the call's.
        """
        claims = [c for c in self._claims.get(i, ()) if c.type == candidate.type]
        own = _words(candidate)
        return bool(claims) and not any(_words(claim) & own for claim in claims)

    def _is_elsewhere(self, i: int, candidate: Candidate) -> bool:
        """Whether `i` stands in a clause of its own, beside the trigger's.

        "Talks to end the Ukraine war were the subject of the call": Ukraine is not the call's.
        """
        clauses = self.slots.clauses
        own = _words(candidate)
        above = own.union(*map(clauses.ancestors, own))
        for j in clauses.ancestors(i):
            if j in above:
                return False
            if self.slots.tokens[j].upos == "VERB":
                return True
        return False

    def _is_teller(self, i: int, trigger: int) -> bool:
        """Whether `i` is the subject of a verb that only tells of the trigger's clause."""
        clauses, head = self.slots.clauses, self.slots.clauses.clause_head(trigger)
        while (dep := self.slots.tokens[head].dep.split(":")[0]) in ("ccomp", "parataxis", "conj"):
            own = clauses.children(head, "nsubj", "nsubj:pass")
            head = self.slots.tokens[head].head
            if dep != "conj" and own and any(c.i == i for c in clauses.children(head, "nsubj")):
                return True
        return False

    def _describes_person(self, i: int, own: set[int]) -> bool:
        """Whether `i` hangs, through describing relations alone, from a person's name."""
        tokens = self.slots.tokens
        if self._is_person(i):
            return False
        while tokens[i].dep.split(":")[0] in _DESCRIBING and tokens[i].head != i:
            i = tokens[i].head
            if i in own:
                return False
            if self._is_person(i):
                return True
        return False

    def _is_person(self, i: int) -> bool:
        mention, actors = self.slots.mention(i), self.slots.grounding.actors
        if mention is None or mention.form != "name":
            return False
        return any(actors[a].kind == "person" for a in mention.actors if a in actors)

    def _is_where(self, i: int) -> bool:
        return self.slots.clauses.preposition(i) in self.book.standing_prepositions


def _words(candidate: Candidate) -> set[int]:
    return {candidate.token, *(() if candidate.support is None else (candidate.support,))}
