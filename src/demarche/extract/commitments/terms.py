"""The terms of a commitment: when it is due, on what condition, and to whom."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.extract.commitments.draft import Range
from demarche.extract.statements.setting import Setting
from demarche.extract.statements.speakers import name_actors
from demarche.model import EventTime


def find_due(setting: Setting, act: Range) -> EventTime | None:
    """Return the resolved date named inside the act, None where there is none."""
    tokens = setting.tokens
    for mention in setting.grounding.times:
        start, end = tokens[mention.start].start, tokens[mention.end - 1].end
        if act[0] <= start and end <= act[1] and mention.kind in ("DATE", "TIME"):
            interval = mention.interval
            if interval is None or interval.start is None:
                continue
            return EventTime(
                start=interval.start, end=interval.end, precision=interval.precision,
                span=setting.analysis.span(mention.start, mention.end), method=mention.method,
            )  # fmt: skip
    return None


def find_condition(setting: Setting, marks: Sequence[str], cue: int, head: int) -> Range | None:
    """Return the clause the act depends on ("if elected", "once it is signed")."""
    analysis = setting.analysis
    for base in (head, cue):
        for child in analysis.children(base, "advcl", "obl"):
            leads = [m.lower for m in analysis.children(child.i, "mark", "case", "advmod")]
            if leads and leads[0] in marks:
                indices = analysis.subtree(child.i)
                return setting.trim(indices[0], indices[-1] + 1)
    return None


def find_receivers(setting: Setting, cue: int, head: int, by: Sequence[str]) -> tuple[str, ...]:
    """Return who was promised: the cue's object, else the actor the act is for, to or with."""
    analysis = setting.analysis
    for base, deps in ((cue, ("iobj", "obj")), (head, ("obj", "iobj")), (head, ("obl", "nmod"))):
        for child in analysis.children(base, *deps):
            if child.i == head:
                continue
            if child.dep.startswith(("obl", "nmod")):
                cases = setting.lower_words(analysis.children(child.i, "case"))
                if not {"for", "to", "with"} & set(cases):
                    continue
            found = tuple(a for a in name_actors(setting, child.i) if a not in by)
            if found:
                return found
    return ()
