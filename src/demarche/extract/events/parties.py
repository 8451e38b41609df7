"""Who does the act, and to or with whom: the frame's slots, weighed with the reader's roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from demarche.extract.events.apart import Apart
from demarche.extract.events.match import Candidate
from demarche.extract.events.slots import Slots
from demarche.language.analysis import Analysis
from demarche.model.vocabulary import MUTUAL_TYPES, OtherRole
from demarche.rules.facts import Blend, FactBook

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})
Tokens = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Actor ids by part, and the tokens that name them."""

    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    others: tuple[tuple[str, OtherRole], ...] = ()
    source_heads: Tokens = ()
    target_heads: Tokens = ()
    joint: bool = False


class PartyFinder:
    """Finds the parties of candidates in one document."""

    def __init__(self, slots: Slots, blend: Blend, book: FactBook) -> None:
        self.slots = slots
        self.blend = blend
        self._apart = Apart(slots, book)
        self._frames: dict[tuple[int, str], tuple[Tokens, Tokens]] = {}
        self._mentions: dict[int, list[int]] = {}
        tokens = slots.tokens
        for head in sorted({m.head for m in slots.grounding.mentions}):
            self._mentions.setdefault(tokens[head].sent, []).append(head)

    def claim(self, candidates: Iterable[Candidate]) -> None:
        """Let every candidate claim the targets its frame names, before any is decided."""
        for candidate in candidates:
            for i in self._frame(candidate)[1]:
                self._apart.claim(i, candidate)

    def _frame(self, candidate: Candidate) -> tuple[Tokens, Tokens]:
        """Source and target as the slots of the frame have them; looked up once a candidate."""
        entry = candidate.entry
        key = (candidate.token, candidate.type if entry is None else entry.id)
        if key not in self._frames:
            frame = candidate.frame
            source = self._fill(candidate, frame.source, ()) or self._find_thing_names(candidate)
            target = self._fill(candidate, frame.target, source) or self._find_things(candidate)
            self._frames[key] = (source, target)
        return self._frames[key]

    def find(self, candidate: Candidate) -> Parties:
        """Return the parties that the frame finds, corrected where the reader's roles are sure."""
        frame = candidate.frame
        source, target = self._frame(candidate)
        mediators = self._fill(candidate, frame.mediator, (*source, *target))
        source, target = self._weigh(candidate, source, target)
        doers = self._name(candidate, source)
        others = tuple(a for a in self.slots.actors(mediators) if a not in doers)
        return Parties(
            source=doers,
            target=tuple(a for a in self._name(candidate, target) if a not in doers),
            others=tuple((actor, "mediator") for actor in others),
            source_heads=source,
            target_heads=target,
            joint=self._is_joint(source, self._frame(candidate)),
        )

    def _is_joint(self, source: Tokens, frame: tuple[Tokens, Tokens]) -> bool:
        """Whether "we" do it, and the frame names nobody but "we" and what is "ours"."""
        tokens, clauses = self.slots.tokens, self.slots.clauses
        if not any(tokens[i].lower == "we" for i in (*source, *frame[0])):
            return False
        return all(
            self._is_first_person(i)
            or any(self._is_first_person(c.i) for c in clauses.children(i, "nmod:poss"))
            for i in frame[1]
        )

    def _fill(self, candidate: Candidate, names: tuple[str, ...], taken: Tokens) -> Tokens:
        """The tokens of the first slot that names an actor other than those taken."""
        slots = self.slots
        known = set(slots.actors(taken))
        for name in names:
            heads = slots.find(name, candidate.token, candidate.support)
            heads = tuple(i for i in heads if i != candidate.token)
            named = heads if name == "modifier" else slots.named_under(heads)
            found = tuple(
                i
                for i in named
                if i not in taken
                and slots.is_named([i])
                and (not known or not set(slots.actors([i])) <= known or self._is_first_person(i))
            )
            if found:
                return found
        return ()

    def _find_things(self, candidate: Candidate) -> Tokens:
        """What the act is aimed at where that is no actor: a treaty, a plan."""
        if "object" not in candidate.frame.target or candidate.type in MUTUAL_TYPES:
            return ()
        return self.slots.things(self.slots.find("object", candidate.token, candidate.support))

    def _find_thing_names(self, candidate: Candidate) -> Tokens:
        """A subject with a name that nobody knows, where no known actor does the act."""
        if "subject" not in candidate.frame.source:
            return ()
        heads = self.slots.find("subject", candidate.token, candidate.support)
        mention = self.slots.grounding.mention_headed
        return tuple(i for i in self.slots.things(heads) if (m := mention(i)) and m.form == "name")

    def _weigh(self, candidate: Candidate, source: Tokens, target: Tokens) -> tuple[Tokens, Tokens]:
        roles = self._roles(candidate, (*source, *target))
        if not roles:
            return source, target
        scores: dict[str, dict[int, float]] = {"source": {}, "target": {}}
        for token in dict.fromkeys([*source, *target, *roles]):
            found = roles.get(token, {})
            as_source = found.get("source", 0.0) + self.blend.rule_role * (token in source)
            as_target = found.get("target", 0.0) + self.blend.rule_role * (token in target)
            best = "target" if as_target > as_source else "source"
            if candidate.type in MUTUAL_TYPES and (token in source) != (token in target):
                best = "source" if token in source else "target"
            scores[best][token] = max(as_source, as_target)
        return self._keep(scores["source"]), self._keep(scores["target"])

    def _keep(self, scores: dict[int, float]) -> Tokens:
        """The tokens that are likely enough, in themselves and beside the likeliest."""
        cut = max(self.blend.role, self.blend.added_role * max(scores.values(), default=0.0))
        return tuple(token for token, score in scores.items() if score >= cut)

    def _roles(self, candidate: Candidate, found: Tokens) -> dict[int, dict[str, float]]:
        analysis: Analysis = self.slots.grounding.analysis
        if not analysis.triggers:
            return {}
        sentence = self.slots.tokens[candidate.token].sent
        heads = [
            i
            for i in self._mentions.get(sentence, [])
            if i != candidate.token and (i in found or self._apart.may_join(i, candidate))
        ]
        if not heads:
            return {}
        scored = analysis.roles(candidate.token, heads)
        return {i: roles for i, roles in zip(heads, scored, strict=True) if roles}

    def _name(self, candidate: Candidate, heads: Tokens) -> tuple[str, ...]:
        found = dict.fromkeys(self.slots.actors(heads))
        for i in heads:
            if not self.slots.actors([i]) and self._is_first_person(i):
                speaker = self.slots.find("speaker", candidate.token, candidate.support)
                found.update(dict.fromkeys(self.slots.actors(speaker)))
        return tuple(found)

    def _is_first_person(self, i: int) -> bool:
        return self.slots.tokens[i].lower in _FIRST_PERSON
