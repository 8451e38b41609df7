"""When, where, by what means, how long, and about what."""

from __future__ import annotations

from collections.abc import Iterable

from demarche.extract.events.draft import TokenRange
from demarche.extract.events.match import Candidate
from demarche.extract.events.whereabouts import Whereabouts
from demarche.extract.modality import Clauses
from demarche.grounding.mentions import Grounding, TimeMention
from demarche.model import EventTime, Place
from demarche.model.vocabulary import Medium
from demarche.rules.facts import FactBook

_TRAVEL = ("to", "in", "at", "near", "on", "outside", "around", "off", "within", "across")


class Facts:
    """Finds the facts of an act in its clause, or else in its sentence."""

    def __init__(self, grounding: Grounding, clauses: Clauses, book: FactBook) -> None:
        self.grounding = grounding
        self.clauses = clauses
        self.book = book
        self.tokens = clauses.tokens
        self._times: dict[int, list[tuple[TimeMention, int]]] = {}
        self._whereabouts = Whereabouts(grounding, clauses)
        for time in grounding.times:
            head = self._head_of(time.start, time.end)
            self._times.setdefault(self.tokens[head].sent, []).append((time, head))

    def find_time(self, candidate: Candidate) -> TimeMention | None:
        """Return the time that hangs on the act: on its trigger, its carrier, or its clause."""
        best: tuple[int, int, TimeMention] | None = None
        for time, head in self._times.get(self.tokens[candidate.token].sent, ()):
            if time.kind in ("DURATION", "SET") or self._is_in_name(time, head, candidate):
                continue
            distance = self._distance(candidate, head)
            if distance is not None and (best is None or (distance, time.start) < best[:2]):
                best = (distance, time.start, time)
        return best[2] if best else self._opening_time(candidate)

    def _opening_time(self, candidate: Candidate) -> TimeMention | None:
        """The time a sentence opens with, for the act of its main clause."""
        sentence = self.clauses.analysis.sentence_of(candidate.token)
        if self.clauses.clause_head(candidate.token) != sentence.root:
            return None
        for time, _ in self._times.get(sentence.i, ()):
            opens = time.start - sentence.start <= 1 and not time.in_name
            if opens and time.kind in ("DATE", "TIME"):
                return time
        return None

    def find_duration(self, candidate: Candidate) -> int | None:
        """Return the minutes of a duration that hangs on the act."""
        for time, head in self._times.get(self.tokens[candidate.token].sent, ()):
            if time.minutes is not None and self._distance(candidate, head) in (0, 1, 2):
                return time.minutes
        return None

    def find_place(self, candidate: Candidate) -> Place | None:
        """Return the place named for the act."""
        return self._whereabouts.find(candidate)

    def find_medium(self, evidence: Iterable[int]) -> Medium | None:
        """Return the medium that the words of the evidence name."""
        words = [self.tokens[i].lower for i in evidence]
        lemmas = {self.tokens[i].lemma.lower() for i in evidence} | set(words)
        for medium, cues in self.book.media.items():
            if not lemmas.isdisjoint(cues):
                return medium
        return None

    def find_topics(self, candidate: Candidate) -> list[TokenRange]:
        """Return what was discussed: objects of topic verbs, phrases with "on" or "about"."""
        clauses, head = self.clauses, candidate.token
        heads: list[int] = []
        if self.tokens[head].lemma in self.book.topic_verbs:
            heads.extend(clauses.objects(head))
        for carrier in (head, candidate.support):
            if carrier is not None:
                for prep in self.book.topic_prepositions:
                    heads.extend(clauses.with_preposition(carrier, prep))
                for child in clauses.children(carrier, "advcl", "xcomp", "acl"):
                    if child.lemma in self.book.topic_verbs:
                        heads.extend(clauses.objects(child.i))
        return [self.phrase(i) for i in dict.fromkeys(heads) if not self._is_time(i)]

    def _is_time(self, i: int) -> bool:
        times = self._times.get(self.tokens[i].sent, ())
        return any(time.start <= i < time.end for time, _ in times)

    def phrase(self, head: int) -> TokenRange:
        """Return the range of a phrase without its preposition, coordination and punctuation."""
        skipped: set[int] = set()
        for child in self.clauses.children(head, "case", "mark", "conj", "cc", "punct"):
            if child.dep in ("case", "mark", "cc", "punct", "conj"):
                skipped.update(self.clauses.analysis.subtree(child.i))
        kept = [i for i in self.clauses.analysis.subtree(head) if i not in skipped]
        start = end = head
        while start - 1 in kept:
            start -= 1
        while end + 1 in kept:
            end += 1
        while end > head and self.tokens[end].upos == "PUNCT":
            end -= 1
        return start, end + 1

    def _is_in_name(self, time: TimeMention, head: int, candidate: Candidate) -> bool:
        """Whether a date is part of a name ("the Good Friday Agreement"), by its words or parse.

        The date in the name of a meeting is that meeting's own ("the November 2021 Summit").
        """
        governor = self.tokens[head].head
        holiday = time.method == "holiday"
        if time.in_name or (holiday and self.tokens[governor].upos == "PROPN"):
            return holiday or candidate.token not in self.clauses.ancestors(head)
        return False

    def _head_of(self, start: int, end: int) -> int:
        for i in range(start, end):
            if not start <= self.tokens[i].head < end or self.tokens[i].head == i:
                return i
        return start

    def _distance(self, candidate: Candidate, head: int) -> int | None:
        """How far a phrase hangs from the act: 0 on it, 1 on its carrier, more on its clause."""
        clauses = self.clauses
        path = [head, *clauses.ancestors(head)]
        if candidate.token in path and self._reaches(path, candidate.token):
            return 0
        if candidate.support is not None and candidate.support in path:
            return 1 if self._reaches(path, candidate.support) else None
        holder = clauses.clause_head(candidate.token)
        steps = 2
        for _ in range(3):
            if holder in path and self._reaches(path, holder):
                return steps
            token = self.tokens[holder]
            inherits = token.dep.split(":")[0] in ("advcl", "conj", "xcomp")
            if token.dep == "acl" and (named := clauses.predicate(token.head)) is not None:
                return steps if named in path and self._reaches(path, named) else None
            if not inherits or token.head == holder:
                return None
            holder, steps = token.head, steps + 1
        return None

    def _reaches(self, path: list[int], goal: int) -> bool:
        """Whether no other clause lies between a phrase and the goal."""
        for i in path[: path.index(goal)]:
            if self.tokens[i].upos == "VERB" and self.clauses.is_verbal(i):
                return False
        return True


def as_event_time(time: TimeMention, grounding: Grounding) -> EventTime:
    """Return a time mention as an event's time; unresolved ones keep their words alone."""
    span = grounding.analysis.span(time.start, time.end)
    if time.interval is None:
        return EventTime(start=None, end=None, precision="day", span=span, method=time.method)
    return EventTime(
        start=time.interval.start,
        end=time.interval.end,
        precision=time.interval.precision,
        span=span,
        method=time.method,
    )
