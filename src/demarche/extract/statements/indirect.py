"""Indirect speech: every cue outside a quotation, by the frames of its rules."""

from __future__ import annotations

from demarche.extract.statements.draft import StatementDraft
from demarche.extract.statements.frames import Match, match_frame
from demarche.extract.statements.rules import CueRule
from demarche.extract.statements.setting import Setting
from demarche.extract.statements.speakers import (
    find_owner,
    find_subject,
    name_actors,
    name_addressee,
)
from demarche.language.analysis import Token

_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}


def find_indirect(setting: Setting, taken: frozenset[int]) -> list[StatementDraft]:
    """Return the statements of cues outside quotations; `taken` cues already have a quote."""
    found: list[StatementDraft] = []
    for token in setting.tokens:
        rules = _rules_at(setting, token)
        if not rules or token.i in taken or setting.quoted(token.i) is not None:
            continue
        if token.upos in ("VERB", "AUX") and not _is_asserted(setting, token):
            continue
        draft = _first_match(setting, rules, token.i)
        if draft is not None:
            found.append(draft)
    return found


def _rules_at(setting: Setting, token: Token) -> list[CueRule]:
    pos = _PARTS.get(token.upos)
    rules = setting.book.look_up(pos, token.lower, token.lemma.lower()) if pos else []
    if token.xpos in ("JJ", "VBN"):
        rules = [*rules, *setting.book.look_up("adjective", token.lower, "")]
    return rules


def _is_asserted(setting: Setting, token: Token) -> bool:
    """Tell whether the cue is told as said: not denied, not supposed, not refused."""
    words, analysis = setting.words, setting.analysis
    for child in analysis.children(token.i):
        if child.i > token.i:
            break
        if child.lower in words.negations and child.dep in ("advmod", "det", "cc", "cc:preconj"):
            return False
        if child.dep == "aux" and child.lower in words.hypotheticals:
            return False
        if child.dep == "mark" and child.lower in words.conditionals:
            return False
    if any(c.lower == "to" for c in analysis.children(token.i, "mark")):
        if setting.tokens[token.head].upos in ("NOUN", "ADJ") and token.head != token.i:
            return False
    if token.dep in ("xcomp", "ccomp") and token.xpos == "VB" and token.head != token.i:
        head = setting.tokens[token.head]
        if head.lemma in words.unsaid:
            return False
        if any(c.lower in words.negations for c in analysis.children(head.i, "advmod")):
            return False
    return True


def _first_match(setting: Setting, rules: list[CueRule], cue: int) -> StatementDraft | None:
    for rule in rules:
        for frame in rule.frames:
            match = match_frame(setting, rule, frame, cue)
            if match is None or (frame == "clause" and _is_reduced(setting, cue)):
                continue
            if sum(end - start for start, end in match.content) < setting.words.shortest:
                continue
            subject = match.owner if match.owner is not None else _speaker(setting, rule, cue)
            if not _speaker_fits(setting, rule, subject):
                continue
            return _draft(setting, rule, cue, match, subject)
    return None


def _is_reduced(setting: Setting, cue: int) -> bool:
    """Tell whether the cue is a participle of being asked or told, with nobody who asks."""
    token, analysis = setting.tokens[cue], setting.analysis
    if token.xpos != "VBN" or analysis.children(cue, "aux", "nsubj", "nsubj:pass", "expl"):
        return False
    return token.dep != "conj" and not analysis.children(cue, "obl:agent")


def _speaker(setting: Setting, rule: CueRule, cue: int) -> int | None:
    if rule.pos == "noun":
        return find_owner(setting, cue)
    return find_subject(setting, cue)


def _speaker_fits(setting: Setting, rule: CueRule, subject: int | None) -> bool:
    if rule.pos == "noun" and subject is None:
        return False
    if rule.actor and (subject is None or not name_actors(setting, subject)):
        return False
    if not rule.subjects:
        return True
    return subject is not None and setting.tokens[subject].lemma.lower() in rule.subjects


def _draft(
    setting: Setting, rule: CueRule, cue: int, match: Match, subject: int | None
) -> StatementDraft:
    addressee = name_addressee(setting, match.addressee) if match.addressee else ()
    return StatementDraft(
        content=match.content,
        kind=setting.kind_of(match.content),
        cue=match.cue,
        cue_token=cue,
        subject=subject,
        addressee=addressee,
        confidence=rule.weight,
        trail=[(rule.id, match.cue)],
    )
