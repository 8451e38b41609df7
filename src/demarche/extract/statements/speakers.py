"""Whose words they are: the cue's subject by the parse, then the actor it refers to."""

from __future__ import annotations

from demarche.extract.statements.setting import Setting
from demarche.language.analysis import Token

_STEPS = 6


def find_subject(setting: Setting, cue: int) -> int | None:
    """Return the token that heads the cue's speaker; None where the parse names nobody.

    A participle, an infinitive or a conjoined verb takes the subject of the verb it hangs on; a
    relative pronoun stands for the noun before it; a passive has its agent.
    """
    analysis, at, passive = setting.analysis, cue, False
    for _ in range(_STEPS):
        token = setting.tokens[at]
        agent = analysis.children(at, "obl:agent")
        if agent:
            return agent[0].i
        if analysis.children(at, "nsubj:pass", "csubj:pass", "aux:pass") and at == cue:
            passive = True
        subject = _own_subject(setting, at)
        if subject is not None:
            if passive and setting.tokens[subject].dep.endswith(":pass"):
                return None
            return subject
        if passive or token.head == at:
            return None
        if token.dep.startswith("acl") and setting.tokens[token.head].upos in (
            "NOUN", "PROPN", "PRON",
        ):  # fmt: skip
            return _possessor(setting, token.head) if at != cue else token.head
        at = token.head
    return None


def _own_subject(setting: Setting, verb: int) -> int | None:
    for child in setting.analysis.children(verb, "nsubj"):
        if child.lower in setting.words.relatives and child.upos == "PRON":
            return setting.tokens[verb].head if setting.tokens[verb].head != verb else child.i
        if child.upos == "PRON" and child.lower in setting.words.impersonal and child.lower != "it":
            continue
        return child.i
    return None


def _possessor(setting: Setting, noun: int) -> int:
    owners = setting.analysis.children(noun, "nmod:poss")
    return owners[0].i if owners else noun


def find_owner(setting: Setting, noun: int) -> int | None:
    """Return the token heading whose claim, hope or concern the noun is."""
    analysis = setting.analysis
    for owner in analysis.children(noun, "nmod:poss"):
        return owner.i
    for owner in analysis.children(noun, "nmod", "obl"):
        cases = [case.lower for case in analysis.children(owner.i, "case")]
        if "by" in cases or "from" in cases or ("of" in cases and owner.upos == "PROPN"):
            return owner.i
    token = setting.tokens[noun]
    if token.dep in ("obj", "obl", "xcomp") and setting.tokens[token.head].upos == "VERB":
        return find_subject(setting, token.head)
    for owner in analysis.children(noun, "compound"):
        if setting.grounding.mention_headed(owner.i):
            return owner.i
    return None


def name_actors(setting: Setting, head: int) -> tuple[str, ...]:
    """Return the ids of the actors the phrase headed by the token refers to, conjuncts included."""
    found: dict[str, None] = {}
    for part in _conjuncts(setting, head):
        for actor in _actors_of(setting, part):
            found[actor] = None
    return tuple(found)


def _conjuncts(setting: Setting, head: int) -> list[int]:
    mention = setting.grounding.mention_headed(head)
    if mention and len(mention.actors) > 1:
        return [head]
    parts = [head]
    for child in setting.analysis.children(head, "conj"):
        if child.upos in ("NOUN", "PROPN", "PRON"):
            parts.append(child.i)
    return parts


def _actors_of(setting: Setting, head: int) -> tuple[str, ...]:
    analysis, token = setting.analysis, setting.tokens[head]
    mention = setting.grounding.mention_headed(head)
    if mention and mention.actors:
        return mention.actors
    if token.lemma in setting.words.texts or token.lower in setting.words.texts:
        owner = _owner_of_text(setting, head)
        if owner is not None:
            return owner
    for child in analysis.children(head, "appos", "flat"):
        named = setting.grounding.mention_headed(child.i)
        if named and named.actors:
            return named.actors
    if token.lower in setting.words.partitives:
        for child in analysis.children(head, "nmod"):
            named = setting.mention_at(child.i)
            if named and named.actors:
                return named.actors
    covering = setting.mention_at(head)
    if covering and covering.actors and covering.end > head >= covering.start:
        return covering.actors
    return ()


def _owner_of_text(setting: Setting, head: int) -> tuple[str, ...] | None:
    for child in setting.analysis.children(head, "nmod:poss", "nmod", "compound"):
        cases = [case.lower for case in setting.analysis.children(child.i, "case")]
        if child.dep == "nmod" and not {"by", "from", "of"} & set(cases):
            continue
        named = setting.mention_at(child.i)
        if named and named.actors:
            return named.actors
    return None


def name_addressee(setting: Setting, token: Token) -> tuple[str, ...]:
    """Return the actors addressed, none where the words name no actor."""
    return name_actors(setting, token.i)
