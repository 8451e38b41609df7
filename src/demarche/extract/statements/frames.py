"""The frames of indirect speech: given a cue in the parse, what was said and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from demarche.extract.statements.draft import Range
from demarche.extract.statements.rules import CueRule
from demarche.extract.statements.setting import Setting
from demarche.language.analysis import Token


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found at a cue: content and cue in code points, the token of whom it is said to.

    `owner` is set where the frame itself names the speaker's token.
    """

    content: tuple[Range, ...]
    cue: Range
    addressee: Token | None = None
    owner: int | None = None


Matcher = Callable[[Setting, CueRule, int], Match | None]


def match_frame(setting: Setting, rule: CueRule, frame: str, cue: int) -> Match | None:
    """Return what the rule's frame gives at the cue token, or None."""
    matcher = _MATCHERS.get(frame)
    return matcher(setting, rule, cue) if matcher else None


def _build(
    setting: Setting, rule: CueRule, cue: int, heads: list[int], *, last: int | None = None,
    drop: frozenset[int] = frozenset(), owner: int | None = None,
) -> Match | None:  # fmt: skip
    """Return the match whose content is the subtrees of `heads`; `last` ends the cue's words."""
    content: list[Range] = []
    for head in heads:
        indices = setting.analysis.subtree(head)
        if head > cue:
            indices = [i for i in indices if i > cue]
        indices = _extend(setting, cue, head, indices)
        content.extend(setting.words_of(indices, drop))
    content = [piece for piece in content if piece[1] - piece[0] > 1]
    if not content:
        return None
    end = setting.tokens[max(cue, last if last is not None else cue)].end
    return Match(
        tuple(sorted(content)), (setting.tokens[cue].start, end),
        _find_addressee(setting, rule, cue, heads), owner,
    )  # fmt: skip


def _extend(setting: Setting, cue: int, head: int, indices: list[int]) -> list[int]:
    """Add the phrases right after the content that the parse hangs on the cue instead."""
    words, analysis, tokens = setting.words, setting.analysis, setting.tokens
    if tokens[head].upos not in ("NOUN", "PROPN", "ADJ", "VERB") or indices[-1] < cue:
        return indices
    whole = list(indices)
    for child in analysis.children(cue, "obl", "nmod", "acl", "advcl"):
        part = analysis.subtree(child.i)
        if part[0] != whole[-1] + 1 or child.i < head:
            continue
        lead = tokens[part[0]].lower
        venue = tokens[child.i].lemma.lower() in words.venues
        if lead in words.extends and not venue and not setting.is_time(part[0], part[-1] + 1):
            whole.extend(part)
    return whole


def _find_addressee(setting: Setting, rule: CueRule, cue: int, taken: list[int]) -> Token | None:
    analysis = setting.analysis
    if "obj" in rule.addressee:
        for child in analysis.children(cue, "iobj", "obj", "nsubj:pass"):
            if child.i not in taken and child.upos in ("NOUN", "PROPN", "PRON"):
                return child
    for child in analysis.children(cue, "obl", "nmod"):
        if child.i in taken:
            continue
        cases = setting.lower_words(analysis.children(child.i, "case"))
        if "to" in cases or set(cases) & set(rule.addressee):
            return child
    return None


