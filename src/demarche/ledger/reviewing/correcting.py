"""A report and the corrections in force → the report as corrected."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from demarche.errors import LedgerError
from demarche.ledger.judgements import Judgement, SubjectKind
from demarche.ledger.reviewing.fields import FIELDS
from demarche.ledger.reviewing.naming import find_actor, make_actor
from demarche.model import Report
from demarche.rules.ontology import load_ontology

Values = dict[str, Any]
_TRAILED = "review/"


def apply_corrections(report: Values, corrections: Mapping[str, Sequence[Judgement]]) -> Values:
    """Return the report (JSON values) with the corrections of each record, by its id, in order.

    Ids stay; each corrected record's trail names who corrected it. Raises `LedgerError` K122 where
    the outcome is no record.
    """
    actors = list(report["actors"])
    corrected = {**report}
    for kind in FIELDS:
        corrected[f"{kind}s"] = [
            _correct(record, kind, corrections.get(record["id"], ()), report["document"], actors)
            for record in report[f"{kind}s"]
        ]
    corrected["actors"] = actors
    try:
        checked = Report.model_validate(corrected)
    except ValidationError as error:
        first = error.errors()[0]
        raise LedgerError("K122", f"that makes no record: {first['msg']}") from error
    return checked.model_dump(mode="json", by_alias=True)


def _correct(
    record: Values,
    kind: SubjectKind,
    corrections: Sequence[Judgement],
    document: Values,
    actors: list[Values],
) -> Values:
    changed = dict(record)
    for judgement in corrections:
        for change in judgement.changes:
            value = json.loads(change.value)
            if FIELDS[kind].get(change.field) == "actors":
                value = [_name(document, actors, name) for name in value]
            changed[change.field] = value
    if not corrections:
        return record
    if kind == "event" and changed["mode"] not in load_ontology().types[changed["type"]].modes:
        changed["mode"] = None
    authors = dict.fromkeys(judgement.author.name for judgement in corrections)
    steps = [{"rule": f"{_TRAILED}{name}", "span": None} for name in authors]
    return {**changed, "trail": [*record["trail"], *steps]}


def _name(document: Values, actors: list[Values], name: str) -> str:
    """Return the id of the actor of a name; one that is not there yet is added to `actors`."""
    known = find_actor(actors, name)
    if known is None:
        known = make_actor(document, name)
        actors.append(known)
    return str(known["id"])
