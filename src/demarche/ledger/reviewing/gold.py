"""Decided documents → gold in the codebook's form: actors by name, quotes, one document a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from demarche.ledger.judgements import find_rejected, settle_records
from demarche.ledger.reviewing.lookup import list_records, load_bearing, load_report
from demarche.ledger.store import Store, View
from demarche.model.base import Noun

Values = Mapping[str, Any]
_DAY = len("2025-02-12")
_KINDS = ("events", "statements", "commitments", "exchanges", "positions")
_OR = "|"


class Gold(Noun):
    """What was made: `lines` are documents (JSON values), `records` how many records they hold.

    `waiting` counts the records still to be decided of each document left out, by its id;
    `nameless` are the events left out because nobody of a name takes part.
    """

    lines: tuple[dict[str, Any], ...]
    records: int
    waiting: dict[str, int]
    nameless: tuple[str, ...]


def make_gold(store: Store) -> Gold:
    """Return the documents of which every record was decided; rejected records are left out.

    A document that nobody has begun is passed over. Raises `LedgerError`.
    """
    lines: list[dict[str, Any]] = []
    waiting: dict[str, int] = {}
    nameless: list[str] = []
    for document in _list_begun(store):
        with store.begin() as connection:
            records = [one.id for one in list_records(connection, document)]
            bearing = load_bearing(connection, records)
            undecided = set(records) - settle_records(bearing).keys()
            report = load_report(connection, document)
        if undecided:
            waiting[document] = len(undecided)
            continue
        lines.append(_make_line(report, find_rejected(bearing), nameless))
    counted = sum(len(line.get(kind, ())) for line in lines for kind in _KINDS)
    return Gold(lines=tuple(lines), records=counted, waiting=waiting, nameless=tuple(nameless))


def _list_begun(store: Store) -> list[str]:
    begun = {
        subject.document
        for one in View(store).load_judgements()
        if one.kind == "record"
        for subject in one.subjects
    }
    return [document for document in View(store).list_documents() if document in begun]


def _make_line(report: Values, rejected: frozenset[str], nameless: list[str]) -> dict[str, Any]:
    document, names = report["document"], {a["id"]: _name(a) for a in report["actors"]}
    kept = {kind: [r for r in report[kind] if r["id"] not in rejected] for kind in _KINDS}
    text = document["text"]
    published = document["published"]
    line: dict[str, Any] = {
        "id": document["id"],
        "outlet": document["outlet"],
        "url": document["url"],
        "published": published["start"][:_DAY] if published and published["start"] else None,
        "title": document["title"],
        "text": text,
        "events": [],
        "statements": [_make_statement(one, names) for one in kept["statements"]],
        "commitments": [_make_commitment(one, names) for one in kept["commitments"]],
    }
    for event in kept["events"]:
        made = _make_event(event, names, text)
        if made["source"] or made["target"]:
            line["events"].append(made)
        else:
            nameless.append(event["id"])
    line["exchanges"] = [_make_exchange(one, names) for one in kept["exchanges"]]
    line["positions"] = [_make_position(one, names) for one in kept["positions"]]
    return {key: value for key, value in line.items() if value or key not in _KINDS[3:]}


def _name(actor: Values) -> str:
    """Return the fullest name, then what else the document calls the actor, parted by "|"."""
    said = (m["quote"] for m in actor["mentions"] if m["form"] != "pronoun")
    forms = (" ".join(form.replace(_OR, " ").split()) for form in (actor["name"], *said))
    return _OR.join(dict.fromkeys(filter(None, forms)))


def _make_event(event: Values, names: Mapping[str, str], text: str) -> dict[str, Any]:
    made = {
        "type": event["type"],
        "mode": event["mode"],
        "source": _list_names(event["source"], names),
        "target": _list_names(event["target"], names),
        "others": [
            {"name": names[other["actor"]], "role": other["role"]}
            for other in event["others"]
            if other["actor"] in names
        ],
        "status": event["status"],
        "time": _make_time(event["time"]),
        "place": _make_place(event["place"], text),
        "medium": event["medium"],
        "trigger": event["trigger"]["quote"],
        "evidence": event["evidence"][0]["quote"],
    }
    extra = {
        "topics": [span["quote"] for span in event["topics"]],
        "duration": event["duration"],
        "claimed_by": _list_names(event["claimed_by"], names),
    }
    return made | {key: value for key, value in extra.items() if value}


def _make_statement(statement: Values, names: Mapping[str, str]) -> dict[str, Any]:
    speaker = _one_or_list(_list_names(statement["speaker"], names))
    if speaker is None and statement["speaker_span"]:
        speaker = statement["speaker_span"]["quote"]
    return {
        "speaker": speaker,
        "addressee": _one_or_list(_list_names(statement["addressee"], names)),
        "cue": statement["cue"]["quote"] if statement["cue"] else None,
        "content": [span["quote"] for span in statement["content"]],
        "kind": statement["kind"],
        "medium": statement["medium"],
        "via": _one_or_list(_list_names(statement["via"], names)),
    }


def _make_commitment(commitment: Values, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "by": _list_names(commitment["by"], names),
        "to": _list_names(commitment["to"], names),
        "act": commitment["act"]["quote"],
        "due": _make_time(commitment["due"]),
        "condition": commitment["condition"]["quote"] if commitment["condition"] else None,
        "strength": commitment["strength"],
        "status": commitment["status"],
        "evidence": commitment["evidence"][0]["quote"],
    }


def _make_exchange(exchange: Values, names: Mapping[str, str]) -> dict[str, Any]:
    gives = [
        {"by": names.get(give["by"]), "what": give["what"]["quote"]} for give in exchange["gives"]
    ]
    parties = _list_names(exchange["parties"], names)
    return {"parties": parties, "gives": gives, "status": exchange["status"]}


def _make_position(position: Values, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "holder": _one_or_list(_list_names(position["holder"], names)),
        "question": position["question"]["quote"],
        "stance": position["stance"],
    }


def _list_names(actors: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return [names[actor] for actor in actors if actor in names]


def _one_or_list(names: list[str]) -> str | list[str] | None:
    return names if len(names) > 1 else next(iter(names), None)


def _make_time(time: Values | None) -> dict[str, str] | None:
    if time is None or not (time["start"] and time["end"]):
        return None
    ends = {"start": time["start"][:_DAY], "end": time["end"][:_DAY]}
    return {**ends, "precision": time["precision"]}


def _make_place(place: Values | None, text: str) -> str | None:
    """Return the place as the text names it; None where it does not."""
    if place is None:
        return None
    named: str = place["span"]["quote"] if place["span"] else place["name"]
    return named if named in text else None
