"""Words and windows: the units every data set is cut into."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from demarche.language.tokenizer import split_words

MAX_WORDS = 160
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*$")


@dataclass
class Window:
    """A training example: words, their offsets in the source text, and labels by head name.

    `labels[head]` is a list of label strings a word (None: not labelled). `heads`/`rels`/`starts`
    are the dependency part; `anchors` carry event and pair supervision (see `gold` and `plover`).
    """

    task: str
    words: list[str]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    labels: dict[str, list[str | None]] = field(default_factory=dict)
    arcs: list[int] | None = None
    sentence: list[int] | None = None
    anchors: list[dict] = field(default_factory=list)


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Cut a text at blank lines, or at every line break where lines are whole paragraphs."""
    lines = [len(line) for line in text.split("\n") if line.strip()]
    wrapped = bool(lines) and max(lines) <= 100 and len(lines) > 3
    pattern = r"\n\s*\n" if wrapped else r"\n"
    out, at = [], 0
    for gap in [*re.finditer(pattern, text), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            out.append((at, end))
        at = gap.end() if gap else end
    return out


def cut_windows(text: str, task: str) -> list[Window]:
    """Return the windows of a text: paragraphs, the long ones cut at sentence ends."""
    out = []
    for start, end in split_paragraphs(text):
        tokens = split_words(text[start:end])
        at = 0
        while at < len(tokens):
            stop = min(len(tokens), at + MAX_WORDS)
            if stop < len(tokens):
                ends = [i + 1 for i in range(at + 20, stop) if _SENTENCE_END.search(tokens[i][0])]
                stop = ends[-1] if ends else stop
            part = tokens[at:stop]
            out.append(
                Window(
                    task,
                    [w for w, _ in part],
                    [start + offset for _, offset in part],
                    [start + offset + len(w) for w, offset in part],
                )
            )
            at = stop
    return out


def mark(window: Window, head: str, start: int, end: int, name: str) -> bool:
    """Write B-/I- labels for the code points `start:end`; False if nothing was free to label."""
    labels = window.labels[head]
    inside = [
        i for i in range(len(window.words)) if window.starts[i] < end and window.ends[i] > start
    ]
    if not inside or any(labels[i] != "O" for i in inside):
        return False
    for i in inside:
        labels[i] = f"{'B' if i == inside[0] else 'I'}-{name}"
    return True
