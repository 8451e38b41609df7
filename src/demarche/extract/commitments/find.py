"""The finder of commitments: cues that bind, whom they bind, and to what."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.extract.commitments.draft import CommitmentDraft, Range
from demarche.extract.commitments.heads import (
    HEAD,
    Promise,
    has_heads,
    head_token,
    list_promises,
    support,
)
from demarche.extract.commitments.rules import (
    CommitmentBook,
    CommitmentRule,
    load_commitment_rules,
)
from demarche.extract.commitments.terms import find_condition, find_due, find_receivers
from demarche.extract.statements.draft import StatementDraft
from demarche.extract.statements.setting import Setting, set_out
from demarche.extract.statements.speakers import (
    find_owner,
    find_subject,
    name_actors,
    name_parties,
)
from demarche.grounding.mentions import Grounding
from demarche.language.analysis import Token

_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "csubj", "csubj:pass")
_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}


def find_commitments(
    grounding: Grounding,
    statements: Sequence[StatementDraft],
    *,
    parties: tuple[str, ...] = (),
    setting: Setting | None = None,
) -> list[CommitmentDraft]:
    """Return what actors bind themselves to in the document, in the order of the text.

    `parties` are those of the talk the document tells of; they agreed when "it was agreed".
    """
    return _Finder(
        setting or set_out(grounding), load_commitment_rules(), statements, parties
    ).find()


class _Finder:
    """One document's search; holds the setting, the rules and the statements around."""

    def __init__(
        self, setting: Setting, book: CommitmentBook, statements: Sequence[StatementDraft],
        parties: tuple[str, ...],
    ) -> None:  # fmt: skip
        self.setting = setting
        self.analysis = setting.analysis
        self.tokens = setting.tokens
        self.words = book.words
        self.statements = statements
        self.parties = parties
        self.book = book

    def find(self) -> list[CommitmentDraft]:
        """Return the drafts, one for each act."""
        found: list[CommitmentDraft] = []
        for token in self.tokens:
            for kind in self._kinds(token):
                for rule in self.book.index.get((kind, self._key(kind, token)), ()):
                    draft = self._modal(rule, token) if kind == "modal" else self._bind(rule, token)
                    if draft is not None and not self._is_heading(token):
                        found.append(draft)
                        break
        promises = list_promises(self.setting)
        for draft in found if has_heads(self.setting) else ():
            support(self.book, draft, promises)
        kept = [draft for draft in found if draft.confidence >= self.words.accept]
        return self._distinct([*kept, *self._alone(promises)])

    def _is_heading(self, token: Token) -> bool:
        block = self.setting.block_of(token.i)
        return self.analysis.document.blocks[block].kind in self.words.unread

    def _alone(self, promises: list[Promise]) -> list[CommitmentDraft]:
        """Return the commitments only the head saw, where somebody is bound."""
        found = []
        for promise in promises:
            head = head_token(self.setting, promise.chunk)
            if promise.chunk.score < self.words.lone or self._is_heading(self.tokens[head]):
                continue
            subject = find_subject(self.setting, head)
            by = self._parties(subject, self.tokens[head], self.tokens[head])
            if by:
                found.append(
                    CommitmentDraft(
                        cue=head, head=head, act=promise.place, evidence=promise.place,
                        strength=promise.strength, by=by,
                        to=find_receivers(self.setting, head, head, by),
                        due=find_due(self.setting, promise.place),
                        condition=find_condition(self.setting, self.words.conditions, head, head),
                        confidence=promise.chunk.score, trail=[(HEAD, promise.place)],
                    )
                )  # fmt: skip
        return found

    def _kinds(self, token: Token) -> tuple[str, ...]:
        if token.upos == "AUX" or token.lower in ("'ll", "’ll", "going"):
            return ("modal", "verb")
        kinds = [_PARTS[token.upos]] if token.upos in _PARTS else []
        known = ("adjective", token.lower) in self.book.index
        if (known or token.xpos in ("VBN", "JJ")) and "adjective" not in kinds:
            kinds.insert(0, "adjective")
        return tuple(kinds)

    def _key(self, kind: str, token: Token) -> str:
        if kind in ("adjective", "modal"):
            return token.lower
        return self.book.forms.get((kind, token.lower), token.lemma.lower())

    def _distinct(self, found: list[CommitmentDraft]) -> list[CommitmentDraft]:
        """Keep one draft an act: the one whose cue binds hardest, then the first."""
        kept: list[CommitmentDraft] = []
        for draft in sorted(found, key=lambda d: (-d.confidence, d.act)):
            if not any(_inside(draft.act, other.act) or _inside(other.act, draft.act)
                       for other in kept):  # fmt: skip
                kept.append(draft)
        return sorted(kept, key=lambda d: d.act)

    def _bind(self, rule: CommitmentRule, token: Token) -> CommitmentDraft | None:
        if self._denied(token) and rule.kind != "verb":
            return None
        subject = (
            find_owner(self.setting, token.i) if rule.kind == "noun"
            else find_subject(self.setting, token.i)
        )  # fmt: skip
        if self._supposed(token):
            return None
        for head, act in self._acts(rule, token):
            return self._draft(rule, token, head, act, subject)
        return None

    def _acts(self, rule: CommitmentRule, token: Token) -> list[tuple[int, Range]]:
        bases = [token.i, *(c.i for c in self.analysis.children(token.i, "obj", "nsubj:pass"))]
        if "infinitive" in rule.takes:
            for base in bases:
                for child in self.analysis.children(base, *_CLAUSES):
                    if child.i > token.i and self._infinitival(child):
                        return self._whole(child.i, skip_to=True)
        if "gerund" in rule.takes:
            for child in self.analysis.children(token.i, "advcl", "acl", "xcomp", "obl", "nmod"):
                if child.i > token.i and self._prep(child) in rule.preps:
                    fits = "object" in rule.takes and child.lemma.lower() in rule.objects
                    if child.xpos == "VBG" or fits:
                        return self._whole(child.i, skip_case=True)
        if "clause" in rule.takes:
            for child in self.analysis.children(token.i, "ccomp"):
                if child.i > token.i and self._willing(child) and self._selfsame(token, child):
                    return self._whole(child.i, from_verb=True)
        if "object" in rule.takes:
            for child in self.analysis.children(token.i, "obj"):
                fits = not rule.objects or child.lemma.lower() in rule.objects
                if child.i > token.i and child.upos != "PRON" and fits:
                    return self._whole(child.i)
        return []

    def _prep(self, child: Token) -> str:
        marks = self.analysis.children(child.i, "case", "mark")
        return marks[0].lower if marks and marks[0].i < child.i else ""

    def _infinitival(self, child: Token) -> bool:
        return any(mark.lower == "to" for mark in self.analysis.children(child.i, "mark", "aux"))

    def _willing(self, child: Token) -> bool:
        return any(
            aux.lower in ("will", "would", "wo", "shall", "'ll", "’ll")
            for aux in self.analysis.children(child.i, "aux")
        )

    def _selfsame(self, token: Token, clause: Token) -> bool:
        """Tell whether the clause's subject is who binds itself: a pronoun, or the same actor."""
        for subject in self.analysis.children(clause.i, "nsubj"):
            if subject.upos == "PRON":
                return True
            binder = find_subject(self.setting, token.i)
            named = set(name_actors(self.setting, subject.i))
            if binder is None:
                return True
            own = name_actors(self.setting, binder)
            return bool(named & set(own)) or self._same_side(tuple(named), own)
        return True

    def _whole(
        self, head: int, *, skip_to: bool = False, skip_case: bool = False, from_verb: bool = False
    ) -> list[tuple[int, Range]]:
        indices = self.analysis.subtree(head)
        if skip_to:
            first = min((m.i for m in self.analysis.children(head, "mark", "aux")
                         if m.lower == "to"), default=indices[0] - 1)  # fmt: skip
            indices = [i for i in indices if i > first]
        elif skip_case:
            cases = {c.i for c in self.analysis.children(head, "case", "mark") if c.i < head}
            indices = [i for i in indices if i not in cases]
        elif from_verb:
            first = head - 1 if head and self._refuses(head - 1) else head
            indices = [i for i in indices if i >= first]
        while indices and self.tokens[indices[-1]].upos == "PUNCT":
            indices.pop()
        place = self.setting.trim(indices[0], indices[-1] + 1) if indices else None
        return [(head, place)] if place else []

    def _refuses(self, i: int) -> bool:
        """Whether a word turns the act after it round: "will NOT leave the treaty"."""
        token = self.tokens[i]
        return token.lower in self.setting.words.negations and token.text.isalpha()

    def _modal(self, rule: CommitmentRule, token: Token) -> CommitmentDraft | None:
        verb = self._verb_of(token)
        if verb is None or (self._carried(verb) == verb.i and self._barred(rule, verb)):
            return None
        subject = find_subject(self.setting, verb.i)
        if subject is None or not self._bound(rule, verb, subject):
            return None
        head = self._carried(verb)
        acts = self._whole(head, from_verb=True)
        return self._draft(rule, token, *acts[0], subject) if acts else None

    def _verb_of(self, token: Token) -> Token | None:
        if token.lower == "going":
            for child in self.analysis.children(token.i, "xcomp"):
                if self._infinitival(child):
                    return child
            return None
        if token.dep != "aux" or token.head == token.i:
            return None
        return self.tokens[token.head]

    def _barred(self, rule: CommitmentRule, verb: Token) -> bool:
        lemma = verb.lemma.lower()
        if rule.verbs:
            return lemma not in rule.verbs
        words = self.words
        if lemma in words.schedules or lemma in words.threats or lemma in words.states:
            return True
        if verb.upos != "VERB" or self.analysis.children(verb.i, "aux:pass", "cop"):
            return True
        objects = [c.lower for c in self.analysis.children(verb.i, "obj")]
        if lemma == "do" and not set(objects) - set(self.setting.words.relatives):
            return True
        return self._conditional(verb)

    def _conditional(self, verb: Token) -> bool:
        return any(
            mark.lower in self.words.opens and mark.i < verb.i
            for mark in self.analysis.children(verb.i, "mark", "advmod")
        )

    def _carried(self, verb: Token) -> int:
        """Return the act in "begin by calling" and "continue to support": the former's gerund."""
        if verb.lemma.lower() in self.words.carriers:
            for child in self.analysis.children(verb.i, "advcl", "obl", "xcomp"):
                if child.lower.endswith("ing") and child.i > verb.i:
                    return child.i
        return verb.i

    def _bound(self, rule: CommitmentRule, verb: Token, subject: int) -> bool:
        token = self.tokens[subject]
        if "first" in rule.who and token.lower in self.words.first:
            return True
        actors = name_actors(self.setting, subject)
        known = self.setting.grounding.actors
        if "any" in rule.who and any(
            a in known and known[a].kind in self.words.bodies for a in actors
        ):
            return True
        if "speaker" not in rule.who:
            return False
        holder = self._holder(verb)
        if holder is None or not actors:
            return False
        return bool(set(actors) & set(holder.speaker)) or self._same_side(actors, holder.speaker)

    def _same_side(self, left: Sequence[str], right: Sequence[str]) -> bool:
        known = self.setting.grounding.actors
        sides = {known[a].country for a in right if a in known and known[a].country}
        return any(
            a in known and known[a].country in sides and known[a].kind in ("state", "government")
            for a in left
        )

    def _holder(self, verb: Token) -> StatementDraft | None:
        held = [s for s in self.statements if s.holds(verb.start, verb.end)]
        return min(held, key=lambda s: sum(b - a for a, b in s.content), default=None)

    def _denied(self, token: Token) -> bool:
        negations = self.setting.words.negations
        return any(c.lower in negations for c in self.analysis.children(token.i, "advmod", "det"))

    def _supposed(self, token: Token) -> bool:
        if self._denied(token):
            return True
        for child in self.analysis.children(token.i, "aux", "mark"):
            if child.i < token.i and child.lower in self.words.hedges:
                return True
        return False

    def _draft(
        self, rule: CommitmentRule, token: Token, head: int, act: Range, subject: int | None
    ) -> CommitmentDraft | None:
        by = self._parties(subject, self.tokens[head], token)
        if not by:
            return None
        strength = rule.strength
        marks = {
            child.lower
            for child in self.analysis.children(head)
            if child.upos in ("AUX", "ADV", "PART")
        }
        if marks & set(self.words.weakeners) or self.tokens[head].lemma in self.words.weakeners:
            strength = "hedged"
        return CommitmentDraft(
            cue=token.i,
            head=head,
            act=act,
            evidence=self._evidence(token, act, subject),
            strength=strength,
            by=by,
            to=find_receivers(self.setting, token.i, head, by),
            due=find_due(self.setting, act),
            condition=find_condition(self.setting, self.words.conditions, token.i, head),
            confidence=rule.weight,
            trail=[(rule.id, (token.start, token.end))],
        )

    def _parties(self, subject: int | None, head: Token, cue: Token) -> tuple[str, ...]:
        holder = self._holder(cue) or self._holder(head)
        if subject is not None:
            first = self.tokens[subject].lower in self.words.first
            if first and holder is not None and holder.speaker:
                return holder.speaker
            named = name_parties(
                self.setting, subject, name_actors(self.setting, subject), self.parties
            )
            if named:
                return named
            if not first:
                return ()
        if holder is not None:
            return holder.speaker
        return self.parties if self._impersonal(cue) else ()

    def _impersonal(self, cue: Token) -> bool:
        """Tell whether the cue is "it was agreed"."""
        return cue.xpos == "VBN" and bool(self.analysis.children(cue.i, "aux:pass"))

    def _evidence(self, token: Token, act: Range, subject: int | None) -> Range:
        start = min(token.start, act[0])
        if subject is not None and self.tokens[subject].sent == token.sent:
            start = min(start, self.tokens[subject].start)
        return start, max(token.end, act[1])


def _inside(inner: Range, outer: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
