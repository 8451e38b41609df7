"""From the slots of a frame to tokens, and from tokens to actors."""

from __future__ import annotations

from collections.abc import Iterable

from demarche.extract.modality import Clauses
from demarche.grounding.mentions import ActorMention, Grounding
from demarche.rules.facts import load_facts

_DESCENT = 3
_OWNERS = (
    "appos", "flat", "nmod:poss", "amod", "compound", "nmod", "conj", "nsubj", "obj", "obl",
)  # fmt: skip
_CLOSE = ("appos", "flat", "nmod:poss", "amod", "compound")
_CONTENT = ("xcomp", "ccomp", "acl", "advcl")


class Slots:
    """Finds the tokens of a slot around a trigger, and the actors that tokens refer to."""

    def __init__(self, grounding: Grounding, clauses: Clauses) -> None:
        self.grounding = grounding
        self.clauses = clauses
        self.tokens = clauses.tokens
        self._inside = _index_tokens(grounding)
        self._known: dict[int, ActorMention | None] = {}
        self._reciprocal = load_facts().reciprocal
        self._author = self._find_author()

    def mention(self, token: int) -> ActorMention | None:
        """Return the mention a token heads, or the name it ends, unless it means a mere thing."""
        if token not in self._known:
            found = self.grounding.mention_headed(token) or self._inside.get(token)
            if found and (self._is_thing(found) or self._is_reciprocal(found)):
                found = None
            self._known[token] = found
        return self._known[token]

    def things(self, heads: Iterable[int]) -> tuple[int, ...]:
        """Return the heads that mention things: no actors, but what an act can be aimed at."""
        return tuple(
            i for i in heads if self.mention(i) is None and self.grounding.mention_headed(i)
        )

    def _is_thing(self, mention: ActorMention) -> bool:
        if not mention.actors:
            return False
        actors = self.grounding.actors
        return all(actors[a].kind == "other" for a in mention.actors if a in actors)

    def _is_reciprocal(self, mention: ActorMention) -> bool:
        """Whether the words only point back at the parties ("each other's capitals")."""
        words = " ".join(t.lower for t in self.tokens[mention.start : mention.end])
        return words.startswith(self._reciprocal)

    def actors(self, heads: Iterable[int]) -> tuple[str, ...]:
        """Return the actors that the heads name themselves, in order, once each."""
        found: dict[str, None] = {}
        for i in heads:
            mention = self.mention(i) or self.grounding.mention_headed(i)
            if mention is not None and not self._is_reciprocal(mention):
                found.update(dict.fromkeys(mention.actors or mention.candidates[:1]))
        return tuple(found)

    def is_named(self, heads: Iterable[int]) -> bool:
        """Tell whether one of the heads is an actor's mention, resolved or not."""
        return any(self.mention(i) is not None for i in heads)

    def actors_under(self, heads: Iterable[int]) -> tuple[str, ...]:
        """Return the actors the heads name, or else those found nearest inside their phrases."""
        return self.actors(self.named_under(heads))

    def named_under(self, heads: Iterable[int]) -> tuple[int, ...]:
        """Return the heads that are mentions; for the others, the nearest mentions inside them.

        "Prime Minister Ana Rivas" is named by the name, whichever word the parse makes its head.
        """
        found: list[int] = []
        for i in heads:
            mention = self.mention(i)
            if mention is None:
                found.extend(self._descend(i, _DESCENT))
            elif mention.form in ("role", "group") and (name := self._find_name(i)) is not None:
                found.append(name)
            else:
                found.append(i)
        return tuple(dict.fromkeys(found))

    def _find_name(self, i: int) -> int | None:
        for child in self.clauses.children(i, "appos", "flat"):
            mention = self.mention(child.i)
            if mention is not None and mention.form == "name":
                return child.i
        return None

    def find(self, slot: str, trigger: int, support: int | None) -> tuple[int, ...]:
        """Return the heads that fill a slot; `support` is the verb that carries a noun."""
        if slot.startswith("prep:"):
            return self._find_preposition(slot[5:], trigger, support)
        clauses = self.clauses
        if slot == "subject":
            return self._find_subject(trigger, support)
        if slot == "object":
            return clauses.objects(trigger)
        if slot == "second-object":
            return clauses.second_objects(trigger) or self._of_support(support)
        if slot == "agent":
            return clauses.agents(trigger)
        if slot == "possessor":
            return self._spread(trigger, "nmod:poss")
        if slot == "modifier":
            return self._spread(trigger, "amod", "compound", "nmod:unmarked", "nmod")
        if slot == "clause-subject":
            return self._find_clause_subject(trigger)
        if slot == "undergoer":
            under = clauses.preposition(trigger) == "under"
            return self._find_clause_subject(trigger) if under else ()
        if slot == "complement-subject":
            return self._find_complement_subject(trigger)
        if slot == "content":
            return self._find_content(trigger)
        return self._find_speaker(trigger)

    def _of_support(self, support: int | None) -> tuple[int, ...]:
        return () if support is None else self.clauses.second_objects(support)

    def _find_subject(self, trigger: int, support: int | None) -> tuple[int, ...]:
        clauses = self.clauses
        token = self.tokens[trigger]
        if token.upos not in ("NOUN", "PROPN"):
            return clauses.subjects(trigger)
        if support is not None and token.dep.split(":")[0] != "nsubj":
            found = clauses.subjects(support)
            return tuple(i for i in found if i != trigger)
        if support is not None and clauses.is_passive(support):
            return clauses.agents(support)
        if clauses.is_verbal(trigger) and clauses.preposition(trigger) != "under":
            return clauses.surface_subject(trigger)
        return ()

    def _spread(self, trigger: int, *deps: str) -> tuple[int, ...]:
        found: list[int] = []
        for child in self.clauses.children(trigger, *deps):
            if child.dep == "nmod" and self.clauses.preposition(child.i):
                continue
            if child.dep == "nmod:poss" and "nmod:poss" not in deps:
                continue
            found.extend(self.clauses.conjuncts(child.i))
        return tuple(found)

    def _find_preposition(self, wanted: str, trigger: int, support: int | None) -> tuple[int, ...]:
        clauses = self.clauses
        if found := clauses.with_preposition(trigger, wanted):
            return found
        if support is not None:
            return clauses.with_preposition(support, wanted)
        if self.tokens[trigger].upos == "VERB":
            for i in clauses.objects(trigger):
                if i > trigger and (found := clauses.with_preposition(i, wanted)):
                    return found
        return ()

    def _find_clause_subject(self, trigger: int) -> tuple[int, ...]:
        head = self.clauses.clause_head(trigger)
        found = self.clauses.subjects(head) or self.clauses.surface_subject(head)
        return tuple(i for i in found if i != trigger)

    def _find_complement_subject(self, trigger: int) -> tuple[int, ...]:
        for child in self.clauses.children(trigger, "ccomp", "xcomp", "acl", "advcl"):
            if found := self.clauses.surface_subject(child.i):
                own = self.clauses.children(child.i, "nsubj")
                if own and not self.clauses.is_passive(child.i):
                    return found
        return ()

    def _find_content(self, trigger: int) -> tuple[int, ...]:
        """Heads inside the infinitive or clause: its objects and phrases, nearest first."""
        clauses = self.clauses
        queue = [c.i for c in clauses.children(trigger, *_CONTENT) if c.i > trigger]
        for i in queue[:4]:
            own = [c.i for c in clauses.children(i, "nsubj", "nsubj:pass")]
            heads = [*own, *clauses.objects(i), *clauses.second_objects(i)]
            heads.extend(head for _, head in clauses.obliques(i))
            for head in heads:
                if head > trigger and self.actors_under([head]):
                    return tuple(clauses.conjuncts(head))
            queue.extend(c.i for c in clauses.children(i, "xcomp", "ccomp", "conj", "advcl"))
        return ()

    def _find_speaker(self, trigger: int) -> tuple[int, ...]:
        clauses = self.clauses
        for i in clauses.ancestors(trigger):
            token = self.tokens[i]
            if token.upos == "VERB" and clauses.children(i, "ccomp", "parataxis"):
                if found := clauses.subjects(i):
                    return found
        return () if self._author is None else (self._author,)

    def _find_author(self) -> int | None:
        """The first "we" that was resolved: whoever the document speaks for."""
        for mention in self.grounding.mentions:
            if mention.form == "pronoun" and mention.actors:
                if self.tokens[mention.head].lower in ("we", "our"):
                    return mention.head
        return None

    def _descend(self, i: int, depth: int) -> tuple[int, ...]:
        children = self.clauses.children(i, *_OWNERS)
        children.sort(key=lambda c: (_OWNERS.index(_owner(c.dep)), c.i))
        for child in children:
            named = [j for j in self.clauses.conjuncts(child.i) if self.mention(j) is not None]
            if named:
                return tuple(named)
            close = _owner(child.dep) in _CLOSE and depth > 0
            if close and (found := self._descend(child.i, depth - 1)):
                return found
        if depth > 0:
            for child in children:
                if _owner(child.dep) not in _CLOSE and (found := self._descend(child.i, depth - 1)):
                    return found
        return ()


def _owner(dep: str) -> str:
    return dep if dep in _OWNERS else dep.split(":")[0]


def _index_tokens(grounding: Grounding) -> dict[int, ActorMention]:
    """The smallest mention that ends with a token (names whose head the parse puts elsewhere)."""
    index: dict[int, ActorMention] = {}
    for mention in sorted(grounding.mentions, key=lambda m: m.start - m.end):
        if mention.form == "name":
            index[mention.end - 1] = mention
            index[mention.start] = mention
    return index
