"""The inline notation, `{a mention}` and `[words|label; label]`: marked line to offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MENTION = re.compile(r"\{([a-z][a-z0-9]?) ")
_LABELS = re.compile(r"\|([^\[\]{}|]+)\]")


class NotationError(ValueError):
    """A line that does not follow the notation; the message says what is wrong."""


@dataclass
class Marks:
    """A line without its marks, and the marks as offsets into it."""

    text: str = ""
    mentions: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    labels: list[tuple[int, int, str]] = field(default_factory=list)


def parse_line(line: str) -> Marks:
    """Return text and marks of an annotated line; raises `NotationError`.

    Mentions of one id stand in text order; labels stand by where their words start, outer first.
    """
    marks, open_ = Marks(), list[tuple[str, int]]()
    at = 0
    while at < len(line):
        at = _read_one(line, at, marks, open_)
    if open_:
        raise NotationError(f"not closed: {open_[-1][0]} at {open_[-1][1]}")
    marks.labels.sort(key=lambda label: (label[0], -label[1]))
    for spans in marks.mentions.values():
        spans.sort()
    return marks


def _read_one(line: str, at: int, marks: Marks, open_: list[tuple[str, int]]) -> int:
    character = line[at]
    if character == "{":
        match = _MENTION.match(line, at)
        if not match:
            raise NotationError(f"a mention needs an id: {line[at : at + 20]!r}")
        open_.append((match[1], len(marks.text)))
        return match.end()
    if character == "[":
        open_.append(("[", len(marks.text)))
    elif character == "}":
        name, span = _close(open_, marks.text, square=False)
        marks.mentions.setdefault(name, []).append(span)
    elif character == "|":
        match = _LABELS.match(line, at)
        if not match:
            raise NotationError(f"no label: {line[at : at + 20]!r}")
        _, span = _close(open_, marks.text, square=True)
        marks.labels.extend((*span, label.strip()) for label in match[1].split(";"))
        return match.end()
    elif character == "]":
        raise NotationError(f"a bracket without a label before {line[at : at + 20]!r}")
    else:
        marks.text += character
    return at + 1


def _close(open_: list[tuple[str, int]], text: str, *, square: bool) -> tuple[str, tuple[int, int]]:
    if not open_ or (open_[-1][0] == "[") != square:
        raise NotationError(f"marks cross or close twice after {text[-20:]!r}")
    name, start = open_.pop()
    words = text[start:]
    if not words or words != words.strip():
        raise NotationError(f"a mark must start and end with a word: {words!r}")
    return name, (start, len(text))
