"""Positions: where an actor stands on a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from demarche.extract.commitments.draft import Range
from demarche.extract.commitments.rules import PositionFile, PositionRule, load_position_rules
from demarche.extract.statements.draft import StatementDraft
from demarche.extract.statements.forms import list_verb_forms
from demarche.extract.statements.setting import Setting, set_out
from demarche.extract.statements.speakers import find_subject, name_actors
from demarche.grounding.mentions import Grounding
from demarche.ids import hash_id
from demarche.language.analysis import Token
from demarche.model import Position, TrailStep
from demarche.model.vocabulary import Stance

_FLIP: dict[Stance, Stance] = {"for": "against", "against": "for", "undecided": "undecided"}


def find_positions(
    grounding: Grounding,
    statements: Sequence[StatementDraft],
    *,
    setting: Setting | None = None,
) -> tuple[Position, ...]:
    """Return the stances told in the document, in the order of the text."""
    setting, file = setting or set_out(grounding), load_position_rules()
    found: dict[str, Position] = {}
    index = _by_cue(file)
    for token in setting.tokens:
        for rule in index.get(token.lower, []):
            position = _take(setting, file, rule, token, statements)
            if position is not None:
                found.setdefault(position.id, position)
    return tuple(sorted(found.values(), key=lambda position: position.evidence[0].start))


@cache
def _by_cue(file: PositionFile) -> dict[str, list[PositionRule]]:
    index: dict[str, list[PositionRule]] = {}
    for rule in file.rules:
        for cue in rule.cues if rule.retired is None else ():
            for form in dict.fromkeys((cue, *list_verb_forms(cue, {}))):
                index.setdefault(form, []).append(rule)
    return index


def _take(
    setting: Setting, file: PositionFile, rule: PositionRule, token: Token,
    statements: Sequence[StatementDraft],
) -> Position | None:  # fmt: skip
    if rule.kind == "predicate":
        return _judge(setting, file, rule, token, statements)
    if token.upos != "VERB":
        return None
    denied = _is_denied(setting, file, token)
    if rule.kind == "uncommitted" and not denied:
        return None
    subject = find_subject(setting, token.i)
    holder = name_actors(setting, subject) if subject is not None else ()
    question = _question(setting, rule, token)
    if not holder or question is None:
        return None
    stance = rule.stance if rule.kind == "uncommitted" or not denied else _FLIP[rule.stance]
    start = setting.tokens[subject].start if subject is not None else token.start
    evidence = (min(start, token.start, question[0]), max(token.end, question[1]))
    return _build(setting, rule, holder, question, stance, evidence, token)


def _is_denied(setting: Setting, file: PositionFile, token: Token) -> bool:
    return any(c.lower in file.negations for c in setting.analysis.children(token.i, "advmod"))


def _question(setting: Setting, rule: PositionRule, token: Token) -> Range | None:
    analysis = setting.analysis
    deps = ("obl", "advcl", "xcomp", "ccomp") if rule.preps else ("obj", "xcomp", "ccomp")
    for child in analysis.children(token.i, *deps):
        if child.i < token.i or child.upos == "PRON":
            continue
        cases = {c.i for c in analysis.children(child.i, "case", "mark") if c.i < child.i}
        if rule.preps and not {setting.tokens[i].lower for i in cases} & set(rule.preps):
            continue
        if rule.objects and child.lemma.lower() not in rule.objects and child.xpos != "VBG":
            continue
        indices = [i for i in analysis.subtree(child.i) if i not in cases]
        return setting.trim(indices[0], indices[-1] + 1) if indices else None
    return None


def _judge(
    setting: Setting, file: PositionFile, rule: PositionRule, token: Token,
    statements: Sequence[StatementDraft],
) -> Position | None:  # fmt: skip
    """Match a predicate of the question inside somebody's statement ("joining is unrealistic")."""
    analysis = setting.analysis
    if not analysis.children(token.i, "cop"):
        return None
    subjects = analysis.children(token.i, "nsubj", "csubj")
    held = [s for s in statements if s.speaker and s.holds(token.start, token.end)]
    if not subjects or not held or subjects[0].upos in ("PRON", "DET"):
        return None
    holder = min(held, key=lambda s: sum(b - a for a, b in s.content))
    indices = analysis.subtree(subjects[0].i)
    first = min(indices[0], *(t.i for t in analysis.children(token.i, "nsubj", "csubj")))
    question = setting.trim(first, indices[-1] + 1)
    if question is None:
        return None
    denied = _is_denied(setting, file, token)
    stance = _FLIP[rule.stance] if denied else rule.stance
    evidence = min(question[0], token.start), max(question[1], token.end)
    return _build(setting, rule, holder.speaker, question, stance, evidence, token)


def _build(
    setting: Setting, rule: PositionRule, holder: tuple[str, ...], question: Range,
    stance: Stance, evidence: Range, token: Token,
) -> Position:  # fmt: skip
    document = setting.analysis.document
    return Position(
        id=hash_id("p", document.id, document.sha256, *question, ",".join(holder)),
        holder=holder,
        question=document.span(*question),
        stance=stance,
        evidence=(document.span(*evidence),),
        trail=(TrailStep(rule=rule.id, span=document.span(token.start, token.end)),),
    )
