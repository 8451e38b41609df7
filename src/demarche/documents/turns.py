"""Speaker turns of transcripts: where a speaker's label begins one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from demarche.documents.lines import Unit
from demarche.documents.patterns import block_rules

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
SPACE = r"[ \xa0]"
ASIDE = rf"(?:{SPACE}\([^()\n]{{1,40}}\))?"
# Where a label may stand: at the start, after the end of a sentence, a dash, a bracket or a mark.
BEFORE = rf"(?:(?<=^)|(?<=[.!?…)\]>*\"”’—–-]{SPACE})|(?<={SPACE}{SPACE}))"
QUESTION = re.compile(rf"{BEFORE}[QA](?:\.?:|\.?{SPACE}{{2}}|\.?\xa0)", re.MULTILINE)
# "THE PRESIDENT:", "MR. ROKER:", "SENIOR OFFICIAL ONE:", "MS CABRERA-LEE (via Zoom):"
LOUD = rf"(?:{CAPITAL}|['’.\-\d]){{0,24}}"
SHOUTED = re.compile(
    rf"(?<![^\s]){CAPITAL}{LOUD}(?:{SPACE}(?:{CAPITAL}|\d){LOUD}){{0,8}}{ASIDE}:(?=\s|$)"
)
# "Vladimir Putin:", "Deputy Prime Minister Tatyana Golikova:"
NAMED = re.compile(
    rf"{BEFORE}(?:{CAPITAL}[\w'’.\-]{{1,24}}{SPACE}){{1,7}}{CAPITAL}[\w'’.\-]{{0,24}}{ASIDE}:(?=\s|$)",
    re.MULTILINE,
)


class Label(NamedTuple):
    """A speaker's label: `start` and `end` (after the colon) in code points."""

    start: int
    end: int


def starts_turn(line: str) -> bool:
    """Tell whether a line begins with what looks like a speaker's label."""
    match = SHOUTED.match(line) or QUESTION.match(line) or NAMED.match(line)
    return match is not None and _speaks(match[0])


def find_labels(text: str, units: Sequence[Unit]) -> list[Label]:
    """Return the labels of a transcript in order; none where the text does not look like one.

    A label at a unit's start counts as it stands. Labels within a line count when the text has
    enough of them: shouted ones and Q/A soon, names in ordinary case (which any sentence with a
    colon resembles) only when they recur.
    """
    limits = block_rules().turns
    heads = {unit.start for unit in units}
    shouted = [_label(m) for m in SHOUTED.finditer(text) if _speaks(m[0]) and _stands(text, m)]
    asked = [_label(m) for m in QUESTION.finditer(text)]
    sure = list(dict.fromkeys(shouted + asked))
    if len(sure) < limits.label_count:
        sure = [label for label in sure if label.start in heads]
    named = [_label(m) for m in NAMED.finditer(text) if not _is_shouted(m[0])]
    recurring = _recurring(text, named)
    if len(recurring) < limits.name_count:
        named = [label for label in named if label.start in heads and label in recurring]
    return sorted(_drop_overlaps(sure + named))


def _label(match: re.Match[str]) -> Label:
    return Label(match.start(), match.end())


def _speaks(label: str) -> bool:
    words = label.rstrip(":").strip()
    return words not in block_rules().turns.excluded and any(c.isalpha() for c in words)


def _is_shouted(label: str) -> bool:
    return label.partition("(")[0].isupper()


def _stands(text: str, match: re.Match[str]) -> bool:
    """Tell whether a shouted label is one: two words or more, or at a place where a turn begins."""
    before = text[max(match.start() - 3, 0) : match.start()].rstrip(" \xa0")
    begins = not before or before[-1] in '.!?…)]>*"”’—–-\n\r'
    return begins or len(match[0].split()) > 1


def _recurring(text: str, labels: Sequence[Label]) -> set[Label]:
    """Return the labels whose last word heads more than one of them."""
    by_name: dict[str, list[Label]] = {}
    for label in labels:
        name = text[label.start : label.end].partition("(")[0].rstrip(": ").rsplit(None, 1)[-1]
        by_name.setdefault(name, []).append(label)
    return {label for same in by_name.values() if len(same) > 1 for label in same}


def _drop_overlaps(labels: list[Label]) -> list[Label]:
    kept: list[Label] = []
    for label in sorted(labels, key=lambda found: (found.start, -found.end)):
        if not kept or label.start >= kept[-1].end:
            kept.append(label)
    return kept
