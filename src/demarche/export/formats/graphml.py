"""GraphML: who is in contact with whom, how often, from when to when."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from demarche.export.formats.acts import DONE, Act, list_acts
from demarche.export.formats.format import Format, Job
from demarche.export.formats.ftm import name_actor
from demarche.model import Actor
from demarche.query.selection import Telling

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"name": "string", "kind": "string", "country": "string", "title": "string",
         "registry": "string", "wikidata": "string"}  # fmt: skip
_EDGE = {"contacts": "int", "first": "string", "last": "string", "media": "string",
         "ids": "string", "evidence": "string", "document": "string", "url": "string",
         "confidence": "double", "run": "string"}  # fmt: skip
_GRAPH = {"licence": "string", "program": "string"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Tie:
    """What two actors' contacts come to; `best` is the surest of them."""

    best: Act
    ids: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    media: set[str] = field(default_factory=set)


def write(tellings: Iterable[Telling], stream: TextIO, job: Job) -> None:
    """Write an undirected graph of contacts that took place; memory grows with who met whom.

    Contacts to come, called off or denied are left out.
    """
    nodes: dict[str, Actor] = {}
    ties: dict[tuple[str, str], _Tie] = {}
    for act in list_acts(tellings, job):
        if act.event.type != "CONSULT":
            continue
        if act.event.status not in DONE:
            job.leave_out(f"a contact {act.event.status}")
            continue
        here = {name_actor(actor): actor for actor in act.parties}
        nodes.update({id: actor for id, actor in here.items() if id not in nodes})
        for pair in itertools.combinations(sorted(here), 2):
            _add(ties.setdefault(pair, _Tie(act)), act)
    _write_graph(stream, nodes, ties, job)
    job.count("actors", len(nodes))
    job.count("ties", len(ties))


def _add(tie: _Tie, act: Act) -> None:
    tie.ids.append(act.id)
    if act.day:
        tie.days.append(act.day)
    medium = act.event.medium or act.event.mode
    if medium:
        tie.media.add(medium)
    if act.event.confidence > tie.best.event.confidence:
        tie.best = act


def _write_graph(
    stream: TextIO, nodes: dict[str, Actor], ties: dict[tuple[str, str], _Tie], job: Job
) -> None:
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_NAMESPACE}">\n')
    for kind, keys in (("graph", _GRAPH), ("node", _NODE), ("edge", _EDGE)):
        for name, type in keys.items():
            stream.write(
                f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>\n'
            )
    stream.write('<graph edgedefault="undirected">\n')
    stream.write(_tell("graph", {"licence": job.licence, "program": job.program}) + "\n")
    for id, actor in sorted(nodes.items()):
        known = {name: getattr(actor, name, None) for name in _NODE}
        known["title"] = actor.role.title if actor.role else None
        stream.write(f"<node id={quoteattr(id)}>{_tell('node', known)}</node>\n")
    for (one, other), tie in sorted(ties.items()):
        ends = f"source={quoteattr(one)} target={quoteattr(other)}"
        stream.write(f"<edge {ends}>{_tell('edge', _tell_tie(tie))}</edge>\n")
    stream.write("</graph>\n</graphml>\n")


def _tell_tie(tie: _Tie) -> dict[str, object]:
    best = tie.best
    return {
        "contacts": len(tie.ids),
        "first": min(tie.days, default=None),
        "last": max(tie.days, default=None),
        "media": " ".join(sorted(tie.media)) or None,
        "ids": " ".join(tie.ids),
        "evidence": best.quote,
        "document": best.document.id,
        "url": best.document.url,
        "confidence": best.event.confidence,
        "run": best.telling.source.run,
    }


def _tell(kind: str, values: dict[str, object]) -> str:
    """Return the data of an element; what is not known is not there."""
    known = ((name, value) for name, value in values.items() if value is not None)
    return "".join(
        f'<data key="{kind}-{name}">{escape(_NOT_XML.sub(" ", str(value)))}</data>'
        for name, value in known
    )


FORMAT = Format(
    "graphml", "the network of contacts, as GraphML", to_stream=write, kinds=("events",)
)
