"""brat standoff: a folder with a text and its annotations for each document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from demarche.export.formats.format import Format, Job
from demarche.export.formats.tables import dump
from demarche.model import Commitment, Event, Report, Span, Statement
from demarche.model.vocabulary import EVENT_TYPES, STATUSES
from demarche.query.selection import Telling

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LINE = re.compile(r"[^\n]+")
_ACTOR, _STATEMENT, _COMMITMENT = "Actor", "Statement", "Commitment"
_PARTS = ("Evidence", "Content")
_CONFIGURATION = "annotation.conf"


def write(tellings: Iterable[Telling], folder: Path, job: Job) -> None:
    """Write `NAME.txt` with the text as it is and `NAME.ann` for each document, and brat's
    configuration of their types.
    """
    (folder / _CONFIGURATION).write_text(_configure(), encoding="utf-8", newline="\n")
    for telling in tellings:
        name = _UNSAFE.sub("-", telling.report.document.id)
        lines = "".join(f"{line}\n" for line in _Annotations(telling, job).list_lines())
        (folder / f"{name}.ann").write_text(lines, encoding="utf-8", newline="\n")
        text = telling.report.document.text
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        job.count("documents")


class _Annotations:
    """The lines of one document; a span that several records share is annotated once for each."""

    def __init__(self, telling: Telling, job: Job) -> None:
        self._report: Report = telling.report
        self._run, self._job = telling.source.run, job
        self._texts, self._events, self._notes = 0, 0, 0
        self._actors: dict[str, list[str]] = {}

    def list_lines(self) -> Iterator[str]:
        """Yield the lines: actors, events, statements, promises, each with its attributes."""
        yield from self._list_actors()
        for event in self._report.events:
            yield from self._tell_event(event)
        for statement in self._report.statements:
            yield from self._tell_statement(statement)
        for promise in self._report.commitments:
            yield from self._tell_promise(promise)

    def _list_actors(self) -> Iterator[str]:
        for actor in self._report.actors:
            names = self._actors.setdefault(actor.id, [])
            for mention in actor.mentions:
                name, line = self._mark(_ACTOR, [mention])
                names.append(name)
                yield line
            if names:
                yield self._note(names[0], dump(actor, exclude={"mentions"}))

    def _tell_event(self, event: Event) -> Iterator[str]:
        trigger, line = self._mark(event.type, [event.trigger])
        evidence, proof = self._mark("Evidence", event.evidence)
        yield from (line, proof)
        parts = [("Source", event.source), ("Target", event.target)]
        parts += [(other.role.capitalize(), (other.actor,)) for other in event.others]
        name, line = self._relate(event.type, trigger, parts, [("Evidence", evidence)])
        yield line
        yield self._attribute("Status", name, event.status)
        yield self._note(name, dump(event))

    def _tell_statement(self, statement: Statement) -> Iterator[str]:
        cue, line = self._mark(_STATEMENT, [statement.cue or statement.content[0]])
        content, said = self._mark("Content", statement.content)
        yield from (line, said)
        parts = [("Speaker", statement.speaker), ("Addressee", statement.addressee)]
        name, line = self._relate(_STATEMENT, cue, parts, [("Content", content)])
        yield line
        yield self._note(name, dump(statement))

    def _tell_promise(self, promise: Commitment) -> Iterator[str]:
        act, line = self._mark(_COMMITMENT, [promise.act])
        evidence, proof = self._mark("Evidence", promise.evidence)
        yield from (line, proof)
        parts = [("By", promise.by), ("To", promise.to)]
        name, line = self._relate(_COMMITMENT, act, parts, [("Evidence", evidence)])
        yield line
        yield self._note(name, dump(promise))

    def _mark(self, kind: str, spans: Sequence[Span]) -> tuple[str, str]:
        """Return the name and the line of a text-bound annotation; brat's must not cross a line."""
        self._texts += 1
        pieces = [
            (span.start + found.start(), span.start + found.end(), found.group())
            for span in spans
            for found in _LINE.finditer(span.quote)
        ]
        where = ";".join(f"{start} {end}" for start, end, _ in pieces)
        words = " ".join(quote for *_, quote in pieces).replace("\t", " ")
        name = f"T{self._texts}"
        return name, f"{name}\t{kind} {where}\t{words}"

    def _relate(
        self,
        kind: str,
        trigger: str,
        parts: Sequence[tuple[str, Sequence[str]]],
        spans: Sequence[tuple[str, str]],
    ) -> tuple[str, str]:
        """Return an event's name and line; an actor stands for it by its first mention."""
        self._events += 1
        found = [(role, self._actors[id][0]) for role, ids in parts for id in ids if self._has(id)]
        counts: dict[str, int] = {}
        words = []
        for role, mark in (*found, *spans):
            counts[role] = counts.get(role, 0) + 1
            number = counts[role] if counts[role] > 1 else ""
            words.append(f" {role}{number}:{mark}")
        name = f"E{self._events}"
        return name, f"{name}\t{kind}:{trigger}{''.join(words)}"

    def _has(self, actor: str) -> bool:
        return bool(self._actors.get(actor))

    def _attribute(self, kind: str, of: str, value: str) -> str:
        return f"A{of[1:]}\t{kind} {of} {value}"

    def _note(self, of: str, words: str) -> str:
        self._notes += 1
        origin = f"run {self._run}; licence: {self._job.licence}"
        told = " ".join(f"{words} {origin}".split())
        return f"#{self._notes}\tAnnotatorNotes {of}\t{told}"


def _configure() -> str:
    roles = "Source*:Actor, Target*:Actor, Mediator*:Actor, Host*:Actor, Observer*:Actor, "
    roles += "Subject*:Actor, Beneficiary*:Actor, Notified*:Actor, Evidence:Evidence"
    events = [f"{kind}\t{roles}" for kind in EVENT_TYPES]
    events.append(f"{_STATEMENT}\tSpeaker*:Actor, Addressee*:Actor, Content:Content")
    events.append(f"{_COMMITMENT}\tBy*:Actor, To*:Actor, Evidence:Evidence")
    statuses = f"Status\tArg:<EVENT>, Value:{'|'.join(STATUSES)}"
    sections = {
        "entities": [_ACTOR, *_PARTS],
        "relations": [],
        "events": events,
        "attributes": [statuses],
    }
    return "\n".join(f"[{name}]\n" + "\n".join(lines) for name, lines in sections.items()) + "\n"


FORMAT = Format(
    "brat",
    "brat standoff: texts and annotations in a folder",
    to_folder=write,
    kinds=("events", "statements", "commitments"),
)
