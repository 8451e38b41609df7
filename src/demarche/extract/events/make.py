"""From a weighed candidate to the draft of one mention."""

from __future__ import annotations

from typing import cast

from demarche.extract.events.draft import EventDraft, TokenRange
from demarche.extract.events.facts import Facts, as_event_time
from demarche.extract.events.head import Weighed
from demarche.extract.events.match import Candidate
from demarche.extract.events.merge import ActMention
from demarche.extract.events.parties import Parties, PartyFinder
from demarche.extract.events.slots import Slots
from demarche.extract.modality import Judgement, judge, read_setting
from demarche.grounding.mentions import TimeMention
from demarche.model.vocabulary import MUTUAL_TYPES, Medium, Status
from demarche.rules.facts import Blend
from demarche.rules.modality import load_modality

_READER = "reader:event"
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "their", "his", "her", "its", "both"}
)
_FINAL: frozenset[Status] = frozenset({"negated", "declined", "denied", "cancelled"})
_REMOTE: frozenset[Medium] = frozenset({"phone", "video"})


class DraftMaker:
    """Makes drafts: parties, status, mode and facts of one mention of an act."""

    def __init__(self, slots: Slots, facts: Facts, blend: Blend) -> None:
        self.slots = slots
        self.facts = facts
        self.blend = blend
        self.clauses = slots.clauses
        self.grounding = slots.grounding
        self.analysis = slots.grounding.analysis
        self._parties = PartyFinder(slots, blend, facts.book)
        self._published = self.analysis.document.published

    def make_all(self, weighed: list[Weighed]) -> list[ActMention]:
        """Return the mentions of a document's acts, in the order of the candidates."""
        self._parties.claim(item.candidate for item in weighed)
        return [made for item in weighed if (made := self.make(item)) is not None]

    def make(self, weighed: Weighed) -> ActMention | None:
        """Return the mention, or None where it names no party or is not kept for its status."""
        candidate = weighed.candidate
        parties = self._parties.find(candidate)
        anaphoric = self._is_anaphoric(candidate, parties)
        entry = candidate.entry
        named = entry is not None and bool(entry.modifier or entry.carrier)
        orphan = candidate.type in MUTUAL_TYPES and (named or weighed.trigger is not None)
        if not (parties.source or parties.target or anaphoric or orphan):
            return None
        time = self.facts.find_time(candidate)
        judgement = self._judge(weighed, time)
        if not self._is_kept(candidate, judgement, parties):
            return None
        evidence = self._evidence(candidate, parties)
        words = range(*evidence)
        medium = self._medium(candidate, words)
        draft = EventDraft(
            type=candidate.type,
            mode=self._mode(weighed, words, medium),
            status=judgement.status,
            source=parties.source,
            target=parties.target,
            others=parties.others,
            trigger=(candidate.start, candidate.end),
            evidence=[evidence],
            time=as_event_time(time, self.grounding) if time else None,
            place=self.facts.find_place(candidate),
            medium=medium,
            duration=self.facts.find_duration(candidate) if candidate.type == "CONSULT" else None,
            topics=self.facts.find_topics(candidate) if candidate.type == "CONSULT" else [],
            confidence=min(0.99, weighed.likelihood),
            trail=self._trail(weighed, judgement),
            joint=parties.joint,
        )
        return self._mention(candidate, draft, anaphoric)

    def _mention(self, candidate: Candidate, draft: EventDraft, anaphoric: bool) -> ActMention:
        token = self.clauses.tokens[candidate.token]
        block = self.analysis.sentence_of(token.i).block
        blocks = self.analysis.document.blocks
        headline = block < len(blocks) and blocks[block].kind == "headline"
        return ActMention(
            draft=draft,
            token=token.i,
            lemma=token.lemma,
            anaphoric=anaphoric,
            follows=token.lemma in self.facts.book.followers.get(candidate.type, ()),
            headline=headline,
            linked=self._linked(candidate),
        )

    def _linked(self, candidate: Candidate) -> frozenset[int]:
        """Tokens that may name the same act: "held TALKS", "the BLAST killed", "died IN"."""
        i, clauses = candidate.token, self.clauses
        found = set() if candidate.support is None else {candidate.support}
        if clauses.tokens[i].upos == "VERB":
            found.update(clauses.objects(i))
            if candidate.type == "ASSAULT":
                found.update((*clauses.surface_subject(i), *clauses.agents(i)))
                found.update(clauses.with_preposition(i, "in"))
        return frozenset(found)

    def _is_anaphoric(self, candidate: Candidate, parties: Parties) -> bool:
        token = self.clauses.tokens[candidate.token]
        if token.lemma not in self.facts.book.anaphors.get(candidate.type, ()):
            return False
        children = self.clauses.children(token.i, "det", "nmod:poss")
        definite = any(c.lower in _DEFINITE for c in children)
        return definite and not (parties.source and parties.target)

    def _judge(self, weighed: Weighed, time: TimeMention | None) -> Judgement:
        candidate = weighed.candidate
        setting = read_setting(
            self.clauses, load_modality().control, candidate.token, candidate.support
        )
        judgement = judge(setting, candidate.type, timed=self._compare(time))
        fixed = candidate.entry.status if candidate.entry else None
        if fixed is not None and judgement.status not in _FINAL:
            return Judgement(fixed, None, judgement.weight)
        if weighed.trigger is None or judgement.status in _FINAL or judgement.weight >= 1:
            return judgement
        scores = {s: p * self.blend.status for s, p in weighed.trigger.statuses.items()}
        told = judgement.weight + (self.blend.told if judgement.rule is not None else 0.0)
        scores[judgement.status] = scores.get(judgement.status, 0.0) + told
        best = max(sorted(scores), key=lambda status: scores[status])
        if best == judgement.status:
            return judgement
        return Judgement(cast(Status, best), None, scores[best])

    def _compare(self, time: TimeMention | None) -> str | None:
        if time is None or time.interval is None or self._published is None:
            return None
        start, end, day = time.interval.start, time.interval.end, self._published.end
        if start and day and start[:10] > day[:10]:
            return "after"
        return "before" if end and day and end[:10] < day[:10] else None

    def _is_kept(self, candidate: Candidate, judgement: Judgement, parties: Parties) -> bool:
        allowed = self.blend.keep_status.get(judgement.status)
        return allowed is None or candidate.type in allowed

    def _evidence(self, candidate: Candidate, parties: Parties) -> TokenRange:
        """The clause from the first party to the last, or the trigger's own phrase."""
        sentence = self.analysis.sentence_of(candidate.token)
        points = [candidate.start, candidate.end - 1, *parties.source_heads]
        points.extend(parties.target_heads)
        if candidate.support is not None:
            points.append(candidate.support)
        inside = [i for i in points if sentence.start <= i < sentence.end]
        start, end = min(inside), max(inside)
        for i in inside:
            low, high = self.facts.phrase(i) if i != candidate.token else (i, i + 1)
            if self.clauses.tokens[i].upos not in ("VERB", "AUX"):
                start, end = min(start, low), max(end, high - 1)
        low, high = self._own_phrase(candidate)
        return min(start, low), max(end + 1, high)

    def _own_phrase(self, candidate: Candidate) -> TokenRange:
        token = self.clauses.tokens[candidate.token]
        if token.upos in ("NOUN", "PROPN"):
            return self.facts.phrase(token.i)
        ends = [candidate.end]
        for child in self.clauses.children(token.i, "obj", "obl", "xcomp", "iobj"):
            if child.i > token.i:
                ends.append(self.facts.phrase(child.i)[1])
        return candidate.start, max(ends)

    def _medium(self, candidate: Candidate, words: range) -> Medium | None:
        if candidate.type != "CONSULT":
            return None
        sentence = self.analysis.sentence_of(candidate.token)
        found = self.facts.find_medium(words)
        if found is None and candidate.entry is not None and candidate.entry.medium is not None:
            return candidate.entry.medium
        if found in ("letter", "message") and (
            candidate.entry is None or candidate.entry.medium != found
        ):
            return candidate.entry.medium if candidate.entry else None
        return found or self.facts.find_medium(
            range(candidate.start, min(candidate.end + 6, sentence.end))
        )

    def _mode(self, weighed: Weighed, words: range, medium: Medium | None) -> str | None:
        candidate = weighed.candidate
        if candidate.type == "CONSULT" and medium in _REMOTE:
            return "phone"
        if candidate.entry is not None and candidate.entry.mode is not None:
            return candidate.entry.mode
        if weighed.trigger is not None and weighed.trigger.mode is not None:
            return weighed.trigger.mode
        lemmas = {self.clauses.tokens[i].lemma.lower() for i in words}
        for cue in self.facts.book.modes:
            if cue.type == candidate.type and not lemmas.isdisjoint(cue.lemmas):
                return cue.mode
        return None

    def _trail(self, weighed: Weighed, judgement: Judgement) -> list[tuple[str, TokenRange]]:
        candidate = weighed.candidate
        tokens = (candidate.start, candidate.end)
        steps: list[tuple[str, TokenRange]] = []
        if candidate.entry is not None:
            steps.append((candidate.entry.id, tokens))
        if weighed.trigger is not None:
            steps.append((_READER, tokens))
        if judgement.rule is not None:
            steps.append((judgement.rule, tokens))
        return steps
