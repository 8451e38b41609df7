"""One statement for one attribution: cut tails that other cues own, chain relays, drop doubles."""

from __future__ import annotations

from demarche.extract.statements.attributed import ATTRIBUTED
from demarche.extract.statements.draft import Range, StatementDraft
from demarche.extract.statements.nearby import Nearby
from demarche.extract.statements.setting import Setting
from demarche.extract.statements.speakers import name_actors
from demarche.language.analysis import Token

_SAME = 0.8
_BESIDE = 64  # statements before and after one that may share its words


def reconcile(
    setting: Setting, direct: list[StatementDraft], indirect: list[StatementDraft]
) -> list[StatementDraft]:
    """Return the statements that stand when quotes and cues are seen together."""
    kept = list(direct)
    near: Nearby[StatementDraft] = Nearby()
    for draft in direct:
        for part in draft.content:
            near.add(part, draft)
    for draft in indirect:
        beside = [other for part in draft.content for other in near.find(part)]
        if not any(share(draft.content, other.content) > _SAME for other in beside):
            kept.append(draft)
    kept.sort(key=lambda draft: (draft.content[0], draft.cue or (0, 0)))
    _cut_phrases(kept)
    _cut_tails(setting, kept)
    kept = [draft for draft in kept if draft.content]
    around = [kept[max(0, i - _BESIDE) : i + _BESIDE] for i in range(len(kept))]
    pairs = zip(kept, around, strict=True)
    return _chain(setting, [draft for draft, some in pairs if not _echoes(setting, draft, some)])


def share(left: tuple[Range, ...], right: tuple[Range, ...]) -> float:
    """Return the Jaccard share of two contents, in code points."""
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)
    size = sum(b - a for a, b in left) + sum(b - a for a, b in right) - both
    return both / size if size else 0.0


def _echoes(setting: Setting, draft: StatementDraft, others: list[StatementDraft]) -> bool:
    """Tell whether a cue inside other reported words only carries them on.

    "he urged them to recognise X" is one statement, and so is "he said he believes X".
    """
    cue = draft.cue_token
    if cue is None:
        return False
    token = setting.tokens[cue]
    held = [o for o in others if o is not draft and o.holds(token.start, token.end)]
    if not held:
        return False
    owned = setting.analysis.children(cue, "nsubj", "nsubj:pass", "nmod:poss")
    if not owned and token.upos in ("VERB", "AUX"):
        return token.xpos != "VBG" or setting.tokens[cue - 1].text != ","
    rule = setting.book.by_id(draft.trail[0][0])
    return rule is not None and rule.own and any(child.upos == "PRON" for child in owned)


def _cut_phrases(drafts: list[StatementDraft]) -> None:
    """Take "according to X" out of the contents around it: what is attributed is the same."""
    for inner in drafts:
        if inner.trail[0][0] != ATTRIBUTED or inner.cue is None:
            continue
        for outer in drafts:
            if outer is inner or not outer.holds(*inner.cue):
                continue
            if all(outer.holds(*place) for place in inner.content):
                outer.content = inner.content


def _cut_tails(setting: Setting, drafts: list[StatementDraft]) -> None:
    """End a content before a participle that goes on with a statement of the same speaker."""
    for tail in drafts:
        cue = tail.cue_token
        if cue is None or cue == 0 or setting.quoted(cue) is not None:
            continue
        before = _break_before(setting, cue)
        if before is None:
            continue
        for other in drafts:
            if other is tail or other.cue_token is None or other.kind == "direct":
                continue
            if setting.tokens[other.cue_token].sent != setting.tokens[cue].sent:
                continue
            if other.cue_token < cue and other.holds(before.start, setting.tokens[cue].end):
                if setting.tokens[cue].xpos == "VBG" or (
                    setting.tokens[cue].xpos == setting.tokens[other.cue_token].xpos
                ):
                    _cut(setting, other, before.start)
                    if not setting.analysis.children(cue, "nsubj", "nsubj:pass"):
                        tail.subject = other.subject


def _break_before(setting: Setting, cue: int) -> Token | None:
    """Return the comma or conjunction where the cue's own clause begins, if it has no subject."""
    token, before = setting.tokens[cue], setting.tokens[cue - 1]
    if setting.analysis.children(cue, "nsubj", "nsubj:pass"):
        return _break_clause(setting, cue)
    if token.xpos == "VBG":
        return before if before.text == "," else None
    at = cue - 1
    while at > 0 and (setting.tokens[at].upos == "ADV" or setting.tokens[at].dep == "aux"):
        at -= 1
    if token.xpos not in ("VBD", "VBZ", "VBP") or setting.tokens[at].dep != "cc":
        return None
    comma = setting.tokens[at - 1] if at else None
    return comma if comma is not None and comma.text == "," else setting.tokens[at]


def _break_clause(setting: Setting, cue: int) -> Token | None:
    """Return the comma before ", while others say …": a clause with a cue and a speaker."""
    token = setting.tokens[cue]
    if token.dep not in ("conj", "advcl", "parataxis") or token.xpos not in ("VBD", "VBZ", "VBP"):
        return None
    first = setting.analysis.subtree(cue)[0]
    if setting.tokens[first].text == ",":
        first += 1
    lead = setting.tokens[first].lower
    comma = setting.tokens[first - 1] if first else None
    if lead in setting.words.breaks and comma is not None and comma.text == ",":
        return comma
    return None


def _cut(setting: Setting, draft: StatementDraft, end: int) -> None:
    kept = [(a, min(b, end)) for a, b in draft.content if a < end - 1]
    draft.content = tuple((a, a + len(setting.text[a:b].rstrip())) for a, b in kept)


def _chain(setting: Setting, drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Fold a relay into what it relays: one content, two cues, the outer source is `via`."""
    kept: list[StatementDraft] = []
    for draft in drafts:
        latest = kept[-_BESIDE:]
        same = (other for other in latest if share(other.content, draft.content) > _SAME)
        twin = next(same, None)
        if twin is None:
            kept.append(draft)
            continue
        inner, outer = _nest(setting, twin, draft)
        if outer.subject is not None and outer.subject != inner.subject and _relays(setting, outer):
            actors = name_actors(setting, outer.subject)
            inner.via = (*inner.via, *(actor for actor in actors if actor not in inner.via))
            inner.trail.extend(outer.trail)
        kept[kept.index(twin)] = inner
    return kept


def _nest(
    setting: Setting, one: StatementDraft, two: StatementDraft
) -> tuple[StatementDraft, StatementDraft]:
    """Return inner and outer: a phrase is inner to a verb, else the cue nearer to the content."""
    for inner, outer in ((one, two), (two, one)):
        if inner.trail[0][0] == ATTRIBUTED != outer.trail[0][0]:
            return inner, outer
    if one.confidence != two.confidence:
        return (one, two) if one.confidence > two.confidence else (two, one)
    return one, two


def _relays(setting: Setting, draft: StatementDraft) -> bool:
    cue = draft.cue_token
    return cue is not None and setting.tokens[cue].lemma.lower() in setting.words.relays
