"""`demarche review`: a person's decisions on records, one by one or in a session."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demarche.cli.add import LedgerName, find_location
from demarche.errors import LedgerError

if TYPE_CHECKING:
    from demarche.ledger.judgements import Judgement
    from demarche.ledger.reviewing import Review
    from demarche.ledger.store import Store

_STDOUT = "-"
_NAMES = {"withdrawn": "withdrew"}

review = typer.Typer(
    help="Accept, reject, correct, merge and split records; without a command, one after another.",
    invoke_without_command=True,
)

AuthorName = Annotated[
    str | None, typer.Option("--author", metavar="NAME", help="Who decides; else the login name.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Export = Annotated[
    str | None,
    typer.Option(
        "--export", metavar="FILE", help='Write decided documents as gold ("-": standard output).'
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, help="How many at most.")]
Kind = Annotated[
    str | None,
    typer.Option(help="event, statement, commitment, …, same-occurrence or follow-through."),
]
OfDocument = Annotated[
    str | None, typer.Option("--document", metavar="ID", help="Only records of one document.")
]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids that the ledger prints.")]
SomeIds = Annotated[
    list[str] | None, typer.Argument(metavar="[ID...]", help="Judgements; else the last decision.")
]
OneId = Annotated[str, typer.Argument(metavar="ID", help="A record's id.")]
Changes = Annotated[
    list[str], typer.Argument(metavar="FIELD=VALUE...", help="Such as status=planned, time=none.")
]


@review.callback()
def start(
    context: typer.Context,
    ledger: LedgerName = None,
    author: AuthorName = None,
    kind: Kind = None,
    document: OfDocument = None,
    export: Export = None,
) -> None:
    """Go through what is least sure and weighs most; or export what was decided."""
    if context.invoked_subcommand is not None:
        return
    with _open(ledger) as store:
        if export is not None:
            _export(store, export)
        else:
            from demarche.cli.review_session import hold_session

            hold_session(store, make_clock(author), kind=kind, document=document)


@review.command("list")
def list_(
    ledger: LedgerName = None,
    kind: Kind = None,
    document: OfDocument = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Print what is to be decided, the least sure and weightiest first."""
    from demarche.cli.review_session import Desk
    from demarche.ledger.reviewing import list_queue

    with _open(ledger, read_only=True) as store:
        items = list_queue(store, limit=limit, kind=kind, document=document)
        if as_json:
            for item in items:
                typer.echo(item.model_dump_json())
            return
        desk = Desk(store)
        for item in items:
            desk.print_item(item)
        if not items:
            typer.echo("Nothing is left to decide.")


