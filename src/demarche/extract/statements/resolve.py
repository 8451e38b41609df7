"""Names the speakers, in the order of the text: a statement may take the one before's."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.extract.statements.draft import Range, StatementDraft
from demarche.extract.statements.setting import Setting
from demarche.extract.statements.speakers import (
    ask_head,
    find_quoted,
    name_actors,
    name_parties,
)

SPEAKER = "reader:speaker"
_MEDIUM_LENGTH = 8


def resolve_speakers(setting: Setting, drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Fill speaker, speaker's words, medium and relay of each statement."""
    attributed = _attributable(setting)
    last: tuple[str, ...] = ()
    for draft in sorted(drafts, key=_cue_order):
        _ask(setting, draft)
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


def share_speakers(
    setting: Setting, drafts: Sequence[StatementDraft], parties: tuple[str, ...]
) -> None:
    """Give what "they" or "the leaders" said to the parties of the talk the document tells of."""
    for draft in drafts:
        if draft.subject is not None:
            draft.speaker = name_parties(setting, draft.subject, draft.speaker, parties)


def _ask(setting: Setting, draft: StatementDraft) -> None:
    """Settle "X quoted Y as saying", and ask the reader's head where the parse names nobody."""
    if draft.cue_token is None:
        return
    quoted = find_quoted(setting, draft.cue_token)
    if quoted is not None:
        draft.subject, relay = quoted
        if relay is not None:
            draft.via = name_actors(setting, relay)
        return
    known = draft.subject is not None and bool(name_actors(setting, draft.subject))
    named = draft.subject is not None and setting.tokens[draft.subject].upos != "PRON"
    if known or named:
        return
    head = ask_head(setting, draft.cue_token, draft.content)
    if head is not None:
        draft.subject = head
        draft.trail.append((SPEAKER, None))


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
    """Return the verbs whose adverbials tell where the cue was said: its own and its sisters'."""
    bases, at = [cue], cue
    for _ in range(2):
        token = setting.tokens[at]
        if token.dep not in ("conj", "advcl", "xcomp") or token.head == at:
            break
        at = token.head
        bases.append(at)
    for base in tuple(bases):
        bases.extend(child.i for child in setting.analysis.children(base, "advcl"))
    return bases


def _medium_at(setting: Setting, head: int) -> str | None:
    words, analysis, token = setting.words, setting.analysis, setting.tokens[head]
    cases = {case.lower for case in analysis.children(head, "case")}
    if not cases & set(words.media_preps):
        return None
    platform = _platform_in(setting, analysis.subtree(head))
    if platform is not None:
        return platform
    if token.lemma.lower() not in words.venues and token.lower not in words.venues:
        return None
    apart = ("case", "acl", "acl:relcl", "punct")
    phrase = [
        i
        for i in analysis.subtree(head)
        if setting.tokens[i].head != head or setting.tokens[i].dep not in apart
    ]
    place = setting.trim(phrase[0], max(i for i in phrase if i - head < _MEDIUM_LENGTH) + 1)
    return setting.text[slice(*place)] if place else None


def _platform_in(setting: Setting, indices: list[int]) -> str | None:
    for name in setting.words.platforms:
        for at in setting.find_words(name.split()):
            if indices[0] <= at <= indices[-1]:
                last = at + len(name.split()) - 1
                return setting.text[setting.tokens[at].start : setting.tokens[last].end]
    return None
