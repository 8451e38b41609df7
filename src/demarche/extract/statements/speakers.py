"""Whose words they are: the cue's subject by the parse, then the actor it refers to."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.extract.statements.draft import Range
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
        if at == cue and token.xpos == "VBG" and token.head > cue and token.dep in ("acl", "amod"):
            return _subject_before(setting, cue)
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
            noun = token.head
            if not _writes(setting, at, noun):
                return noun
            at = noun
            owners = analysis.children(noun, "nmod:poss")
            if owners:
                return owners[0].i
        token = setting.tokens[at]
        if token.head == at or (token.dep == "ccomp" and _is_finite(setting, at)):
            return None
        at = token.head
    return None


def find_quoted(setting: Setting, cue: int) -> tuple[int, int | None] | None:
    """Return whom "X quoted Y as saying" gives the words to, and who quotes; None elsewhere."""
    analysis, token = setting.analysis, setting.tokens[cue]
    led = analysis.children(cue, "mark", "case")
    if not led or led[0].lower != "as" or token.xpos != "VBG" or token.head == cue:
        return None
    verb = token.head
    if setting.tokens[verb].lemma.lower() not in setting.words.quotes:
        return None
    for person in analysis.children(verb, "obj", "nsubj:pass"):
        if person.dep == "obj":
            relay = find_subject(setting, verb)
        else:
            agents = analysis.children(verb, "obl:agent")
            relay = agents[0].i if agents else None
        return person.i, relay
    return None


def ask_head(setting: Setting, cue: int, content: Sequence[Range]) -> int | None:
    """Return the mention the reader's head takes for the cue's speaker, if it is sure enough."""
    tokens, analysis = setting.tokens, setting.analysis
    sentence = analysis.sentence_of(cue)
    near = range(max(sentence.i - 2, 0), sentence.i + 1)
    heads = [
        mention.head
        for mention in setting.grounding.mentions
        if mention.actors
        and tokens[mention.head].sent in near
        and not any(a <= tokens[mention.head].start < b for a, b in content)
    ]
    if not heads:
        return None
    scores = [row.get("speaker", 0.0) for row in analysis.roles(cue, heads)]
    best = max(range(len(heads)), key=lambda k: scores[k])
    return heads[best] if scores[best] >= setting.words.speaks else None


def _writes(setting: Setting, verb: int, noun: int) -> bool:
    """Tell whether the noun is a text ("a brief arguing") or the verb hangs by a preposition."""
    token = setting.tokens[noun]
    led = setting.analysis.children(verb, "case", "mark")
    if led and led[0].lower not in setting.words.relatives:
        return True
    return token.lemma.lower() in setting.words.texts and token.dep in ("obj", "obl", "nmod")


def _is_finite(setting: Setting, verb: int) -> bool:
    """Tell whether the verb is a clause's own, which takes no subject from outside."""
    if setting.tokens[verb].xpos in ("VBD", "VBZ", "VBP"):
        return True
    return any(child.xpos == "MD" for child in setting.analysis.children(verb, "aux"))


def _subject_before(setting: Setting, cue: int) -> int | None:
    """Return the subject of the nearest finite verb to the left in the sentence."""
    for at in range(cue - 1, setting.analysis.sentence_of(cue).start - 1, -1):
        if setting.tokens[at].xpos in ("VBD", "VBZ", "VBP"):
            subject = _own_subject(setting, at)
            if subject is not None:
                return subject
    return None


def _own_subject(setting: Setting, verb: int) -> int | None:
    found: int | None = None
    for child in setting.analysis.children(verb, "nsubj"):
        if child.lower in setting.words.relatives and child.upos == "PRON":
            return setting.tokens[verb].head if setting.tokens[verb].head != verb else child.i
        if child.upos == "PRON" and child.lower in setting.words.impersonal and child.lower != "it":
            continue
        if found is None or child.i < verb:
            found = child.i
    return found


def find_owner(setting: Setting, noun: int) -> int | None:
    """Return the token heading whose claim, hope or concern the noun is."""
    analysis = setting.analysis
    for owner in analysis.children(noun, "nmod:poss"):
        return owner.i
    for owner in analysis.children(noun, "compound", "amod"):
        if setting.grounding.mention_headed(owner.i):
            return owner.i
    for owner in analysis.children(noun, "nmod", "obl"):
        cases = [case.lower for case in analysis.children(owner.i, "case")]
        named = setting.grounding.mention_headed(owner.i) is not None
        if "by" in cases or "from" in cases or ("of" in cases and named):
            return owner.i
    token = setting.tokens[noun]
    if token.dep in ("obj", "obl", "xcomp") and setting.tokens[token.head].upos == "VERB":
        return find_subject(setting, token.head)
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
    if token.upos == "NOUN" and token.lemma.lower() in setting.words.texts:
        owner = _owner_of_text(setting, head)
        if owner is not None:
            return owner
    mention = setting.grounding.mention_headed(head)
    if mention and mention.actors:
        return mention.actors
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


def name_parties(
    setting: Setting, head: int, found: tuple[str, ...], parties: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the talk's parties where "they" or "the leaders" names nobody in particular."""
    token = setting.tokens[head]
    plural = token.xpos in ("NNS", "NNPS") or token.upos in ("PRON", "DET", "NUM")
    if found or not plural or token.lower not in setting.words.collectives:
        return found
    return parties if len(parties) > 1 else ()


def name_addressee(setting: Setting, token: Token) -> tuple[str, ...]:
    """Return the actors addressed, none where the words name no actor."""
    return name_actors(setting, token.i)
