"""Grammar of one analysis: who the subject is, what stands in the passive, what a noun hangs on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from demarche.language.analysis import Analysis, Token
from demarche.rules.forms import mend_lemma
from demarche.rules.modality import ControlFile

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_MENDED = frozenset({"VERB", "NOUN", "AUX", "ADJ", "PROPN"})
_MISTAKEN = frozenset({"AUX", "PUNCT", "NOUN", "ADJ", "PART"})
_CARRIERS = frozenset({"aux", "aux:pass", "cop", "punct", "amod", "compound"})
_MODAL = 6
_DEPTH = 8


def _mend(analysis: Analysis) -> Analysis:
    """The analysis with lemmas of words that rules name read off their forms, and with verbs that
    carry no other verb called verbs.
    """
    tokens = list(analysis.tokens)
    changed = False
    for token in analysis.tokens:
        upos = token.upos
        verbal = token.xpos[:2] == "VB" or (token.xpos == "MD" and len(token.text) > _MODAL)
        if upos in _MISTAKEN and verbal and token.dep not in _CARRIERS:
            upos = "VERB"
        lemma = token.lemma
        if upos in _MENDED:
            mended = mend_lemma(token.text, lemma.lower())
            lemma = lemma if mended == lemma.lower() else mended
        if upos != token.upos or lemma != token.lemma:
            tokens[token.i] = replace(token, upos=upos, lemma=lemma)
            changed = True
    return replace(analysis, tokens=tuple(tokens)) if changed else analysis


class Clauses:
    """Grammatical questions about one analysis, each answered once."""

    def __init__(self, analysis: Analysis, control: ControlFile) -> None:
        self.analysis = _mend(analysis)
        self.tokens = self.analysis.tokens
        self._support_verbs = frozenset(control.support)
        self._subject_control = frozenset(control.subject_control)
        self._oblique_control = {k: frozenset(v) for k, v in control.oblique_control.items()}
        self._relative = frozenset(control.relative)
        self._plan_nouns = frozenset(control.plan_nouns)
        self._surface: dict[int, tuple[int, ...]] = {}
        self._obliques: dict[int, tuple[tuple[str, int], ...]] = {}

    def children(self, i: int, *deps: str) -> list[Token]:
        """Return the dependents of a token (see `Analysis.children`)."""
        return self.analysis.children(i, *deps)

    def is_verbal(self, i: int) -> bool:
        """Tell whether the token heads a clause: a verb, or a predicate with a copula."""
        token = self.tokens[i]
        return token.upos in ("VERB", "AUX") or bool(self.children(i, "cop"))

    def is_passive(self, i: int) -> bool:
        """Tell whether a verb is passive: an auxiliary says so, or it is a bare past participle."""
        token = self.tokens[i]
        if self.children(i, "aux:pass", "nsubj:pass"):
            return any(c.dep in ("aux:pass", "nsubj:pass") for c in self.children(i))
        if token.xpos != "VBN" or self.children(i, "aux") or self.children(i, "obj"):
            return False
        if token.dep in ("acl", "amod", "acl:relcl"):
            return True
        return token.dep == "conj" and token.head != i and self.is_passive(token.head)

    def conjuncts(self, i: int) -> list[int]:
        """Return a head and everything coordinated with it."""
        found = [i]
        for child in self.children(i, "conj"):
            found.extend(self.conjuncts(child.i))
        return found

    def preposition(self, i: int) -> str:
        """Return the preposition of a phrase in lower case ("because_of"), or an empty string."""
        for child in self.children(i, "case", "mark"):
            fixed = [c.lower for c in self.children(child.i, "fixed")]
            return "_".join([child.lower, *fixed])
        return ""

    def surface_subject(self, i: int) -> tuple[int, ...]:
        """Return the heads of the grammatical subject, inherited where the verb has none."""
        if i not in self._surface:
            self._surface[i] = ()
            self._surface[i] = tuple(self._find_subject(i, _DEPTH))
        return self._surface[i]

    def subjects(self, i: int) -> tuple[int, ...]:
        """Return the heads of the logical subject: the doer, in the passive the by-phrase."""
        return self.agents(i) if self.is_passive(i) else self.surface_subject(i)

    def agents(self, i: int) -> tuple[int, ...]:
        """Return the heads of the by-phrase."""
        return self._spread(head for prep, head in self.obliques(i) if prep == "by")

    def objects(self, i: int) -> tuple[int, ...]:
        """Return the heads of the logical object; in the passive, of the grammatical subject."""
        if self.is_passive(i):
            return self.surface_subject(i)
        own = self._find_own_objects(i) or self._extra_subjects(i) or self._bare(i)
        token = self.tokens[i]
        if own:
            return self._spread(self._resolve(own))
        if token.dep == "acl:relcl" and not self._has_gapped_subject(i):
            return self._spread([token.head])
        if token.dep == "conj":
            shared = [c.i for c in self.children(token.head, "obj") if c.i > i]
            return self._spread(shared)
        return ()

    def _find_own_objects(self, i: int) -> list[int]:
        """The object; with an infinitive, whoever is to do it ("urged him to withdraw")."""
        if self.children(i, "xcomp", "ccomp"):
            if asked := [c.i for c in self.children(i, "iobj")]:
                return asked
        return [c.i for c in self.children(i, "obj")]

    def _extra_subjects(self, i: int) -> list[int]:
        """A second subject behind the verb is its object: no clause has two."""
        own = [c.i for c in self.children(i) if c.dep == "nsubj"]
        return [j for j in own if j > i] if any(j < i for j in own) else []

    def _bare(self, i: int) -> list[int]:
        """A name right behind the verb without a preposition is its object, whatever its label."""
        return [
            c.i
            for c in self.children(i, "obl")
            if c.i > i and c.upos == "PROPN" and not self.children(c.i, "case")
        ][:1]

    def second_objects(self, i: int) -> tuple[int, ...]:
        """Return the heads of the indirect object."""
        return self._spread(c.i for c in self.children(i, "iobj"))

    def obliques(self, i: int) -> tuple[tuple[str, int], ...]:
        """Return (preposition, head) of the phrases that hang on a token."""
        if i not in self._obliques:
            self._obliques[i] = tuple(self._find_obliques(i))
        return self._obliques[i]

    def with_preposition(self, i: int, wanted: str) -> tuple[int, ...]:
        """Return the heads of phrases with the preposition, coordinated ones too."""
        return self._spread(head for prep, head in self.obliques(i) if prep == wanted)

    def support(self, i: int) -> int | None:
        """Return the verb that only carries a noun ("held talks", "a meeting took place")."""
        token = self.tokens[i]
        if token.dep == "conj" and token.head != i and token.upos in ("NOUN", "PROPN"):
            return self.support(token.head)
        if token.dep not in ("obj", "nsubj:pass", "nsubj", "xcomp", "acl:relcl"):
            return self._gapped_support(i)
        head = self.tokens[token.head]
        if head.upos in ("VERB", "AUX") and head.lemma in self._support_verbs:
            return head.i
        return self._gapped_support(i)

    def _gapped_support(self, i: int) -> int | None:
        """The verb of a relative clause that carries its noun ("talks held today")."""
        for child in self.children(i, "acl", "acl:relcl"):
            if child.lemma in self._support_verbs and child.upos == "VERB":
                if not self.children(child.i, "mark", "obj"):
                    return child.i
        return None

    def clause_head(self, i: int) -> int:
        """Return the verb or predicate whose clause holds the token (itself if it is one)."""
        for _ in range(_DEPTH * 2):
            if self.is_verbal(i) or self.tokens[i].head == i:
                return i
            i = self.tokens[i].head
        return i

    def ancestors(self, i: int) -> list[int]:
        """Return the governors of a token, nearest first."""
        found: list[int] = []
        while self.tokens[i].head != i and len(found) < 3 * _DEPTH:
            i = self.tokens[i].head
            found.append(i)
        return found

    def _find_subject(self, i: int, depth: int) -> Iterable[int]:
        own = [c.i for c in self.children(i) if c.dep in _SUBJECTS]
        if own:
            before = [j for j in own if j < i]
            return self._spread(self._resolve(before or own))
        token = self.tokens[i]
        if depth == 0 or token.head == i:
            return ()
        head, dep = token.head, token.dep.split(":")[0]
        if dep == "xcomp":
            return self._controlled(head, i)
        if dep == "acl":
            return self._find_antecedent(i, depth)
        if dep in ("conj", "advcl", "ccomp", "parataxis", "aux", "cop"):
            if dep in ("ccomp", "parataxis") and self.tokens[i].xpos in ("VBD", "VBZ", "VBP", "VB"):
                return ()
            if dep == "advcl" and (control := self._object_controlled(head)):
                return control
            return self.surface_subject(head)
        return ()

    def _controlled(self, head: int, i: int) -> Iterable[int]:
        verb = self.tokens[head]
        if verb.lemma in self._subject_control:
            return self.surface_subject(head)
        if objects := [c.i for c in self.children(head, "obj", "iobj") if c.i < i]:
            return self._spread(self._resolve(objects))
        return self._object_controlled(head) or self.surface_subject(head)

    def _object_controlled(self, head: int) -> tuple[int, ...]:
        """The oblique that an infinitive's subject is: "call on X to", "appeal to X to"."""
        wanted = self._oblique_control.get(self.tokens[head].lemma, frozenset())
        return self._spread(h for prep, h in self.obliques(head) if prep in wanted)

    def _find_antecedent(self, i: int, depth: int) -> Iterable[int]:
        token = self.tokens[i]
        if token.dep == "acl:relcl" or token.xpos in ("VBN", "VBG"):
            return self._spread([token.head])
        owners = [c.i for c in self.children(token.head, "nmod:poss")]
        if owners:
            return self._spread(owners)
        if self.tokens[token.head].lemma not in self._plan_nouns:
            return self._spread([self.predicate(token.head) or token.head])
        return self.noun_holder(token.head)

    def predicate(self, i: int) -> int | None:
        """Return the name that the subject `i` is said to be ("the last to visit was Obama")."""
        token = self.tokens[i]
        if token.dep != "nsubj" or self.tokens[token.head].upos != "PROPN":
            return None
        return token.head if self.children(token.head, "cop") else None

    def noun_holder(self, i: int) -> tuple[int, ...]:
        """Return the subject of the verb a noun hangs on ("made a decision to" → who made it)."""
        token = self.tokens[i]
        if token.head == i:
            return ()
        if token.dep.split(":")[0] in ("obj", "obl", "xcomp", "nmod", "conj", "nsubj"):
            head = self.tokens[token.head]
            if head.upos in ("VERB", "AUX"):
                return self.subjects(head.i) if token.dep != "nsubj" else ()
            return self.noun_holder(head.i)
        return ()

    def _find_obliques(self, i: int) -> Iterable[tuple[str, int]]:
        for child in self.children(i):
            dep = child.dep.split(":")[0]
            if dep in ("obl", "nmod") and child.dep not in ("nmod:poss", "obl:unmarked"):
                if prep := self.preposition(child.i):
                    yield prep, child.i
                elif child.dep == "obl:agent":
                    yield "by", child.i
            elif dep in ("advcl", "acl") and child.xpos == "VBG":
                if prep := self.preposition(child.i):
                    yield prep, child.i

    def _has_gapped_subject(self, i: int) -> bool:
        """Whether a relative clause's own subject is the antecedent ("who signed")."""
        subjects = [c for c in self.children(i) if c.dep in _SUBJECTS]
        return not subjects or any(c.lower in self._relative for c in subjects)

    def _resolve(self, heads: Iterable[int]) -> list[int]:
        """Replace relative pronouns by what they stand for."""
        found = []
        for i in heads:
            token = self.tokens[i]
            if token.lower in self._relative:
                clause = self._relative_clause(i)
                found.append(self.tokens[clause].head if clause is not None else i)
            else:
                found.append(i)
        return found

    def _relative_clause(self, i: int) -> int | None:
        for j in self.ancestors(i):
            if self.tokens[j].dep == "acl:relcl":
                return j
            if self.tokens[j].dep in ("ccomp", "advcl", "root"):
                return None
        return None

    def _spread(self, heads: Iterable[int]) -> tuple[int, ...]:
        """Add coordinated heads; verbs that were coordinated are left out."""
        found: list[int] = []
        for i in heads:
            nominal = self.tokens[i].upos in _NOMINAL
            for j in self.conjuncts(i):
                if j not in found and (not nominal or self.tokens[j].upos in _NOMINAL):
                    found.append(j)
        return tuple(found)
