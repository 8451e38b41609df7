"""`demarche contacts`, `commitments`, `statements`, …: questions to a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from demarche.cli.add import LedgerName, find_location

if TYPE_CHECKING:
    from demarche.query import Ledger, Table

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a row.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV with a header.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day, month or year.")]
Place = Annotated[str | None, typer.Option(help="Where: a place's name or a country's code.")]
Type = Annotated[str | None, typer.Option(help="Event type, such as CONSULT.")]
Status = Annotated[str | None, typer.Option(help="Status, such as occurred or planned.")]
Outlet = Annotated[str | None, typer.Option(help="Who published it.")]
Confidence = Annotated[float, typer.Option(min=0, max=1, help="The least confidence.")]
Limit = Annotated[int | None, typer.Option(min=1, help="How many rows at most.")]
About = Annotated[str | None, typer.Option(metavar="WORDS", help="Words that must be said.")]
Every = Annotated[bool, typer.Option("--every", help="One row a report, not one an occurrence.")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="The day that is asked about.")]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="A B", help="The two sides: countries, codes or names."),
]
With = Annotated[
    list[str] | None, typer.Option("--with", metavar="ACTOR", help="Who takes part; repeatable.")
]


def contacts(
    between: Between = None,
    with_: With = None,
    ledger: LedgerName = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    status: Status = None,
    outlet: Outlet = None,
    confidence: Confidence = 0.0,
    limit: Limit = None,
    every: Every = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Print calls, meetings, visits and letters: who, when, how, and the words that say so."""
    names = (*(between or ()), *(with_ or ()))
    limits: dict[str, Any] = {"since": since, "until": until, "place": place, "status": status}
    limits |= {"outlet": outlet, "confidence": confidence, "limit": limit}
    with _open(ledger) as opened:
        _print(opened.contacts(*names, every=every, **limits), as_json, as_csv)


def commitments(
    by: Annotated[str | None, typer.Option(help="Who promised.")] = None,
    to: Annotated[str | None, typer.Option(help="Who was promised.")] = None,
    about: About = None,
    open: Annotated[bool, typer.Option("--open", help="Only open ones; needs --as-of.")] = False,
    as_of: AsOf = None,
    ledger: LedgerName = None,
    since: Since = None,
    until: Until = None,
    status: Status = None,
    outlet: Outlet = None,
    confidence: Confidence = 0.0,
    limit: Limit = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Print promises and what had become of them on a given day."""
    limits: dict[str, Any] = {"since": since, "until": until, "status": status, "outlet": outlet}
    limits |= {"confidence": confidence, "limit": limit}
    with _open(ledger) as opened:
        found = opened.commitments(by=by, to=to, about=about, open=open, as_of=as_of, **limits)
        _print(found, as_json, as_csv)


def statements(
    speaker: Annotated[str | None, typer.Option(help="Who said it.")] = None,
    to: Annotated[str | None, typer.Option(help="To whom.")] = None,
    about: About = None,
    ledger: LedgerName = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    confidence: Confidence = 0.0,
    limit: Limit = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Print what was said, by whom, in their words."""
    limits: dict[str, Any] = {"since": since, "until": until, "outlet": outlet}
    limits |= {"confidence": confidence, "limit": limit}
    with _open(ledger) as opened:
        found = opened.statements(speaker=speaker, addressee=to, about=about, **limits)
        _print(found, as_json, as_csv)


def timeline(
    actors: Annotated[list[str], typer.Argument(help="Countries, codes or names; all take part.")],
    ledger: LedgerName = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type: Type = None,
    status: Status = None,
    outlet: Outlet = None,
    confidence: Confidence = 0.0,
    limit: Limit = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Print what actors did, said and promised, in order of day."""
    limits: dict[str, Any] = {
        "since": since,
        "until": until,
        "place": place,
        "type": type,
        "status": status,
    }
    limits |= {"outlet": outlet, "confidence": confidence, "limit": limit}
    with _open(ledger) as opened:
        _print(opened.timeline(*actors, **limits), as_json, as_csv)


def occurrence(
    id: Annotated[str, typer.Argument(help="An occurrence's id, or that of an event in it.")],
    ledger: LedgerName = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Print every record that tells of one occurrence."""
    with _open(ledger) as opened:
        _print(opened.occurrence(id), as_json, as_csv)


def who(
    name: Annotated[str, typer.Argument(help="A name, a country, or a registry's id.")],
    ledger: LedgerName = None,
    limit: Limit = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Print the persons and bodies of a name, and what documents call them."""
    with _open(ledger) as opened:
        _print(opened.who(name, limit=limit), as_json, as_csv)


def search(
    words: Annotated[str, typer.Argument(help="Words; those in double quotes stand together.")],
    kind: Annotated[
        str | None, typer.Option(help="document, event, statement, commitment, …")
    ] = None,
    ledger: LedgerName = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    limit: Limit = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Print passages that have the words, in any form of them, best first."""
    limits: dict[str, Any] = {"since": since, "until": until, "outlet": outlet, "limit": limit}
    with _open(ledger) as opened:
        _print(opened.search(words, kind=kind, **limits), as_json, as_csv)


def sql(
    statement: Annotated[str, typer.Argument(help="One SELECT.")],
    ledger: LedgerName = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Print the rows of an SQL statement over the ledger's tables; nothing can be written."""
    with _open(ledger) as opened:
        _print(opened.sql(statement), as_json, as_csv)


def _open(ledger: str | None) -> Ledger:
    from demarche.query import open_ledger

    return open_ledger(find_location(ledger))


def _print(table: Table[Any], as_json: bool, as_csv: bool) -> None:
    from demarche.cli.answers import print_table

    print_table(table, as_json=as_json, as_csv=as_csv)
