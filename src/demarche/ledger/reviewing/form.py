"""A record → the fields a person may correct, each with its value as it would be typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from demarche.ledger.judgements import SubjectKind
from demarche.ledger.reviewing.fields import FIELDS, NULLABLE, WORDS, Form
from demarche.model.base import Noun
from demarche.rules.ontology import load_ontology

Values = Mapping[str, Any]
_SEPARATOR = "; "
_DAY, _YEAR = len("2022-02-01"), len("2022")
_CUTS = {"year": _YEAR, "month": len("2022-02")}


class Field(Noun):
    """One field: what it holds, its value as typed ("" for none), the words it can be (none: any),
    and whether it may be empty.
    """

    name: str
    form: Form
    value: str
    options: tuple[str, ...]
    nullable: bool


def list_fields(report: Values, kind: SubjectKind, record: str) -> list[Field]:
    """Return the fields of a record of the report (JSON values); none of kinds without any.

    What `correct` is given of a value as it stands here changes nothing.
    """
    held: Values = next((r for r in report.get(f"{kind}s", ()) if r["id"] == record), {})
    names = {actor["id"]: str(actor["name"]) for actor in report["actors"]}
    return [
        Field(
            name=name,
            form=form,
            value=_type(form, held[name], names),
            options=_list_options(kind, name, held),
            nullable=(kind, name) in NULLABLE,
        )
        for name, form in FIELDS.get(kind, {}).items()
        if name in held
    ]


def _list_options(kind: SubjectKind, name: str, held: Values) -> tuple[str, ...]:
    if FIELDS[kind][name] == "mode":
        return tuple(load_ontology().types[held["type"]].modes)
    return WORDS.get((kind, name), ())


def _type(form: Form, value: Any, names: Mapping[str, str]) -> str:
    """Return a value as a person would type it."""
    if not value:
        return ""
    if form == "actors":
        return _SEPARATOR.join(names.get(one, one) for one in value)
    if form == "quotes":
        return _SEPARATOR.join(" ".join(one["quote"].split()) for one in value)
    if form == "quote":
        return " ".join(value["quote"].split())
    if form == "place":
        return " ".join(str(value["name"]).split())
    return _type_time(value) if form == "time" else str(value)


def _type_time(time: Values) -> str:
    """Return a time as `correct` takes it; "" where it was not resolved or has one end alone."""
    if not time["start"] or not time["end"]:
        return ""
    first, last = time["start"][:_DAY], time["end"][:_DAY]
    if time["precision"] in _CUTS:
        cut = _CUTS[time["precision"]]
        first, last = first[:cut], last[:cut]
    return first if first == last else f"{first}/{last}"
