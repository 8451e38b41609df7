"""Exchanges: what one side gives, what the other gives for it."""

from __future__ import annotations

from demarche.extract.commitments.draft import Range
from demarche.extract.commitments.rules import ExchangeFile, ExchangeRule, load_exchange_rules
from demarche.extract.statements.setting import Setting, set_out
from demarche.extract.statements.speakers import find_subject, name_actors
from demarche.grounding.mentions import Grounding
from demarche.ids import hash_id
from demarche.language.analysis import Token
from demarche.model import Exchange, Give, TrailStep
from demarche.model.vocabulary import Status


def find_exchanges(grounding: Grounding, *, setting: Setting | None = None) -> tuple[Exchange, ...]:
    """Return the trades told in the document ("access to X in exchange for Y"), in order."""
    setting, file = setting or set_out(grounding), load_exchange_rules()
    found = []
    for rule in file.rules:
        if rule.retired is not None:
            continue
        for at in setting.find_words(rule.phrase):
            exchange = _trade(setting, file, rule, at)
            if exchange is not None:
                found.append(exchange)
    return tuple(sorted(found, key=lambda exchange: exchange.evidence[0].start))


def _trade(setting: Setting, file: ExchangeFile, rule: ExchangeRule, at: int) -> Exchange | None:
    after = _after(setting, at + len(rule.phrase))
    before = _before(setting, file, at)
    if after is None or before is None:
        return None
    verb = _verb_above(setting, at)
    subject = find_subject(setting, verb) if verb is not None else None
    taker = name_actors(setting, subject) if subject is not None else ()
    mine, theirs = _sides(setting, taker, before, after)
    parties = tuple(dict.fromkeys(a for a in (mine, theirs) if a))
    evidence = setting.analysis.document.span(before[0], after[1])
    document = setting.analysis.document
    return Exchange(
        id=hash_id("x", document.id, document.sha256, evidence.start, evidence.end),
        parties=parties,
        gives=(
            Give(by=theirs, what=document.span(*before)),
            Give(by=mine, what=document.span(*after)),
        ),
        status=_status(setting, file, at),
        evidence=(evidence,),
        trail=(TrailStep(rule=rule.id, span=setting.analysis.span(at, at + len(rule.phrase))),),
    )


def _after(setting: Setting, first: int) -> Range | None:
    """Return the phrase whose first word stands at the token: up to its head's last word."""
    if first >= len(setting.tokens):
        return None
    sent, head = setting.tokens[first].sent, first
    while (
        setting.tokens[head].head > head - 12
        and setting.tokens[head].head >= first
        and setting.tokens[head].head != head
        and setting.tokens[setting.tokens[head].head].sent == sent
    ):
        head = setting.tokens[head].head
    indices = [i for i in setting.analysis.subtree(head) if i >= first]
    return setting.trim(indices[0], indices[-1] + 1) if indices else None


def _before(setting: Setting, file: ExchangeFile, at: int) -> Range | None:
    """Return what is taken: the nearest noun phrase to the left that starts a thing gained."""
    tokens, analysis = setting.tokens, setting.analysis
    start = analysis.sentence_of(at).start
    for index in range(at - 1, start - 1, -1):
        token = tokens[index]
        if token.dep == "obj" or token.lemma.lower() in file.gains:
            first = min(i for i in analysis.subtree(index) if i <= index)
            return setting.trim(first, at)
    return None


def _verb_above(setting: Setting, at: int) -> int | None:
    sentence = setting.analysis.sentence_of(at)
    for index in range(at - 1, sentence.start - 1, -1):
        token = setting.tokens[index]
        if token.upos == "VERB" and find_subject(setting, index) is not None:
            return index
    return None


def _sides(
    setting: Setting, taker: tuple[str, ...], before: Range, after: Range
) -> tuple[str | None, str | None]:
    """Return who gives what is named after, and who gives what is named before."""
    known = setting.grounding.actors
    first = _actors_in(setting, before)
    second = _actors_in(setting, after)
    lead = next(iter(second), None) or next(iter(taker), None)
    countries = {known[a].country for a in (*second, *taker) if a in known}
    other = next((a for a in first if a in known and known[a].country not in countries), None)
    if other is None:
        other = next((a for a in first if a != lead), None)
    return lead, other


def _actors_in(setting: Setting, place: Range) -> list[str]:
    found: list[str] = []
    for index in setting.tokens_in(*place):
        mention = setting.grounding.mention_headed(index)
        if mention:
            found.extend(a for a in mention.actors if a not in found)
    return found


def _status(setting: Setting, file: ExchangeFile, at: int) -> Status:
    sentence = setting.analysis.sentence_of(at)
    words: list[Token] = list(setting.tokens[sentence.start : at])
    lemmas = {token.lemma.lower() for token in words}
    if lemmas & set(file.offers):
        return "proposed"
    if lemmas & set(file.links):
        return "conditional"
    done = any(t.lemma.lower() in file.done and t.xpos in ("VBD", "VBN") for t in words)
    return "occurred" if done else "proposed"
