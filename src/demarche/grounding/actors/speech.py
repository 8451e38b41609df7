"""Quotations: where they run, and which word names their speaker (for "I" and "we")."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.grounding.actors.words import Words
from demarche.language.analysis import Sentence, Token

_OPENING, _CLOSING, _EITHER = ("“", "``", "«"), ("”", "''", "»"), ('"',)
_WINDOW = 60
_LABEL = 9
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `start:end` inside quotation marks; `speaker` is the token that names who speaks."""

    start: int
    end: int
    speaker: int


_ZONE = 4


def find_hours(words: Words) -> set[int]:
    """Return the tokens of the halves of a day, and of the zones after them ("P.M. EDT")."""
    tokens, halves = words.analysis.tokens, words.lexicon.words.hours
    found: set[int] = set()
    for token in tokens:
        if token.lower in halves and token.i and tokens[token.i - 1].text[-1:].isdigit():
            found.add(token.i)
            after = tokens[token.i + 1].text if token.i + 1 < len(tokens) else ""
            if after.isupper() and after.isalpha() and 1 < len(after) <= _ZONE and after != "THE":
                found.add(token.i + 1)
    return found


def is_office(words: Words, start: int, colon: int) -> bool:
    """Tell whether a label is an office alone ("THE PRESIDENT:"), which names nobody by itself."""
    hit = words.title_at(colon - 1)
    first = start + (words.analysis.tokens[start].lower == "the")
    return hit is not None and hit[0] <= first and hit[1] == colon


def find_labels(words: Words) -> list[tuple[int, int]]:
    """Return the speakers' labels of a transcript ("PRESIDENT BIDEN:") as token ranges."""
    tokens, hours = words.analysis.tokens, find_hours(words)
    found: list[tuple[int, int]] = []
    for token in tokens:
        if token.text != ":" or token.i == 0:
            continue
        start = token.i
        while start > 0 and token.i - start < _LABEL and _is_in_label(words, start - 1, hours):
            start -= 1
        while start < token.i and not tokens[start].text[:1].isalpha():
            start += 1
        if sum(len(t.text) for t in tokens[start : token.i]) > _SHORTEST:
            found.append((start, token.i))
    return found if len(found) > 1 else []


def _is_in_label(words: Words, i: int, hours: set[int]) -> bool:
    """Tell whether a label that begins after token `i` may as well begin with it.

    No label runs over a line's end or over the hour before it ("5:13 P.M. EDT").
    """
    tokens, text = words.analysis.tokens, words.analysis.document.text
    if "\n" in text[tokens[i].end : tokens[i + 1].start]:
        return False
    return _is_shouted(tokens[i].text) and i not in hours


def _is_shouted(text: str) -> bool:
    return text.isupper() or text in ("-", ".", "'", "’")


def find_turns(words: Words, labels: list[tuple[int, int]]) -> list[Quotation]:
    """Return the turns of a transcript, each spoken by its label."""
    if not labels:
        return []
    ends = [start for start, _ in labels[1:]] + [len(words.analysis.tokens)]
    return [
        Quotation(colon + 1, stop, words.head_of(start, colon))
        for (start, colon), stop in zip(labels, ends, strict=True)
        if colon + 1 < stop
    ]


def find_quotations(words: Words) -> list[Quotation]:
    """Return the quotations in order; a quotation with no cue continues the speaker before it."""
    turns = find_turns(words, find_labels(words))
    if turns:
        return turns
    found: list[Quotation] = []
    for start, end in _find_regions(words):
        speaker = _find_speaker(words, start, end)
        if speaker < 0 and found and _follows(words, found[-1].end, start):
            speaker = found[-1].speaker
        found.append(Quotation(start, end, speaker))
    return found


def _find_regions(words: Words) -> list[tuple[int, int]]:
    regions: list[tuple[int, int]] = []
    open_at, block = -1, -1
    sentences = words.analysis.sentences
    for token in words.analysis.tokens:
        here = sentences[token.sent].block
        if open_at >= 0 and here != block:
            regions.append((open_at, token.i))
            open_at = -1
        block = here
        if token.text in _EITHER:
            if open_at >= 0:
                regions.append((open_at, token.i))
            open_at = -1 if open_at >= 0 else token.i + 1
        elif token.text in _OPENING:
            open_at = token.i + 1
        elif token.text in _CLOSING and open_at >= 0:
            regions.append((open_at, token.i))
            open_at = -1
    if open_at >= 0:
        regions.append((open_at, len(words.analysis.tokens)))
    return [r for r in regions if r[0] < r[1]]


def _find_speaker(words: Words, start: int, end: int) -> int:
    tokens = words.analysis.tokens
    first = words.analysis.sentences[tokens[start].sent]
    last = words.analysis.sentences[tokens[end - 1].sent]
    after = _cue_between(words, end, min(len(tokens), end + _WINDOW), last)
    if after >= 0:
        return after
    before = _cue_between(words, first.start, start, first)
    if before >= 0:
        return before
    if end < len(tokens) and tokens[end].sent + 1 < len(words.analysis.sentences):
        follow = words.analysis.sentences[tokens[end].sent]
        if follow.start >= end - 1 and follow.end - follow.start < 12:
            found = _cue_between(words, follow.start, follow.end, follow)
            if found >= 0:
                return found
    if first.i > 0 and start - first.start <= 2:
        last = words.analysis.sentences[first.i - 1]
        return _cue_between(words, last.start, last.end, last)
    return -1


def _cue_between(words: Words, start: int, end: int, sentence: Sentence) -> int:
    for i in range(max(start, sentence.start), min(end, sentence.end)):
        token = words.analysis.tokens[i]
        if token.upos == "VERB" and token.lemma.lower() in words.lexicon.words.speech:
            subject = subject_of(words, token)
            if subject >= 0:
                return subject
    return -1


def subject_of(words: Words, verb: Token) -> int:
    """Return the subject of a verb, or of the verb it is coordinated with; -1 if it has none."""
    seen = 0
    while seen < 4:
        for child in words.analysis.children(verb.i, "nsubj"):
            return child.i
        if verb.dep not in ("conj", "xcomp") or verb.head == verb.i:
            return -1
        verb = words.analysis.tokens[verb.head]
        seen += 1
    return -1


def _follows(words: Words, end: int, start: int) -> bool:
    tokens = words.analysis.tokens
    return tokens[start].sent - tokens[min(end, len(tokens) - 1)].sent <= 1
