"""Direct speech: each quote that reads as a sentence, the cue beside it, and what follows on."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.extract.statements.draft import Range, StatementDraft
from demarche.extract.statements.quotes import Quote
from demarche.extract.statements.rules import CueRule
from demarche.extract.statements.setting import Setting
from demarche.extract.statements.speakers import find_subject

FOLLOW_ON = "STA-061"
_ENDS = (".", "?", "!", "…", ";")
_REACH = 24
_BRIEF = 6


@dataclass(slots=True)
class _Open:
    """The last statement made, where its attribution ends, and whether another cue came since."""

    draft: StatementDraft
    end: int
    block: int
    shut: bool = False


def find_direct(setting: Setting) -> list[StatementDraft]:
    """Return the statements whose words are quoted, in order; split quotes are one statement."""
    found: list[StatementDraft] = []
    last: _Open | None = None
    quotes = setting.quotes
    for index, quote in enumerate(quotes):
        before = quotes[index - 1] if index else None
        if not setting.is_full(quote):
            if last and before and _resumes(setting, last, before, quote):
                _join(last, quote)
                last.end = quote.closed
            continue
        after = quotes[index + 1] if index + 1 < len(quotes) else None
        if last and quote.follows and last.block >= quote.block - 1:
            _join(last, quote)
            last.end, last.block = quote.closed, quote.block
            continue
        hit = _cue_beside(setting, quote, before, after)
        if hit is None:
            last = _follow(setting, quote, last, found)
            continue
        rule, cue, end = hit
        if last and last.draft.cue_token == cue:
            _join(last, quote)
            last.end = max(end, quote.closed)
            continue
        draft = _draft(setting, quote, rule, cue)
        found.append(draft)
        last = _Open(draft, max(end, quote.closed), quote.block, _another_cue(setting, cue, end))
    return found


def _join(last: _Open, quote: Quote) -> None:
    last.draft.content = (*last.draft.content, (quote.start, quote.end))


def _resumes(setting: Setting, last: _Open, before: Quote, quote: Quote) -> bool:
    """Tell whether the quote goes on after "…," X said, "…" in the same sentence."""
    cue = last.draft.cue
    if cue is None or not before.closed <= cue[0] < quote.opened:
        return False
    lead = setting.text[cue[1] : quote.opened].rstrip()
    for word in setting.words.joins:
        lead = lead.removesuffix(word).rstrip()
    return lead.endswith(",") and not any(end in lead for end in _ENDS)


def _follow(
    setting: Setting, quote: Quote, last: _Open | None, found: list[StatementDraft]
) -> _Open | None:
    """Join a quote without a cue to the one just before it, or make it a statement of its own."""
    if last and last.block == quote.block:
        between = setting.text[last.end : quote.opened].strip(" \u00a0_\t")
        if not between and not last.shut:
            _join(last, quote)
            last.end = quote.closed
            return last
    named = _named_before(setting, quote)
    if named is None and not _stands_alone(setting, quote):
        return last
    rule = setting.book.by_id(FOLLOW_ON)
    if rule is None:
        return last
    draft = StatementDraft(
        content=((quote.start, quote.end),), kind="direct", confidence=rule.weight,
        subject=named,
        trail=[(rule.id, (quote.opened, quote.closed))],
    )  # fmt: skip
    found.append(draft)
    return _Open(draft, quote.closed, quote.block)


def _named_before(setting: Setting, quote: Quote) -> int | None:
    """Return the actor before 'Bush: "…"' or 'Bush on Friday "…"', where no verb stands between."""
    index = setting.token_at(quote.opened) - 1
    if index < 0:
        return None
    colon = setting.tokens[index].text == ":"
    block = setting.analysis.document.blocks[quote.block]
    first = None
    for count in range(_REACH):
        at = index - count
        if at < 0 or setting.tokens[at].start < block.start:
            break
        if setting.tokens[at].text in _ENDS or setting.quoted(at) is not None:
            break
        if not colon and (setting.tokens[at].upos in ("VERB", "AUX") or count > _BRIEF):
            return None
        mention = setting.grounding.mention_headed(at)
        if mention and mention.actors and (colon or mention.form == "name"):
            first = at
    return first


def _stands_alone(setting: Setting, quote: Quote) -> bool:
    """Tell whether nothing but the quote makes its sentence."""
    inner = setting.text[quote.start : quote.end].strip()
    if inner[-1] not in ".?!…" or inner.count(" ") < setting.words.full_quote - 1:
        return False
    block = setting.analysis.document.blocks[quote.block]
    before = setting.text[block.start : quote.opened].rstrip(" \u00a0_")
    after = setting.text[quote.closed : block.end].lstrip(" \u00a0_")
    if before and before[-1] not in ".?!”\"'…:":
        return False
    return not after or not after[0].islower()


def _cue_beside(
    setting: Setting, quote: Quote, before: Quote | None, after: Quote | None
) -> tuple[CueRule, int, int] | None:
    """Return the rule, the cue's token and the end of its sentence, looking after then before."""
    block = setting.analysis.document.blocks[quote.block]
    inner = setting.text[quote.start : quote.end].rstrip()
    stop = after.opened if after and after.block == quote.block else block.end
    start = before.closed if before and before.block == quote.block else block.start
    lead = setting.text[start : quote.opened].rstrip()
    colon = lead.endswith(":")
    if inner[-1:] != "." and not colon:
        hit = _cue_after(setting, quote.closed, stop)
        if hit:
            return hit
    hit = _cue_before(setting, start, quote.opened, colon or lead.endswith(","))
    if hit or inner[-1:] != ".":
        return hit
    tail = setting.text[quote.closed : stop].lstrip()
    return _cue_after(setting, quote.closed, stop) if tail[:1].islower() else None


