"""Names the speakers, in the order of the text: a statement may take the one before's."""

from __future__ import annotations

from demarche.extract.statements.draft import Range, StatementDraft
from demarche.extract.statements.setting import Setting
from demarche.extract.statements.speakers import name_actors


def resolve_speakers(setting: Setting, drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Fill speaker, speaker's words, medium and relay of each statement."""
    attributed = _attributable(setting)
    last: tuple[str, ...] = ()
    for draft in sorted(drafts, key=_cue_order):
        if draft.subject is not None:
            draft.speaker = name_actors(setting, draft.subject)
            draft.speaker_range = draft.speaker_range or _phrase(setting, draft.subject)
        elif not draft.speaker:
            draft.speaker = last or _first_person(setting)
        if draft.speaker:
            last = draft.speaker
        draft.addressee = tuple(a for a in draft.addressee if a not in draft.speaker)
        if attributed and not draft.via and attributed != draft.speaker:
            draft.via = attributed
        draft.medium = draft.medium or _find_medium(setting, draft)
    return drafts


def _cue_order(draft: StatementDraft) -> tuple[int, int]:
    place = draft.cue or draft.content[0]
    return place[0], draft.content[0][0]


def _phrase(setting: Setting, subject: int) -> Range:
    mention = setting.grounding.mention_headed(subject)
    if mention is not None:
        return setting.tokens[mention.start].start, setting.tokens[mention.end - 1].end
    return setting.tokens[subject].start, setting.tokens[subject].end


def _first_person(setting: Setting) -> tuple[str, ...]:
    """Return the first person or state named: whose document it most likely is."""
    for mention in sorted(setting.grounding.mentions, key=lambda m: (m.start, m.end)):
        if mention.form in ("name", "role") and mention.actors:
            actor = setting.grounding.actors.get(mention.actors[0])
            if actor is not None and actor.kind == "person":
                return mention.actors
    return ()


def _attributable(setting: Setting) -> tuple[str, ...]:
    """Return who the whole text is attributable to ("attributable to Spokesperson X:")."""
    words = setting.words.attributable
    for index in setting.find_words(words):
        after = index + len(words)
        for at in range(after, min(after + 8, len(setting.tokens))):
            mention = setting.grounding.mention_headed(at)
            if mention and mention.actors:
                return mention.actors
    return ()


def _find_medium(setting: Setting, draft: StatementDraft) -> str | None:
    """Return the platform or venue named beside the cue ("on Truth Social", "in a speech")."""
    if draft.cue_token is None:
        return None
    analysis = setting.analysis
    for base in _bases(setting, draft.cue_token):
        for child in analysis.children(base, "obl", "nmod", "advcl"):
            place = setting.tokens[child.i].start
            if any(start <= place < end for start, end in draft.content):
                continue
            found = _medium_at(setting, child.i)
            if found:
                return found
    return None


def _bases(setting: Setting, cue: int) -> list[int]:
    bases, at = [cue], cue
    for _ in range(2):
        token = setting.tokens[at]
        if token.dep not in ("conj", "advcl", "xcomp") or token.head == at:
            break
        at = token.head
        bases.append(at)
    for child in setting.analysis.children(cue, "advcl"):
        bases.append(child.i)
    return bases


def _medium_at(setting: Setting, head: int) -> str | None:
    words, analysis, token = setting.words, setting.analysis, setting.tokens[head]
    cases = [case.lower for case in analysis.children(head, "case")]
    if not set(cases) & set(words.media_preps):
        return None
    apart = ("case", "acl", "acl:relcl")
    phrase = [
        i
        for i in analysis.subtree(head)
        if setting.tokens[i].head != head or setting.tokens[i].dep not in apart
    ]
    for child in analysis.children(head, "acl", "nmod"):
        inner = _medium_at(setting, child.i)
        if child.dep == "acl":
            for grand in analysis.children(child.i, "obl"):
                inner = inner or _medium_at(setting, grand.i)
        if inner and inner.lower() in words.platforms:
            return inner
    name = setting.text[setting.tokens[phrase[0]].start : setting.tokens[head].end]
    if name.lower() in words.platforms or token.lower in words.platforms:
        return name
    if token.lemma.lower() in words.venues or token.lower in words.venues:
        last = max(i for i in phrase if i - head < 8)
        return setting.text[setting.tokens[phrase[0]].start : setting.tokens[last].end]
    return None
