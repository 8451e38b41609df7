"""What surrounds an act: auxiliaries, negation, conditions, and the words that govern it."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.extract.modality.clauses import Clauses
from demarche.language.analysis import Token
from demarche.rules.modality import ControlFile

_CLIMB = 5
_RELATIONS = {
    "xcomp": "infinitive",
    "ccomp": "complement",
    "csubj": "complement",
    "acl": "noun-complement",
    "obj": "object",
    "nsubj": "subject",
    "obl": "oblique",
    "nmod": "oblique",
}


@dataclass(frozen=True, slots=True)
class Governor:
    """A word that stands over the act, and how the act hangs on it."""

    token: int
    lemma: str
    relation: str
    negated: bool
    particles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings of one trigger; lemmas and words in lower case."""

    noun: bool
    form: str
    auxiliaries: frozenset[str]
    negated: bool
    markers: frozenset[str]
    modifiers: frozenset[str]
    governors: tuple[Governor, ...]


def read_setting(
    clauses: Clauses, control: ControlFile, trigger: int, support: int | None = None
) -> Setting:
    """Return the setting of the trigger token; `support` is the verb that carries a noun."""
    token = clauses.tokens[trigger]
    noun = token.upos in ("NOUN", "PROPN")
    carrier = _find_carrier(clauses, trigger, support)
    governors = _climb(clauses, control, trigger if support is None else support)
    return Setting(
        noun=noun,
        form=_read_form(clauses, carrier),
        auxiliaries=_read_auxiliaries(clauses, carrier, governors),
        negated=_is_negated(clauses, control, carrier)
        or (carrier != trigger and _is_negated(clauses, control, trigger)),
        markers=_read_markers(clauses, carrier),
        modifiers=_read_modifiers(clauses, trigger) if noun else frozenset(),
        governors=governors,
    )


def _find_carrier(clauses: Clauses, trigger: int, support: int | None) -> int:
    if support is not None:
        return support
    token = clauses.tokens[trigger]
    head = clauses.tokens[token.head]
    if token.upos in ("NOUN", "PROPN") and token.dep.startswith("nsubj") and head.upos == "VERB":
        if any(c.lemma == "will" for c in clauses.children(head.i, "aux")):
            return head.i
    return trigger


def _read_form(clauses: Clauses, carrier: int) -> str:
    token = clauses.tokens[carrier]
    named = clauses.predicate(token.head) if token.dep == "acl" else None
    for child in clauses.children(carrier if named is None else named, "cop"):
        return child.xpos
    return token.xpos


def _read_auxiliaries(
    clauses: Clauses, carrier: int, governors: tuple[Governor, ...]
) -> frozenset[str]:
    found = {c.lemma for c in clauses.children(carrier, "aux", "cop")}
    token = clauses.tokens[carrier]
    if token.dep == "conj" and not found and token.xpos in ("VB", "VBG"):
        found = {c.lemma for c in clauses.children(token.head, "aux")}
    for governor in governors:
        if governor.relation == "infinitive":
            found |= {c.lemma for c in clauses.children(governor.token, "aux")} - {"be", "have"}
    return frozenset(found)


def _is_negated(clauses: Clauses, control: ControlFile, i: int) -> bool:
    for child in clauses.children(i, "advmod", "det", "cc"):
        if child.lower in control.negators:
            after = clauses.tokens[child.i + 1].lower if child.i + 1 < len(clauses.tokens) else ""
            return after not in ("only", "just", "merely")
    if any(c.lower in ("nobody", "none", "nothing") for c in clauses.children(i, "nsubj", "obj")):
        return True
    return any(c.lower == "without" for c in clauses.children(i, "case", "mark"))


def _read_markers(clauses: Clauses, carrier: int) -> frozenset[str]:
    found: set[str] = set()
    for i in [carrier, *clauses.ancestors(carrier)[:3]]:
        token = clauses.tokens[i]
        if token.dep.startswith("advcl"):
            found |= {c.lower for c in clauses.children(i, "mark")}
        if token.dep in ("ccomp", "parataxis", "root"):
            break
    for child in clauses.children(carrier, "advcl"):
        if any(m.lower in ("if", "unless") for m in clauses.children(child.i, "mark")):
            found |= {"if"} if clauses.children(carrier, "aux") else set()
    return frozenset(found)


def _read_modifiers(clauses: Clauses, trigger: int) -> frozenset[str]:
    found = clauses.children(trigger, "amod", "compound", "advmod")
    return frozenset(word for c in found for word in (c.lower, c.lemma))


def _climb(clauses: Clauses, control: ControlFile, carrier: int) -> tuple[Governor, ...]:
    found: list[Governor] = []
    i = carrier
    for _ in range(_CLIMB):
        token = clauses.tokens[i]
        if token.head == i:
            break
        head = clauses.tokens[token.head]
        relation = _relate(clauses, control, token, head)
        if relation == "stop":
            break
        if relation != "pass":
            found.append(_governor(clauses, control, head, relation))
        if relation in ("complement", "subject"):
            break
        i = head.i
    return tuple(found)


def _relate(clauses: Clauses, control: ControlFile, token: Token, head: Token) -> str:
    dep = token.dep.split(":")[0]
    if token.dep == "acl:relcl" or token.dep == "nmod:poss":
        return "stop"
    if dep == "conj":
        finite = token.xpos in ("VBD", "VBZ", "VBP") and clauses.children(token.i, "nsubj")
        return "stop" if finite else "pass"
    if dep in ("appos", "compound", "flat"):
        return "pass"
    if dep == "advcl":
        purpose = any(c.lower == "to" for c in clauses.children(token.i, "mark"))
        bound = head.lemma in control.oblique_control or head.upos == "ADJ" or token.xpos == "VBG"
        governs = purpose and bound
        return "infinitive" if governs else "stop"
    if dep in ("obl", "nmod"):
        if clauses.preposition(token.i) not in ("for", "to", "on", "of", "about", "against"):
            return "stop"
        return "oblique"
    return _RELATIONS.get(dep, "stop")


def _governor(clauses: Clauses, control: ControlFile, head: Token, relation: str) -> Governor:
    return Governor(
        token=head.i,
        lemma=head.lemma.lower(),
        relation=relation,
        negated=_is_negated(clauses, control, head.i),
        particles=tuple(c.lower for c in clauses.children(head.i, "compound:prt")),
    )
