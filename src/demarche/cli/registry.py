"""`demarche registry`: the office holders, checked, asked and brought up to date."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demarche.errors import ConfigError, DemarcheError

if TYPE_CHECKING:
    from demarche.grounding.actors.holders import Holders, Tenure
    from demarche.grounding.actors.located import Problem
    from demarche.grounding.actors.overlay import Change
    from demarche.grounding.actors.wikidata import Claim

FAULTY, NOBODY, SOME_FAILED, ALL_FAILED = 1, 1, 1, 2

registry = typer.Typer(
    help="Check, ask and update the registry of office holders.", no_args_is_help=True
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Files of persons of your own; without: the package's."),
]
Notes = Annotated[
    bool, typer.Option("--notes", help="Also print notes: gaps between two holders known.")
]
OfficeName = Annotated[str, typer.Argument(metavar="OFFICE", help='Such as "foreign minister".')]
OwnerName = Annotated[
    str, typer.Argument(metavar="COUNTRY", help="A country's ISO code or name, or a body's name.")
]
Day = Annotated[
    str | None, typer.Argument(metavar="DATE", help="2014-03-01, 2014-03 or 2014; without: all.")
]
Overlay = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Your own file of persons, instead of registry.overlay."),
]
Countries = Annotated[
    list[str], typer.Argument(metavar="COUNTRY...", help="ISO codes or names of countries.")
]
Endpoint = Annotated[
    str | None,
    typer.Option(metavar="URL", help="The query service, instead of registry.endpoint."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Write without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the changes and write nothing.")]
Private = Annotated[
    bool, typer.Option("--allow-private", help="Also ask addresses of private networks.")
]


@registry.command("check")
def check(files: Files = None, notes: Notes = False, as_json: AsJson = False) -> None:
    """Check the registry: schema, dates, overlaps, gaps, spellings. Status 1 if there are errors.

    Each line names the file, line, entry, field and the rule that failed.
    """
    found = [p for p in _find_problems(files or []) if notes or p.severity == "error"]
    for problem in found:
        typer.echo(_dump(_describe(problem)) if as_json else f"{problem.severity}: {problem}")
    errors = sum(problem.severity == "error" for problem in found)
    if not as_json:
        typer.echo(f"demarche: {errors} errors, {len(found) - errors} notes", err=True)
    raise typer.Exit(FAULTY if errors else 0)


def _find_problems(files: Sequence[Path]) -> Iterator[Problem]:
    from demarche.grounding.actors.check import check_overlay, check_registry
    from demarche.grounding.actors.registry import read_overlay

    if not files:
        yield from check_registry()
    for path in files:
        for name, text in read_overlay(path):
            yield from check_overlay(name, text)


def _describe(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity, "file": problem.file, "line": problem.line,
        "entry": problem.entry, "field": problem.field, "rule": problem.rule,
        "message": problem.message,
    }  # fmt: skip


@registry.command("who")
def who(
    office: OfficeName,
    owner: OwnerName,
    day: Day = None,
    overlay: Overlay = None,
    as_json: AsJson = False,
) -> None:
    """Say who held an office, with the interval known and its source. Status 1 if nobody is known.

    An end that is not known is said to be unknown: the holder may have left before the date.
    """
    from demarche.grounding.actors.holders import find_holders
    from demarche.grounding.actors.registry import load_registry

    known = load_registry(_choose_overlay(overlay))
    found = find_holders(known, office, owner, day)
    if as_json:
        typer.echo(_dump(_describe_holders(found, office, day)))
    else:
        _print_holders(found, office, day)
    raise typer.Exit(0 if found.held else NOBODY)


def _choose_overlay(given: Path | None) -> Path | None:
    from demarche.config import load_settings

    named = load_settings().registry.overlay
    return given or (Path(named) if named else None)


def _describe_holders(found: Holders, office: str, day: str | None) -> dict[str, Any]:
    def describe(tenure: Tenure | None) -> dict[str, Any] | None:
        return _describe_tenure(tenure) if tenure is not None else None

    return {
        "asked": {"office": office, "owner": found.owner.id, "date": day},
        "holders": [describe(tenure) for tenure in found.held],
        "before": describe(found.before),
        "after": describe(found.after),
    }


def _describe_tenure(tenure: Tenure) -> dict[str, Any]:
    from demarche.grounding.actors.holders import precision_of

    person, office = tenure
    start, end = precision_of(office.start), precision_of(office.end)
    return {
        "id": person.id, "name": person.name, "wikidata": person.wikidata,
        "office": office.office, "title": office.title, "owner": office.country or office.org,
        "start": office.start if start else None, "start_precision": start,
        "end": office.end if end else None, "end_precision": end, "source": person.source,
    }  # fmt: skip


def _print_holders(found: Holders, office: str, day: str | None) -> None:
    for tenure in found.held:
        typer.echo(_say(found, tenure))
    if found.held:
        return
    when = f" on {day}" if day else ""
    typer.echo(f"nobody is known as {office} of {found.owner.name}{when}")
    for label, nearest in (("before", found.before), ("after", found.after)):
        if nearest is not None:
            typer.echo(f"{label + ':':<7} {_say(found, nearest)}")


def _say(found: Holders, tenure: Tenure) -> str:
    told = _describe_tenure(tenure)
    start = f"from {told['start']} ({told['start_precision']})" if told["start"] else ""
    end = f"to {told['end']} ({told['end_precision']})" if told["end"] else "end unknown"
    title = f"{told['title']} of {found.owner.name}"
    known = f"{start or 'start unknown'}, {end}"
    return f"{told['name']}, {title}, {known}  [{told['source']}; {told['id']}]"


@registry.command("update")
def update(
    countries: Countries,
    overlay: Overlay = None,
    endpoint: Endpoint = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    allow_private: Private = False,
    as_json: AsJson = False,
) -> None:
    """Ask Wikidata who holds the chief offices of countries, and add what is new to your own file.

    Every change is shown before it is written. What the registry knows otherwise is shown and left.
    Exit status: 0 all asked, 1 some questions failed, 2 all did.
    """
    from demarche.grounding.actors.holders import find_owner
    from demarche.grounding.actors.overlay import compare, merge_overlay, write_overlay
    from demarche.grounding.actors.registry import load_registry, read_overlay

    path = _choose_overlay(overlay)
    if path is None:
        raise ConfigError(
            "C202", "no file to write to", hint="name one with --overlay or registry.overlay"
        )
    codes = list(dict.fromkeys(find_owner(country).id for country in countries))
    claims, asked, failed = _ask_all(codes, endpoint, allow_private)
    own = path if path.exists() else None
    changes, people = compare(load_registry(own), claims)
    for change in changes:
        typer.echo(_dump(_describe_change(change)) if as_json else _tell(change))
    if people and not dry_run and (yes or (not as_json and _confirm(path))):
        before = read_overlay(path)[0][1] if own else ""
        write_overlay(path, merge_overlay(before, people, file=path.name))
        typer.echo(f"demarche: wrote {path}", err=True)
    elif not people:
        typer.echo("demarche: nothing new", err=True)
    if failed:
        raise typer.Exit(SOME_FAILED if failed < asked else ALL_FAILED)


def _ask_all(
    codes: Sequence[str], endpoint: str | None, allow_private: bool
) -> tuple[list[Claim], int, int]:
    """Ask every question of every country: the claims, how many were asked, how many failed."""
    from demarche.config import load_settings
    from demarche.grounding.actors.wikidata import MEDIA, load_questions, read_answer, write_query
    from demarche.sources import download

    settings = load_settings()
    claims: list[Claim] = []
    asked = failed = 0
    for code in codes:
        for question in load_questions().questions:
            asked += 1
            try:
                answer = download(
                    endpoint or settings.registry.endpoint,
                    allow_private=allow_private or settings.fetch.allow_private,
                    timeout=settings.fetch.timeout_seconds,
                    max_bytes=settings.fetch.max_bytes,
                    max_redirects=settings.fetch.max_redirects,
                    user_agent=settings.fetch.user_agent,
                    query={"query": write_query(question, code), "format": "json"},
                    accept=MEDIA,
                )
                claims += read_answer(answer.body, question, code)
            except DemarcheError as error:
                failed += 1
                where = f"{question.title} of {code}"
                typer.echo(f"demarche: {where}: {error.code}: {error.message}", err=True)
    return claims, asked, failed


def _describe_change(change: Change) -> dict[str, Any]:
    return {
        "change": change.kind, "person": change.person, "name": change.name,
        "office": change.office, "country": change.country, "old": change.old, "new": change.new,
        "written": change.written,
    }  # fmt: skip


def _tell(change: Change) -> str:
    what = f"{change.old} → {change.new}" if change.old else change.new
    left = "" if change.written else "  (left as it is)"
    return (
        f"{change.kind:<9} {change.name}, {change.office} of {change.country}: {what}"
        f"  [{change.person}]{left}"
    )


def _confirm(path: Path) -> bool:
    try:
        return typer.confirm(f"Write to {path}?", err=True)
    except typer.Abort:  # no answer to be had
        return False


def _dump(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