@review.command("log")
def log(
    ledger: LedgerName = None,
    author: AuthorName = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Print what persons decided, the latest first."""
    from demarche.ledger.reviewing import list_decisions

    with _open(ledger, read_only=True) as store:
        decisions = list_decisions(store, author=author, limit=limit)
    for one in decisions:
        if as_json:
            typer.echo(one.model_dump_json())
            continue
        about = ", ".join(subject.id for subject in one.subjects)
        fields = "; ".join(f"{change.field} = {change.value}" for change in one.changes)
        state = "" if one.holds else "  (taken back)"
        typer.echo(f"{one.at}  {one.id}  {one.author}: {one.verdict}  {about}{state}")
        if fields:
            typer.echo(f"    {fields}")
    if not decisions and not as_json:
        typer.echo("Nothing was decided yet.")


@review.command("accept")
def accept(
    ids: Ids, ledger: LedgerName = None, author: AuthorName = None, as_json: AsJson = False
) -> None:
    """Accept records, all undecided records of a document, or what the program judged."""
    from demarche.ledger import reviewing

    _decide(ledger, author, as_json, lambda store, by: reviewing.accept(store, by, ids))


@review.command("reject")
def reject(
    ids: Ids, ledger: LedgerName = None, author: AuthorName = None, as_json: AsJson = False
) -> None:
    """Reject records, or what the program judged: they are kept, and no longer count."""
    from demarche.ledger import reviewing

    _decide(ledger, author, as_json, lambda store, by: reviewing.reject(store, by, ids))


@review.command("correct")
def correct(
    id: OneId,
    changes: Changes,
    ledger: LedgerName = None,
    author: AuthorName = None,
    as_json: AsJson = False,
) -> None:
    """Correct fields of a record; names and quotes must stand in the document."""
    from demarche.ledger import reviewing

    fields = [split_change(change) for change in changes]
    _decide(ledger, author, as_json, lambda store, by: reviewing.correct(store, by, id, fields))


@review.command("merge")
def merge(
    ids: Ids, ledger: LedgerName = None, author: AuthorName = None, as_json: AsJson = False
) -> None:
    """Make one occurrence of several events or occurrences."""
    from demarche.ledger import reviewing

    _decide(ledger, author, as_json, lambda store, by: reviewing.merge(store, by, ids))


@review.command("split")
def split(
    ids: Ids, ledger: LedgerName = None, author: AuthorName = None, as_json: AsJson = False
) -> None:
    """Take events out of their occurrence; those named stay together."""
    from demarche.ledger import reviewing

    _decide(ledger, author, as_json, lambda store, by: reviewing.split(store, by, ids))


@review.command("undo")
def undo(
    ids: SomeIds = None,
    ledger: LedgerName = None,
    author: AuthorName = None,
    as_json: AsJson = False,
) -> None:
    """Take back the author's last decision, or the judgements named; nothing is erased."""
    from demarche.ledger import reviewing

    _decide(ledger, author, as_json, lambda store, by: reviewing.undo(store, by, ids or ()))


def split_change(typed: str) -> tuple[str, str]:
    """Return the field and the value of FIELD=VALUE. Raises `LedgerError` K121 for another form."""
    field, mark, value = typed.partition("=")
    if not mark:
        raise LedgerError("K121", f"{typed}: no correction", hint="write FIELD=VALUE")
    return field.strip(), value


def make_clock(author: str | None) -> Callable[[], Review]:
    """Return what gives the person at the moment it is called; a session has one beginning."""
    from datetime import UTC, datetime

    from demarche import __version__
    from demarche.ledger.reviewing import Review

    def tell() -> str:
        return datetime.now(UTC).isoformat(timespec="microseconds")

    name, since = author or _find_login(), tell()
    return lambda: Review(author=name, at=tell(), program=__version__, since=since)


def describe(judgement: Judgement) -> str:
    """Return a decision on one line."""
    about = ", ".join(subject.id for subject in judgement.subjects)
    fields = ", ".join(change.field for change in judgement.changes)
    what = _NAMES.get(judgement.verdict, judgement.verdict)
    return f"{what}  {about}{f'  ({fields})' if fields else ''}"


def _find_login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise LedgerError("K127", "who decides?", hint="give --author NAME") from error


@contextmanager
def _open(ledger: str | None, *, read_only: bool = False) -> Iterator[Store]:
    from demarche.ledger.store import open_store

    store = open_store(find_location(ledger), read_only=read_only)
    try:
        yield store
    finally:
        store.close()


def _decide(
    ledger: str | None,
    author: str | None,
    as_json: bool,
    act: Callable[[Store, Review], Sequence[Judgement]],
) -> None:
    with _open(ledger) as store:
        made = act(store, make_clock(author)())
    for judgement in made:
        typer.echo(judgement.model_dump_json() if as_json else describe(judgement))


def _export(store: Store, target: str) -> None:
    from demarche.ledger.reviewing import make_gold

    gold = make_gold(store)
    lines = "".join(_dump(line) for line in gold.lines)
    if target == _STDOUT:
        typer.echo(lines, nl=False)
    else:
        try:
            Path(target).write_text(lines, encoding="utf-8")
        except OSError as error:
            raise LedgerError(
                "K126", f"{target}: {error.strerror or error}", hint="name another file"
            ) from error
    told = [f"{len(gold.lines)} documents, {gold.records} records"]
    if gold.waiting:
        left = sum(gold.waiting.values())
        told.append(f"{len(gold.waiting)} documents left out, {left} records undecided")
    if gold.nameless:
        told.append(f"{len(gold.nameless)} events left out, nobody named takes part")
    typer.echo(f"demarche: {target}: {'; '.join(told)}", err=True)


def _dump(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"
