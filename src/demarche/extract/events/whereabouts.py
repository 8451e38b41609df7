"""Where an act happens: the place named in its clause, or where the text has just put it."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.extract.events.draft import EventDraft
from demarche.extract.events.match import Candidate
from demarche.extract.modality import Clauses
from demarche.grounding.mentions import Grounding, PlaceMention
from demarche.model import Place
from demarche.rules.places import PlaceBook, load_places

_REACHED, _NAMING, _OWN, _CARRIER, _CLAUSE, _BESIDE = 0, 1, 1, 2, 3, 6
_CLIMB = 3
_NOUNS = ("NOUN", "PROPN")
_INHERITS = ("advcl", "conj", "xcomp")
_SPOKEN = ("ccomp", "parataxis")
_OPEN = ("occurred", "ongoing", "planned")
Rank = tuple[bool, int, int]


class Whereabouts:
    """Finds the places of acts in one document."""

    def __init__(self, grounding: Grounding, clauses: Clauses) -> None:
        self.grounding = grounding
        self.clauses = clauses
        self.tokens = clauses.tokens
        self.book: PlaceBook = load_places()
        self._by_sentence: dict[int, list[PlaceMention]] = {}
        self._by_head: dict[int, PlaceMention] = {}
        for mention in grounding.places:
            self._by_sentence.setdefault(self.tokens[mention.head].sent, []).append(mention)
            self._by_head.setdefault(mention.head, mention)

    def find(self, candidate: Candidate) -> Place | None:
        """Return the place that hangs nearest on the act, names before common nouns."""
        best: tuple[Rank, PlaceMention] | None = None
        for mention in self._by_sentence.get(self.tokens[candidate.token].sent, ()):
            distance = self._weigh(candidate, mention)
            if distance is None:
                continue
            common = not mention.place.name[:1].isupper()
            rank = (common, distance, mention.start)
            if best is None or rank < best[0]:
                best = rank, mention
        chosen = best[1] if best else self._ask_reader(candidate)
        return self._widen(chosen) if chosen else None

    def _ask_reader(self, candidate: Candidate) -> PlaceMention | None:
        """The place that the reader's roles are surest is the act's, where no rule finds one."""
        analysis = self.clauses.analysis
        mentions = self._by_sentence.get(self.tokens[candidate.token].sent, [])
        if not mentions or not analysis.triggers:
            return None
        roles = analysis.roles(candidate.token, [m.head for m in mentions])
        scores = [found.get("place", 0.0) for found in roles]
        best = max(range(len(scores)), key=scores.__getitem__)
        return mentions[best] if scores[best] >= self.book.likely else None

    def _weigh(self, candidate: Candidate, mention: PlaceMention) -> int | None:
        """How far the place is from the act; None where it is no place of it."""
        if self._is_reached(candidate, mention) or self._holds_relative(candidate, mention):
            return _REACHED
        if self._names_act(candidate, mention):
            return _NAMING
        stem, preposition = self._find_preposition(mention.head)
        if not self._may_stand(candidate, stem, preposition):
            return None
        distance = self._climb(candidate, stem)
        return None if distance is None else distance + (preposition in self.book.away)

    def _find_preposition(self, head: int) -> tuple[int, str]:
        """The preposition of a place, or of what the place is another name for, and its phrase."""
        token = self.tokens[head]
        cases = [c.lower for c in self.clauses.children(head, "case") if c.i < head]
        governor = self.tokens[token.head]
        if not cases and token.dep in ("appos", "flat") and token.head != head:
            return self._find_preposition(governor.i)
        if cases[:1] == ["of"] and governor.lemma.lower() in self.book.areas:
            return self._find_preposition(governor.i)
        return head, cases[0] if cases else ""

    def _holds_relative(self, candidate: Candidate, mention: PlaceMention) -> bool:
        """Whether the act stands in the place's clause with "where", or in one that takes it."""
        clause = self.tokens[self.clauses.clause_head(candidate.token)]
        if not clause.dep.startswith("acl") or not mention.start <= clause.head < mention.end:
            return False
        if any(c.lower == "where" for c in self.clauses.children(clause.i, "advmod")):
            return True
        return candidate.type in self.book.sited and clause.xpos == "VBN"

    def _is_reached(self, candidate: Candidate, mention: PlaceMention) -> bool:
        """Whether the place is what the act's verb reaches ("visited Kyiv", "invited to visit")."""
        token = self.tokens[mention.head]
        verb = self.tokens[token.head]
        if token.dep not in ("obj", "nsubj:pass") or verb.lemma not in self.book.reached:
            return False
        if verb.i == candidate.token:
            return True
        offered = self.tokens[candidate.token].lemma in self.book.offering
        return offered and verb.head == candidate.token and verb.dep in ("xcomp", "ccomp", "advcl")

    def _names_act(self, candidate: Candidate, mention: PlaceMention) -> bool:
        """Whether the place names the occasion ("a Florida rally"); a state would be a party."""
        token = self.tokens[mention.head]
        noun = self.tokens[token.head]
        if token.dep not in ("compound", "nmod:unmarked", "nmod:poss") or noun.upos not in _NOUNS:
            return False
        if noun.lemma.lower() not in self.book.venues:
            return False
        if mention.place.lat is None and self._is_state(mention.head):
            return False
        if noun.i == candidate.token:
            return True
        standing = self.clauses.preposition(noun.i) in self.book.standing
        return standing and noun.head in (candidate.token, candidate.support)

    def _is_state(self, head: int) -> bool:
        mention = self.grounding.mention_headed(head)
        actors = self.grounding.actors
        found = mention.actors if mention is not None else ()
        return any(a in actors and actors[a].kind == "state" for a in found)

    def _may_stand(self, candidate: Candidate, head: int, preposition: str) -> bool:
        if preposition in self.book.standing:
            return True
        governor = self.tokens[self.tokens[head].head]
        if preposition in self.book.toward:
            own = self.tokens[candidate.token].lemma.lower()
            return not self.book.motion.isdisjoint((governor.lemma.lower(), own))
        if preposition not in self.book.aimed:
            return False
        if preposition == "on" and not self._is_state(head):
            return candidate.type in self.book.sited or candidate.type == "CONSULT"
        return candidate.type in self.book.struck and governor.i == candidate.token

    def _climb(self, candidate: Candidate, head: int) -> int | None:
        """Go up from the place to the act, its carrier, or the clauses it stands in."""
        path = [head, *self.clauses.ancestors(head)]
        for goal, distance in ((candidate.token, _OWN), (candidate.support, _CARRIER)):
            if goal is not None and goal in path:
                found = self._cross(candidate, path, goal)
                return None if found is None else distance + found
        holder = self.clauses.clause_head(candidate.token)
        for step in range(_CLIMB):
            if holder in path:
                found = self._cross(candidate, path, holder)
                return None if found is None else _CLAUSE + step + found
            token = self.tokens[holder]
            if token.head == holder or not self._inherits(candidate, token.dep):
                return None
            holder = token.head if token.dep[:3] != "acl" else self.clauses.clause_head(token.head)
        return None

    def _inherits(self, candidate: Candidate, dep: str) -> bool:
        if dep.split(":")[0] in _INHERITS:
            return True
        if dep in _SPOKEN:
            return candidate.type in self.book.uttered
        return dep.startswith("acl") and candidate.type in self.book.sited

    def _cross(self, candidate: Candidate, path: list[int], goal: int) -> int | None:
        """What lies between: 0 nothing that parts them, more a clause beside, None another act."""
        cost = 0
        for i in path[1 : path.index(goal)]:
            token = self.tokens[i]
            if token.upos == "VERB" and self.clauses.is_verbal(i):
                if token.dep == "advcl" and token.lemma in self.book.adverbial:
                    cost += _BESIDE
                elif not token.dep.startswith("acl") or token.lemma not in self.book.staged:
                    return None
            elif candidate.type not in self.book.sited and token.upos in _NOUNS:
                if token.lemma.lower() not in self.book.venues and i not in self._by_head:
                    return None
        return cost

    def _widen(self, mention: PlaceMention) -> Place:
        """The place, or all of those that "and" joins ("Kenya and Tanzania") as one."""
        heads = self.clauses.conjuncts(mention.head)
        joined = [self._by_head[i] for i in heads if i in self._by_head]
        if len(joined) < 2:
            return mention.place
        start, end = min(m.start for m in joined), max(m.end for m in joined)
        countries = {m.place.country for m in joined}
        analysis = self.grounding.analysis
        return Place(
            name=analysis.quote(start, end),
            span=analysis.span(start, end),
            country=countries.pop() if len(countries) == 1 else None,
        )


def carry_places(drafts: Sequence[EventDraft], grounding: Grounding) -> None:
    """Give an act told on without a place that of the act of its kind told just before.

    Both stand in one paragraph, a sentence or two apart, have the same status, and share an actor
    or name none that differ.
    """
    book = load_places()
    before: list[EventDraft] = []
    for draft in sorted(drafts, key=lambda d: d.trigger):
        if draft.place is None and draft.type in book.carried and draft.status in _OPEN:
            home = next((d for d in reversed(before) if _goes_on(d, draft, grounding, book)), None)
            if home is not None:
                draft.place = home.place
        if draft.place is not None:
            before.append(draft)


def _goes_on(first: EventDraft, then: EventDraft, grounding: Grounding, book: PlaceBook) -> bool:
    a = grounding.analysis.sentence_of(first.trigger[0])
    b = grounding.analysis.sentence_of(then.trigger[0])
    if a.block != b.block or not 0 <= b.i - a.i <= book.carry_sentences:
        return False
    if (first.type, first.status) != (then.type, then.status) or then.medium in ("phone", "video"):
        return False
    one, two = {*first.source, *first.target}, {*then.source, *then.target}
    return bool(one & two)
