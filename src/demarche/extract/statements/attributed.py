"""Attribution by a phrase: "according to the ministry", "in the words of the envoy"."""

from __future__ import annotations

from demarche.extract.statements.draft import Range, StatementDraft
from demarche.extract.statements.setting import Setting

ATTRIBUTED = "STA-050"
_SHORT, _BRIEF = 3, 6
_NAMES = ("NOUN", "PROPN", "PRON")


def find_attributed(setting: Setting) -> list[StatementDraft]:
    """Return the statements attributed by "according to": the clauses it goes with."""
    found = []
    rule = setting.book.by_id(ATTRIBUTED)
    if rule is None:
        return []
    for word in setting.words.sources:
        for at in setting.find_words((word, "to")):
            draft = _attribute(setting, at, rule.weight)
            if draft is not None:
                found.append(draft)
    return found


def _attribute(setting: Setting, at: int, weight: float) -> StatementDraft | None:
    source = _source(setting, at)
    if source is None:
        return None
    own = _phrase(setting, at, source)
    clause = _clause(setting, source, at)
    if clause is None or clause in own:
        return None
    sentence = setting.analysis.sentence_of(at)
    whole = range(sentence.start, sentence.end)
    indices = setting.analysis.subtree(clause)
    if setting.tokens[clause].i == sentence.root or not indices:
        indices = list(whole)
    content = setting.words_of(indices, frozenset(own))
    if not content:
        return None
    content = [place for place in content if not _is_relay(setting, place)]
    if not content:
        return None
    cue = (setting.tokens[at].start, setting.tokens[at + 1].end)
    return StatementDraft(
        content=tuple(content),
        kind=setting.kind_of(content),
        cue=cue,
        cue_token=at,
        subject=source,
        confidence=weight,
        trail=[(ATTRIBUTED, cue)],
    )


def _is_relay(setting: Setting, place: Range) -> bool:
    """Tell whether the piece is too short to be content, or only another's "CNN reported"."""
    indices = setting.tokens_in(*place)
    if place[1] - place[0] <= _SHORT or not indices:
        return True
    last = setting.tokens[indices[-1]]
    rules = setting.book.look_up("verb", last.lower, last.lemma.lower())
    return len(indices) <= _BRIEF and any("quote" in rule.frames for rule in rules)


def _source(setting: Setting, at: int) -> int | None:
    """Return the head of the phrase after "according to", however the parse hangs it."""
    tokens = setting.tokens
    token = tokens[at]
    if token.dep in ("case", "mark") and token.head > at and tokens[token.head].upos in _NAMES:
        return token.head
    for child in setting.analysis.children(at, "obl", "pobj", "nmod", "obj"):
        return child.i
    follow = tokens[at + 1]
    if follow.dep == "case" and follow.head > at:
        return follow.head
    for index in range(at + 2, min(at + 8, len(tokens))):
        if tokens[index].upos in _NAMES and tokens[index].dep not in ("compound", "nmod:poss"):
            return index
    return None


def _phrase(setting: Setting, at: int, source: int) -> set[int]:
    return {at, at + 1, *(i for i in setting.analysis.subtree(source) if i > at)}


def _clause(setting: Setting, source: int, cue: int) -> int | None:
    """Return the head of the clause the phrase goes with: the nearest verb or predicate above."""
    at = source
    for _ in range(6):
        token = setting.tokens[at]
        if token.head == at:
            return at if at != source else None
        at = token.head
        if at == cue:
            continue
        head = setting.tokens[at]
        if head.upos in ("VERB", "AUX") or setting.analysis.children(at, "nsubj", "cop"):
            return at
    return at
