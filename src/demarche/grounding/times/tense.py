"""Which side of publication an act lies on: past (-1), future (+1), not told (0)."""

from __future__ import annotations

from demarche.grounding.times.schema import Tense
from demarche.language.analysis import Analysis, Token

_CLIMB_LIMIT = 12
_POSSESSIVES = ("'s", "’s")
_OWNING = ("nmod:poss", "nmod:unmarked", "compound")


def find_side(analysis: Analysis, start: int, end: int, words: Tense) -> int:
    """Return the side that the verb over tokens `start:end` puts a time on.

    The parse decides where there is one (a tagged token); otherwise the nearest sign before the
    time in its sentence, then the nearest after it.
    """
    if _is_led(analysis, start, words):
        return 1
    if analysis.tokens[start].xpos:
        return _side_from_parse(analysis, start, end, words)
    return _side_from_words(analysis, start, end, words)


def _is_led(analysis: Analysis, start: int, words: Tense) -> bool:
    """Tell whether the words before a time put it ahead: "effective Friday", "as soon as May"."""
    if start < 2:
        return False
    last, one_before = analysis.tokens[start - 1].text, analysis.tokens[start - 2].lower
    if last in words.limits:
        return one_before not in words.not_before_limits
    return last.lower() in words.leads or (last == "as" and one_before in words.as_soon)


def _side_from_parse(analysis: Analysis, start: int, end: int, words: Tense) -> int:
    inner = _outer_token(analysis, start, end)
    after = analysis.tokens[end].text if end < len(analysis.tokens) else ""
    owned = inner.dep in _OWNING or after in _POSSESSIVES
    node = analysis.tokens[inner.head]
    for _ in range(_CLIMB_LIMIT):
        side = _side_of_verb(analysis, node, words, owned=owned)
        if side is not None:
            return side
        if node.head == node.i:
            return 0
        node = analysis.tokens[node.head]
    return 0


def _outer_token(analysis: Analysis, start: int, end: int) -> Token:
    """Return the token of `start:end` whose head lies outside."""
    for i in range(start, end):
        if not start <= analysis.tokens[i].head < end:
            return analysis.tokens[i]
    return analysis.tokens[start]


def _side_of_verb(analysis: Analysis, node: Token, words: Tense, *, owned: bool) -> int | None:
    """Return the side of a verb (or of a predicate with a copula), None for other words.

    A time that owns a noun ("Friday's vote") takes no side from an infinitive over that noun.
    """
    if node.lower in words.ahead:
        return 1
    helpers = analysis.children(node.i, "aux", "cop")
    forms = [h.lower for h in helpers]
    if any(f in words.auxiliaries for f in forms):
        return 1
    if any(f in words.failed for f in forms) and _is_negated(analysis, node, words):
        return -1
    if any(f in words.modals for f in forms):
        return -1 if "have" in forms or owned else 1
    planned = node.lower in words.plans
    if any(h.xpos == "VBD" for h in helpers):
        return 1 if planned and node.xpos != "VBG" and "had" not in forms else -1
    if node.xpos in ("VBD", "VBN"):
        return 1 if planned else -1
    if node.xpos == "VB" and any(t.lower == "to" for t in analysis.children(node.i, "mark")):
        return _side_of_infinitive(analysis, node, words, owned=owned)
    if node.xpos in ("VBZ", "VBP"):
        return 1 if planned or node.lower in words.scheduled else 0
    if node.xpos == "VB" and node.head == node.i and node.lower in words.scheduled:
        return 1
    if node.xpos == "VBG":
        return 1 if helpers and not owned else None
    return 0 if helpers else None


def _is_negated(analysis: Analysis, node: Token, words: Tense) -> bool:
    """Tell whether a negator hangs on a verb or on its subject ("neither … could be reached")."""
    hanging = analysis.children(node.i)
    for child in analysis.children(node.i, "nsubj", "nsubj:pass"):
        hanging.extend(analysis.children(child.i))
    return any(token.lower in words.negators for token in hanging)


def _side_of_infinitive(
    analysis: Analysis, node: Token, words: Tense, *, owned: bool
) -> int | None:
    """Return +1 unless the infinitive hangs on "had …", on a participle, or on "the first …"."""
    governor = analysis.tokens[node.head]
    if any(h.lower == "had" for h in analysis.children(node.head, "aux")):
        return -1
    if owned or node.dep == "acl:relcl":
        return None
    told = governor.xpos == "VBG" and governor.lower not in words.plans
    return None if told and not analysis.children(node.head, "aux") else 1


def _side_from_words(analysis: Analysis, start: int, end: int, words: Tense) -> int:
    sentence = analysis.sentence_of(start)
    first = max(sentence.start, start - words.window)
    last = min(sentence.end, end + words.window)
    before = range(start - 1, first - 1, -1)
    after = range(end, last)
    for i in (*before, *after):
        low = analysis.tokens[i].lower
        if low in words.future:
            return 1
        if low in words.past or low.endswith(words.past_endings):
            return -1
    return 0
