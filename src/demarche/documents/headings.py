"""Headlines and headings that nothing marks: told by their shape and by what stands around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import takewhile

from demarche.documents.lines import CLOSED, ITEM
from demarche.documents.patterns import HeadingLimits, block_rules

WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
STOP = re.compile(r"[.!;…,:][\"'”’»)\]]*$|''$")


def find_headline(
    words: Sequence[str], candidates: Sequence[int], *, until: int, title: str | None
) -> int | None:
    """Return which unit is the headline, or None.

    `words` are the units' texts, `candidates` the indices of those not yet named. A given title is
    looked for first; else the first unit before the prose that looks like a headline is taken, and
    not the name of a section.
    A headline stands before the unit `until`, with which a transcript's first turn begins.
    """
    limits = block_rules().headings
    if title:
        for i in candidates[: limits.headline_within]:
            if repeats(words[i], title):
                return i
    if (
        not candidates
        or candidates[0] >= until
        or not any(map(is_prose, words[candidates[0] + 1 :]))
    ):
        return None
    lines = list(takewhile(lambda i: i < until and not is_prose(words[i]), candidates))
    lines = [i for i in lines if _looks_headline(words[i], limits)]
    whole = [i for i in lines if len(words[i].split()) >= limits.headline_words]
    return next(iter(whole or lines), None)


def is_prose(words: str) -> bool:
    """Tell whether a unit reads as sentences."""
    limits = block_rules().headings
    long = len(words) > limits.headline_max_characters
    return long or (bool(CLOSED.search(words)) and len(words.split()) >= limits.prose_words)


def is_heading(words: str, before: str | None, after: str | None) -> bool:
    """Tell whether a unit between `before` and `after` (texts, or None at an end) is a heading."""
    limits = block_rules().headings
    if after is None or len(words) > limits.max_characters or STOP.search(words):
        return False
    count = len(words.split())
    begins = words[0].isupper() or words[0].isdigit() or words[0] in "“\"‘'¿¡"
    if count > limits.max_words or not begins:
        return False
    if not is_prose(after) and not _opens_speech(after):
        return False
    if _is_titled(words, limits):
        return True
    if CLOSED.search(words) or count > limits.plain_words:
        return False
    return before is not None and is_prose(before) and not before.rstrip().endswith(":")


def _opens_speech(words: str) -> bool:
    return words[0] in '“"' and bool(CLOSED.search(words)) and not ITEM.match(words)


def _looks_headline(words: str, limits: HeadingLimits) -> bool:
    if len(words) > limits.headline_max_characters or ITEM.match(words):
        return False
    if words.endswith((":", ",")):
        return False
    if not CLOSED.search(words) or words.endswith(";"):
        return True
    return _title_share(words) >= limits.sentence_title_share


def _is_titled(words: str, limits: HeadingLimits) -> bool:
    """Tell whether the longer words are capitalised."""
    return _title_share(words) >= limits.title_share


def _title_share(words: str) -> float:
    """Return the share of words of four letters or more that are capitalised."""
    long = [word for word in WORD.findall(words) if len(word) >= 4 or word.isupper()]
    return sum(word[0].isupper() for word in long) / len(long) if long else 0.0


def repeats(words: str, title: str) -> bool:
    """Tell whether a unit says what the title says, but for punctuation and a cut-off end."""
    if len(words) > block_rules().headings.headline_max_characters + len(title):
        return False
    a, b = _letters(words), _letters(title)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return long.startswith(short) and len(short) >= block_rules().headings.headline_overlap * len(
        long
    )


def _letters(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words).casefold()
    return "".join(c for c in folded if c.isalnum())
