"""The open corpus → windows: the same heads as the gold documents, roles marked by span."""

from __future__ import annotations

from training.corpus.passage import MarkedEvent, MarkedStatement, Party, Passage
from training.corpus.read import read_corpus

from .words import Window, cut_windows, mark

HEADS = ("trigger", "said", "saying", "promise")


def read_open() -> list[Window]:
    """Return the windows of every passage of the corpus."""
    out = []
    for passage in read_corpus():
        out.extend(_label_passage(passage))
    return out


def _label_passage(passage: Passage) -> list[Window]:
    windows = cut_windows(passage.text, "open")
    for window in windows:
        for head in HEADS:
            window.labels[head] = ["O"] * len(window.words)
        for event in passage.events:
            _label_event(window, event)
        for statement in passage.statements:
            _label_statement(window, statement)
        for commitment in passage.commitments:
            mark(window, "promise", commitment.act.start, commitment.act.end, commitment.strength)
    return windows


def _inside(window: Window, start: int, end: int) -> list[int]:
    return [
        i for i in range(len(window.words)) if window.starts[i] < end and window.ends[i] > start
    ]


def _fill(window: Window, roles: dict[int, str], parties: tuple[Party, ...], role: str) -> None:
    for party in parties:
        for span in party:
            for i in _inside(window, span.start, span.end):
                if i in roles:
                    roles[i] = role


def _label_event(window: Window, event: MarkedEvent) -> None:
    if not mark(window, "trigger", event.trigger.start, event.trigger.end, event.type):
        return
    roles = dict.fromkeys(range(len(window.words)), "none")
    _fill(window, roles, (event.place,) if event.place else (), "place")
    _fill(window, roles, tuple(other.party for other in event.others), "other")
    _fill(window, roles, event.target, "target")
    _fill(window, roles, event.source, "source")
    at = _inside(window, event.trigger.start, event.trigger.end)
    for i in at:
        roles.pop(i, None)
    window.anchors.append(
        {
            "kind": "event",
            "at": at,
            "status": event.status,
            "mode": f"{event.type}/{event.mode or '-'}",
            "roles": roles,
        }
    )


def _label_statement(window: Window, statement: MarkedStatement) -> None:
    taken: set[int] = set()
    for span in statement.content:
        mark(window, "said", span.start, span.end, "content")
        taken.update(_inside(window, span.start, span.end))
    if not mark(window, "saying", statement.cue.start, statement.cue.end, "cue"):
        return
    roles = {i: "none" for i in range(len(window.words)) if i not in taken}
    _fill(window, roles, statement.speaker, "speaker")
    at = _inside(window, statement.cue.start, statement.cue.end)
    window.anchors.append({"kind": "cue", "at": at, "roles": roles})
