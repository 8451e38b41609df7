"""Titles before names: "Secretary of State", "Deputy Head of the Office of the President"."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.grounding.actors.lexicon import NounSense
from demarche.grounding.actors.words import Words, is_plural

_REACH = 14
_OPEN = frozenset({"of", "for", "to"})
_SERIES = frozenset({"NOUN", "PROPN", "CCONJ", "DET", "ADJ"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title before a name: its tokens, what it says, and whether it is former."""

    start: int
    end: int
    sense: NounSense
    former: bool
    plural: bool


def strip_titles(words: Words, start: int, end: int) -> tuple[int, Title | None]:
    """Return where the name begins inside `start:end`, and the title before it there, if any."""
    tokens = words.analysis.tokens
    found: Title | None = None
    for i in range(start + 1, end - 1):
        hit = words.title_at(i) or (words.sense_at(i) if tokens[i].text.islower() else None)
        if (
            hit is not None
            and hit[1] < end
            and tokens[hit[1]].lower.strip(".") not in words.lexicon.words.suffixes
        ):
            found, start = _make_title(words, *hit), hit[1]
    while start < end:
        best: tuple[int, int, NounSense] | None = None
        for i in range(start, min(end, start + 4)):
            hit = words.title_at(i)
            if hit is not None and hit[0] == start and (best is None or hit[1] > best[1]):
                best = hit
        if best is None or best[1] > end or (best[1] == end and found is None):
            break
        sense = best[2]
        if found is None or found.sense.id == "honorific":
            found = _make_title(words, best[0], best[1], sense)
        start = best[1]
    while start + 1 < end and not any(map(str.isalnum, tokens[start].text)):
        start += 1
    return start, found


def _make_title(words: Words, start: int, end: int, sense: NounSense) -> Title:
    tokens = words.analysis.tokens
    before = tokens[start - 1].lower if start else ""
    if before == "-" and start > 1:
        before = tokens[start - 2].lower
    former = before in words.lexicon.words.former
    return Title(start, end, sense, former, is_plural(tokens[end - 1]))


def find_title(words: Words, start: int) -> Title | None:
    """Return the title that stands before a name starting at token `start`.

    It ends where the name starts, or a complement ("of Turkey", "for Europe and Foreign Affairs")
    fills the gap.
    """
    tokens = words.analysis.tokens
    sent = tokens[start].sent if start < len(tokens) else -1
    if start and tokens[start - 1].upos == "CCONJ":
        return None  # "the President of Peru and Ana Rivas"
    honorific: Title | None = None
    i = start - 1
    while i >= max(0, start - _REACH) and tokens[i].sent == sent:
        token = tokens[i]
        named = token.xpos.startswith("NNP")  # "United" is a verb by its features
        if (token.upos in ("VERB", "AUX", "PRON", "SCONJ") and not named) or (
            token.upos == "PUNCT" and token.text not in ("-", ".", ",")
        ):
            break
        if token.text == "," and not _inside_complement(words, i, start):
            break
        hit = words.title_at(i)
        if hit is not None and hit[0] <= i and _reaches(words, hit[1], start):
            title = _make_title(words, hit[0], hit[1], hit[2])
            if hit[2].id != "honorific":
                return _outer_title(words, title)
            honorific, start, i = title, hit[0], hit[0]
        i -= 1
    if honorific is not None:
        return honorific
    hit = (
        words.sense_at(start - 1) if start and tokens[start - 1].upos in ("NOUN", "PROPN") else None
    )
    if hit is not None and hit[1] == start and tokens[start - 1].sent == sent:
        return _make_title(words, hit[0], hit[1], hit[2])
    return None


def _outer_title(words: Words, title: Title) -> Title:
    """The title that governs this one: "Deputy Head of the Office of the President of Ukraine"."""
    tokens = words.analysis.tokens
    i, best = title.start - 1, title
    while i > 1 and tokens[i].lower == "the" and tokens[i - 1].lower in _OPEN:
        i -= 2
        hit = words.title_at(i)
        if hit is not None:
            best = _make_title(words, *hit)
            i = hit[0]
        while i > 0 and tokens[i - 1].upos in ("NOUN", "PROPN", "ADJ"):
            i -= 1
        i -= 1
    return best


def _inside_complement(words: Words, comma: int, start: int) -> bool:
    """Tell whether a comma stands in a series ("of Trade, Industry and Energy")."""
    tags = [t.upos for t in words.analysis.tokens[comma + 1 : start]]
    return "CCONJ" in tags and all(tag in _SERIES for tag in tags)


def _reaches(words: Words, end: int, start: int) -> bool:
    if end == start:
        return True
    tokens = words.analysis.tokens
    return end < start and tokens[end].lower in _OPEN
