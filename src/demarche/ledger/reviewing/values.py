"""What a person typed for a field → the value as a judgement keeps it, checked against the text."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from demarche.errors import LedgerError
from demarche.ledger.judgements import Change, SubjectKind
from demarche.ledger.reviewing.fields import FIELDS, NULLABLE, WORDS, Form
from demarche.ledger.reviewing.naming import find_actor
from demarche.rules.ontology import load_ontology

Values = Mapping[str, Any]
_NOTHING = frozenset({"", "none", "null", "-"})
_SEPARATOR = ";"
_FIRST_SPAN = ("trigger", "act", "question", "cue")
_SEVERAL = ("evidence", "content")


def parse_change(
    report: Values, record: Values, kind: SubjectKind, field: str, typed: str
) -> Change:
    """Return the change of one field of a record of the report (both as JSON values).

    Several actors or quotes are parted by ";", "none" empties a field. Raises `LedgerError` K121
    for a field that is none or cannot be empty, K122 for a value it cannot have, K123 for words
    that do not stand in the text.
    """
    if field not in FIELDS[kind]:
        known = ", ".join(sorted(FIELDS[kind]))
        raise LedgerError("K121", f"{kind}s have no {field} to correct", hint=f"one of {known}")
    form = FIELDS[kind][field]
    value: Any
    if typed.strip().lower() in _NOTHING:
        if (kind, field) not in NULLABLE:
            raise LedgerError("K121", f"{field} of a {kind} cannot be empty", hint="reject it")
        value = [] if form in ("actors", "quotes") else None
    else:
        value = _PARSERS[form](report, record, (kind, field), typed.strip())
    return Change(field=field, value=json.dumps(value, ensure_ascii=False))


def find_quote(text: str, words: str, near: int) -> dict[str, Any]:
    """Return the span of the words that begins nearest to `near`; white space may differ.

    Raises `LedgerError` K123 where they do not stand in the text.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    if not found:
        raise LedgerError(
            "K123", f"not in the text: {words!r}", hint="copy the words as the document has them"
        )
    start, end = min(found, key=lambda place: (abs(place[0] - near), place))
    return {"start": start, "end": end, "quote": text[start:end]}


def place_of(record: Values) -> int:
    """Return where in the text a record stands."""
    for name in _FIRST_SPAN:
        if record.get(name):
            return int(record[name]["start"])
    return next((int(record[name][0]["start"]) for name in _SEVERAL if record.get(name)), 0)


def _parse_word(report: Values, record: Values, field: tuple[str, str], typed: str) -> str:
    return _choose(field[1], typed, WORDS[field])


def _parse_mode(report: Values, record: Values, field: tuple[str, str], typed: str) -> str:
    return _choose("mode", typed, tuple(load_ontology().types[record["type"]].modes))


def _choose(field: str, typed: str, known: tuple[str, ...]) -> str:
    for word in known:
        if word.lower() == typed.lower():
            return word
    raise LedgerError("K122", f"{field} cannot be {typed}", hint=f"one of {', '.join(known)}")


def _parse_number(report: Values, record: Values, field: tuple[str, str], typed: str) -> int:
    if not typed.isdecimal():
        raise LedgerError("K122", f"{field[1]} cannot be {typed}", hint="a number of minutes")
    return int(typed)


def _parse_words(report: Values, record: Values, field: tuple[str, str], typed: str) -> str:
    return " ".join(typed.split())


def _parse_time(report: Values, record: Values, field: tuple[str, str], typed: str) -> Values:
    first, _, last = typed.partition("/")
    ends = (_read_date(first.strip()), _read_date((last or first).strip()))
    start, end = ends[0][0], ends[1][1]
    if start > end:
        raise LedgerError("K122", f"{typed} ends before it begins", hint="2022-02-01/2022-02-03")
    precision = ends[0][2] if ends[0][2] == ends[1][2] else "day"
    return {"start": str(start), "end": str(end), "precision": precision, "method": "reviewed"}


def _read_date(typed: str) -> tuple[date, date, str]:
    parts = typed.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31), "year"
        if len(numbers) == len("ym"):
            year, month = numbers
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, last), "month"
        day = date.fromisoformat(typed)
    except (ValueError, TypeError) as error:
        raise LedgerError(
            "K122", f"{typed}: no date", hint="2022-02-01, 2022-02, 2022 or 2022-02-01/2022-02-03"
        ) from error
    return day, day, "day"


def _parse_place(report: Values, record: Values, field: tuple[str, str], typed: str) -> Values:
    span = find_quote(report["document"]["text"], typed, place_of(record))
    places = (event["place"] for event in report["events"] if event["place"])
    known: Values = next((one for one in places if one["name"] == span["quote"]), {})
    return {**known, "name": span["quote"], "span": span}


def _parse_actors(report: Values, record: Values, field: tuple[str, str], typed: str) -> list[str]:
    names = []
    for name in filter(None, map(str.strip, typed.split(_SEPARATOR))):
        actor = find_actor(report["actors"], name)
        if actor is None:
            span = find_quote(report["document"]["text"], name, place_of(record))
            names.append(str(span["quote"]))
        else:
            names.append(str(actor["name"]))
    return names


def _parse_quote(report: Values, record: Values, field: tuple[str, str], typed: str) -> Values:
    return find_quote(report["document"]["text"], typed, place_of(record))


def _parse_quotes(
    report: Values, record: Values, field: tuple[str, str], typed: str
) -> list[Values]:
    # Quotes may hold semicolons themselves: taken whole where they stand so in the text.
    text, near = report["document"]["text"], place_of(record)
    whole = r"\s+".join(map(re.escape, typed.split()))
    parts = [typed] if re.search(whole, text) else typed.split(_SEPARATOR)
    return [find_quote(text, part, near) for part in filter(str.strip, parts)]


_PARSERS: dict[Form, Any] = {
    "word": _parse_word,
    "mode": _parse_mode,
    "number": _parse_number,
    "words": _parse_words,
    "time": _parse_time,
    "place": _parse_place,
    "actors": _parse_actors,
    "quote": _parse_quote,
    "quotes": _parse_quotes,
}