def _match_clause(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    analysis = setting.analysis
    own = frozenset(analysis.subtree(cue))
    for child in analysis.children(cue, "ccomp", "csubj:pass", "csubj"):
        if _is_clause(setting, child, cue):
            return _build(setting, rule, cue, [child.i])
    noun = _clause_of_subject(setting, cue)
    if noun is not None:
        return _build(setting, rule, cue, [noun])
    for child in analysis.children(cue, "parataxis"):
        if child.i > cue and _is_clause(setting, child, cue):
            return _build(setting, rule, cue, [child.i])
    token = setting.tokens[cue]
    if token.head != cue and _hangs_on_content(setting, cue):
        return _build(setting, rule, cue, [token.head], drop=own)
    for child in analysis.children(cue, "xcomp", "advcl", "dep"):
        if _marked(setting, child.i, "that", "whether") and child.i > cue:
            return _build(setting, rule, cue, [child.i])
    return _match_cut(setting, rule, cue) or _match_closing(setting, rule, cue)


def _match_cut(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    """Match a cue at the end of a sentence cut in the middle: the content is what follows."""
    analysis, tokens = setting.analysis, setting.tokens
    sentence = analysis.sentence_of(cue)
    rest = [t for t in tokens[cue + 1 : sentence.end] if t.dep not in ("mark", "obl", "case")]
    if not setting.continues(sentence.i) or len(rest) > 1 or not analysis.children(cue, "nsubj"):
        return None
    after = analysis.sentences[sentence.i + 1]
    place = setting.trim(after.start, after.end)
    return Match((place,), (tokens[cue].start, tokens[cue].end)) if place else None


def _match_closing(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    """Match "…, said X." at a sentence's end, where the parse does not join the two."""
    if "quote" not in rule.frames:
        return None
    analysis, tokens = setting.analysis, setting.tokens
    subjects = analysis.children(cue, "nsubj")
    if not subjects:
        return None
    first = min(analysis.subtree(subjects[0].i)[0], cue)
    sentence = analysis.sentence_of(cue)
    if first - 1 <= sentence.start or tokens[first - 1].text != ",":
        return None
    if any(t.upos == "VERB" and t.i != cue for t in tokens[first : sentence.end]):
        return None
    place = setting.trim(sentence.start, first)
    if place is None or not any(t.upos in ("VERB", "AUX") for t in tokens[sentence.start : first]):
        return None
    return Match((place,), (tokens[cue].start, tokens[cue].end))


def _clause_of_subject(setting: Setting, cue: int) -> int | None:
    """Return the clause in "the fact that … was noted"."""
    for subject in setting.analysis.children(cue, "nsubj:pass"):
        if subject.lemma.lower() in setting.words.vessels:
            for child in setting.analysis.children(subject.i, "acl", "ccomp"):
                if _marked(setting, child.i, "that"):
                    return child.i
    return None


def _is_clause(setting: Setting, child: Token, cue: int) -> bool:
    if setting.analysis.children(child.i, "nsubj", "csubj", "expl"):
        return True
    if _marked(setting, child.i, "that", "whether", "if"):
        return True
    if child.dep == "ccomp" and child.i < cue:
        return True
    if any(kid.xpos in ("WRB", "WP", "WDT") for kid in setting.analysis.children(child.i)):
        return True
    if child.xpos in ("WRB", "WP"):
        return True
    if setting.analysis.children(child.i, "case"):
        return False
    return child.dep == "ccomp" and child.xpos not in ("VB", "VBG") and child.upos != "PUNCT"


def _hangs_on_content(setting: Setting, cue: int) -> bool:
    """Tell whether the cue's clause is put into, or after, the clause it reports."""
    token, analysis = setting.tokens[cue], setting.analysis
    if not analysis.children(cue, "nsubj"):
        return False
    if token.dep == "parataxis":
        return True
    if token.dep == "advcl" and _marked(setting, cue, "as"):
        return True
    return token.dep in ("advcl", "conj", "dep", "ccomp") and _between_commas(setting, cue)


def _between_commas(setting: Setting, cue: int) -> bool:
    """Tell whether the cue and its subject stand alone between a comma and the sentence's end."""
    analysis, tokens = setting.analysis, setting.tokens
    sentence = analysis.sentence_of(cue)
    own = analysis.subtree(cue)
    first, last = own[0], own[-1]
    if tokens[first].upos == "PUNCT":
        first += 1
    if first - 1 < sentence.start or tokens[first - 1].text not in (",", "”", "''", '"'):
        return False
    if len([i for i in own if tokens[i].upos != "PUNCT"]) > 12:
        return False
    return last >= sentence.end - 2 or tokens[min(last + 1, len(tokens) - 1)].text == ","


def is_passive(setting: Setting, cue: int) -> bool:
    """Tell whether the cue is a passive or a bare past participle."""
    if setting.analysis.children(cue, "nsubj:pass", "csubj:pass", "aux:pass"):
        return True
    if setting.tokens[cue].xpos != "VBN":
        return False
    return not setting.analysis.children(cue, "aux", "nsubj") and setting.tokens[cue].dep != "conj"


def _marked(setting: Setting, head: int, *words: str) -> bool:
    return any(mark.lower in words for mark in setting.analysis.children(head, "mark", "advmod"))


def _match_anaphor(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    """Match "this was stated by X" and "X said this": the content is the sentence before."""
    analysis = setting.analysis
    named = [
        c for c in analysis.children(cue, "obj", "nsubj:pass") if c.lower in setting.words.this
    ]
    if not named or analysis.children(named[0].i):
        return None
    sentence = analysis.sentence_of(cue)
    if sentence.i == 0:
        return None
    before = analysis.sentences[sentence.i - 1]
    if before.block != sentence.block:
        return None
    place = setting.trim(before.start, before.end)
    if place is None or setting.kind_of([place]) == "direct":
        return None
    token = setting.tokens[cue]
    return Match((place,), (token.start, token.end))


def _match_infinitive(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    analysis = setting.analysis
    bases = [cue]
    addressee: Token | None = None
    if is_passive(setting, cue) and not analysis.children(cue, "obl:agent"):
        return None
    for child in analysis.children(cue, "obj", "iobj", "obl", "nsubj:pass", "nmod"):
        cases = set(setting.lower_words(analysis.children(child.i, "case")))
        if child.dep.startswith(("obl", "nmod")) and not cases & set(rule.addressee):
            continue
        bases.append(child.i)
        addressee = addressee or child
    if rule.addressee and "obj" not in rule.addressee and addressee is None:
        return None
    for base in bases:
        deps = ("xcomp", "ccomp", "advcl") if base == cue else ("acl", "xcomp", "advcl")
        for child in analysis.children(base, *deps):
            if child.i > cue and _has_to(setting, child.i):
                return _infinitive(setting, rule, cue, child.i, addressee)
    return None


def _infinitive(
    setting: Setting, rule: CueRule, cue: int, verb: int, addressee: Token | None
) -> Match | None:
    end = cue
    if addressee is not None and addressee.dep.startswith("obl"):
        cases = setting.analysis.children(addressee.i, "case")
        if cases and cases[0].i == cue + 1:
            end = cases[0].i
    inner = [c for c in setting.analysis.children(verb, "nsubj") if c.i < verb]
    first = _find_to(setting, verb)
    if inner and addressee is None:
        addressee = inner[0]
    kept = [i for i in setting.analysis.subtree(verb) if first is None or i >= first]
    kept = _extend(setting, cue, verb, kept)
    content = setting.words_of(kept)
    if not content:
        return None
    return Match(tuple(content), (setting.tokens[cue].start, setting.tokens[end].end), addressee)


def _has_to(setting: Setting, verb: int) -> bool:
    return _find_to(setting, verb) is not None


def _find_to(setting: Setting, verb: int) -> int | None:
    for mark in setting.analysis.children(verb, "mark", "aux"):
        if mark.lower == "to":
            before = mark.i - 1
            return before if before >= 0 and setting.tokens[before].lower == "not" else mark.i
    return None


def _match_gerund(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    for child in setting.analysis.children(cue, "xcomp", "ccomp", "advcl"):
        if child.i > cue and child.xpos == "VBG" and not _cased(setting, child.i):
            if setting.tokens[child.i - 1].text != ",":
                return _build(setting, rule, cue, [child.i])
    return None


def _cased(setting: Setting, head: int) -> bool:
    return bool(setting.analysis.children(head, "case", "mark"))


def _match_object(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    for child in _objects(setting, cue):
        if setting.analysis.children(child.i, "case"):
            continue
        if child.i < cue or not _allowed(rule, child) or child.upos in ("PRON", "ADV"):
            continue
        inner = _clause_of_noun(setting, child.i) if rule.objects else None
        if inner is not None:
            return _build(setting, rule, cue, [inner], last=child.i)
        return _build(setting, rule, cue, [child.i])
    return None


def _objects(setting: Setting, cue: int) -> list[Token]:
    """Return the cue's objects; for a participle hung on the noun after it, that noun."""
    token, found = setting.tokens[cue], setting.analysis.children(cue, "obj")
    if found or token.xpos != "VBG" or token.dep not in ("acl", "amod") or token.head <= cue:
        return found
    between = setting.tokens[cue + 1 : token.head]
    verbal = any(other.upos in ("VERB", "AUX", "PUNCT") for other in between)
    return [] if verbal else [setting.tokens[token.head]]


def _allowed(rule: CueRule, token: Token) -> bool:
    words = {token.lemma, token.lower, token.lower.removesuffix("s")}
    if rule.objects and not words & set(rule.objects):
        return False
    return not words & set(rule.barred)


def _clause_of_noun(setting: Setting, noun: int) -> int | None:
    """Return the clause in "hope that …"; relative clauses are none."""
    for child in setting.analysis.children(noun, "acl", "ccomp", "advcl"):
        if child.dep != "acl:relcl" and _marked(setting, child.i, "that", "whether"):
            return child.i
        if child.dep == "ccomp":
            return child.i
    token = setting.tokens[noun]
    for child in setting.analysis.children(token.head, "ccomp"):
        if child.i > noun and _marked(setting, child.i, "that", "whether"):
            return child.i
    return None


def _match_subject(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    """Match the passive: "the need for X was stressed", "hope was expressed that …"."""
    for child in setting.analysis.children(cue, "nsubj:pass"):
        if child.i > cue or child.upos in ("PRON", "DET") or not _allowed(rule, child):
            continue
        if rule.objects:
            inner = _clause_of_noun(setting, child.i)
            if inner is not None:
                found = _build(setting, rule, cue, [inner])
                if found:
                    cued = (setting.tokens[child.i].start, found.cue[1])
                    return Match(found.content, cued, found.addressee, None)
            beside = _beside(setting, rule, cue, child.i)
            if beside is not None:
                return beside
        return _build(setting, rule, cue, [child.i])
    return None


def _beside(setting: Setting, rule: CueRule, cue: int, noun: int) -> Match | None:
    """Match "hope was expressed for X": the content is X."""
    for child in setting.analysis.children(cue, "obl", "nmod", "advcl"):
        cases = setting.analysis.children(child.i, "case", "mark")
        if child.i > cue and cases and cases[0].lower in setting.words.feels:
            drop = frozenset([cases[0].i])
            found = _build(setting, rule, cue, [child.i], drop=drop)
            if found:
                return Match(found.content, (setting.tokens[noun].start, found.cue[1]))
    return None


def _match_oblique(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    analysis = setting.analysis
    hung = analysis.children(cue, "obl", "advcl", "nmod", "acl", "xcomp", "ccomp", "obj")
    if "obj" in rule.addressee:
        for person in analysis.children(cue, "obj", "iobj"):
            hung.extend(analysis.children(person.i, "nmod", "acl"))
    for child in hung:
        if child.i < cue:
            continue
        cases = analysis.children(child.i, "case", "mark")
        lead = " ".join(setting.lower_words([case for case in cases if case.i < child.i]))
        match = next(
            (prep for prep in rule.preps if lead == prep or lead.startswith(prep + " ")), None
        )
        if match is None:
            match = _phrasal(setting, rule, cue, child.i)
            if match is None:
                continue
        drop = frozenset(case.i for case in cases[: len(match.split())])
        joined = setting.tokens[cue + 1].i if cases and cases[0].i == cue + 1 else cue
        return _build(setting, rule, cue, [child.i], drop=drop, last=joined)
    return None


def _phrasal(setting: Setting, rule: CueRule, cue: int, child: int) -> str | None:
    """Return the preposition of "in favour of X", which the parse hangs on a noun."""
    for prep in rule.preps:
        words = prep.split()
        if len(words) > 1:
            span = [token.lower for token in setting.tokens[cue + 1 : cue + 1 + len(words)]]
            if span == words and child > cue + 1:
                return prep
    return None


def _match_small(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    """Match "called X Y" and "described X as Y"; the content is X with Y."""
    analysis = setting.analysis
    objects = [
        c for c in analysis.children(cue, "obj", "nsubj:pass", "ccomp", "xcomp") if c.i > cue
    ]
    rest = [
        c for c in analysis.children(cue, "xcomp", "obl", "advcl", "ccomp", "nmod")
        if c.i > cue and (c.dep in ("xcomp", "ccomp") or _led_by(setting, c.i, rule.preps))
    ]  # fmt: skip
    if not objects or not rest:
        return None
    if all(c.xpos == "VB" for c in rest):
        return None
    heads = list(dict.fromkeys(c.i for c in [*objects, *rest]))
    whole: list[int] = []
    for head in heads:
        whole.extend(analysis.subtree(head))
    content = setting.words_of(whole)
    if not content:
        return None
    token = setting.tokens[cue]
    return Match(tuple(content), (token.start, token.end))


def _led_by(setting: Setting, head: int, words: tuple[str, ...]) -> bool:
    led = setting.lower_words(setting.analysis.children(head, "case", "mark"))
    return bool(set(led) & set(words))


def _match_nominal(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    if rule.pos == "verb":
        return _match_light(setting, rule, cue)
    inner = _clause_of_noun(setting, cue)
    if inner is None or inner < cue:
        return None
    if not _marked(setting, inner, "that", "whether"):
        return None
    return _build(setting, rule, cue, [inner])


def _match_light(setting: Setting, rule: CueRule, cue: int) -> Match | None:
    """Match "made clear that …": the object word may hang anywhere to the verb's right."""
    for token in setting.tokens[cue + 1 : cue + 4]:
        if token.lower in rule.objects:
            for base in (cue, token.i):
                for child in setting.analysis.children(base, "ccomp", "csubj", "advcl", "xcomp"):
                    if child.i > token.i and _is_clause(setting, child, cue):
                        found = _build(setting, rule, cue, [child.i], last=token.i)
                        if found is None or found.addressee is not None:
                            return found
                        to = _find_addressee(setting, rule, token.i, [child.i])
                        return replace(found, addressee=to)
    return None


_MATCHERS: dict[str, Matcher] = {
    "clause": _match_clause,
    "anaphor": _match_anaphor,
    "infinitive": _match_infinitive,
    "gerund": _match_gerund,
    "object": _match_object,
    "oblique": _match_oblique,
    "small": _match_small,
    "subject": _match_subject,
    "nominal": _match_nominal,
}