def _cue_after(setting: Setting, start: int, stop: int) -> tuple[CueRule, int, int] | None:
    indices = setting.tokens_in(start, stop)
    hit: tuple[CueRule, int] | None = None
    end = start
    for count, index in enumerate(indices):
        token = setting.tokens[index]
        end = token.end
        if token.text in _ENDS or (hit is None and count > _REACH):
            break
        if hit is None:
            if token.lower in ("that", "which") and count > 0 and token.dep == "mark":
                break
            rule = _quoting_rule(setting, index)
            if rule:
                hit = rule, index
    return (*hit, end) if hit else None


def _quoting_rule(setting: Setting, index: int) -> CueRule | None:
    token = setting.tokens[index]
    if token.upos not in ("VERB", "AUX") or token.xpos == "VB":
        return None
    for rule in setting.book.look_up("verb", token.lower, token.lemma.lower()):
        if "quote" in rule.frames:
            return rule
    return None


def _cue_before(
    setting: Setting, start: int, stop: int, led: bool
) -> tuple[CueRule, int, int] | None:
    indices = list(setting.tokens_in(start, stop))
    for count, index in enumerate(reversed(indices)):
        token = setting.tokens[index]
        if token.text in (".", "?", "!", "…") or count > _REACH:
            return None
        if (not led and count > 1) or _is_finite_other(setting, index):
            return None
        rule = _quoting_rule(setting, index)
        if rule and (led or count <= 1):
            return rule, index, stop
    return None


def _is_finite_other(setting: Setting, index: int) -> bool:
    """Tell whether the word is a finite verb and no cue: then the quote belongs to it."""
    token = setting.tokens[index]
    if token.upos != "VERB" or token.xpos not in ("VBD", "VBZ", "VBP"):
        return False
    return _quoting_rule(setting, index) is None and not token.dep.startswith("acl")


def _another_cue(setting: Setting, cue: int, end: int) -> bool:
    """Tell whether the attribution goes on to a second one (", adding that …")."""
    for token in setting.tokens[cue + 1 :]:
        if token.start >= end:
            return False
        if token.xpos in ("VBG", "VBD", "VBZ") and any(
            "clause" in rule.frames
            for rule in setting.book.look_up("verb", token.lower, token.lemma.lower())
        ):
            if setting.analysis.children(token.i, "ccomp"):
                return True
    return False


def _draft(setting: Setting, quote: Quote, rule: CueRule, cue: int) -> StatementDraft:
    token = setting.tokens[cue]
    place: Range = (token.start, token.end)
    return StatementDraft(
        content=((quote.start, quote.end),),
        kind="direct",
        cue=place,
        cue_token=cue,
        subject=_find_speaker(setting, cue),
        confidence=rule.weight,
        trail=[(rule.id, place)],
    )


def _find_speaker(setting: Setting, cue: int) -> int | None:
    """Return the speaker's head: the subject outside the quotes, else the nearest mention."""
    subject = find_subject(setting, cue)
    if subject is not None and setting.quoted(subject) is None:
        return subject
    tokens = setting.tokens
    near = range(max(cue - 4, 0), min(cue + 6, len(tokens)))
    after = [i for i in near if i > cue and setting.grounding.mention_headed(i)]
    before = [i for i in near if i < cue and setting.grounding.mention_headed(i)]
    outside_after = [i for i in after if setting.quoted(i) is None]
    outside_before = [i for i in before if setting.quoted(i) is None]
    if outside_before and tokens[cue - 1].upos in ("NOUN", "PROPN", "PRON", "ADV", "AUX"):
        return outside_before[-1]
    return outside_after[0] if outside_after else outside_before[-1] if outside_before else None
