"""`demarche read`: articles in, records out."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from demarche.errors import ConfigError

if TYPE_CHECKING:
    from demarche.model import Report
    from demarche.sources import SourceItem

_OTHER_FILE = "name another file with --html"
ALL_READ, SOME_FAILED, NONE_READ = 0, 1, 2

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, JSON Lines, http(s) addresses, or - for standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date of all of them: 2025-02-12."),
]
Title = Annotated[str | None, typer.Option(help="Title, where an article states none.")]
Outlet = Annotated[str | None, typer.Option(help="Who published it, where an article states none.")]
Url = Annotated[str | None, typer.Option(help="Its address, where an article states none.")]
Id = Annotated[str | None, typer.Option(help="Its id, where an article states none.")]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one report a line as JSON (see `demarche schema`).")
]
Html = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Also write one self-contained page with the marked text."),
]
Private = Annotated[
    bool,
    typer.Option("--allow-private", help="Also fetch addresses of private networks."),
]


def read(
    inputs: Inputs,
    published: Published = None,
    title: Title = None,
    outlet: Outlet = None,
    url: Url = None,
    id: Id = None,
    as_json: AsJson = False,
    html: Html = None,
    allow_private: Private = False,
) -> None:
    """Read articles and print who did and said what, each record with its quote.

    Exit status: 0 all read, 1 some could not be read, 2 none could be read.
    """
    from demarche.cli.failures import print_failures
    from demarche.cli.progress import show_progress
    from demarche.reading import has_failed, open_inputs, read_items

    known = {"title": title, "outlet": outlet, "url": url, "id": id}
    emit = _make_printer(as_json)
    if html is not None and not html.parent.is_dir():
        raise ConfigError("C201", f"cannot write {html}: no such folder", hint=_OTHER_FILE)
    kept: list[Report] = []
    failed: list[bool] = []
    origins: deque[str] = deque()
    items = open_inputs(inputs, stdin=sys.stdin.buffer, known=known, allow_private=allow_private)
    with show_progress() as progress:
        announced = _announce(items, origins, progress.note_item)
        for report in read_items(announced, published=published):
            origin = origins.popleft()
            failed.append(has_failed(report))
            with progress.paused():
                if failed[-1]:
                    print_failures(report, origin)
                if as_json or not failed[-1]:
                    emit(report)
            if html is not None:
                kept.append(report)
    if html is not None:
        _write_page(kept, html)
    _leave(failed)


def _announce(
    items: Iterator[SourceItem], origins: deque[str], note: Callable[[str], None]
) -> Iterator[SourceItem]:
    for item in items:
        origins.append(item.origin)
        note(item.origin)
        yield item


def _make_printer(as_json: bool) -> Callable[[Report], None]:
    if as_json:
        return _print_json
    from demarche.cli.show import ReportPrinter

    return ReportPrinter().print


def _print_json(report: Report) -> None:
    sys.stdout.buffer.write(report.to_json().encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def _write_page(reports: list[Report], path: Path) -> None:
    from demarche.export import render_page

    page = render_page(reports)
    try:
        path.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise ConfigError(
            "C201", f"cannot write {path}: {error.strerror or error}", hint=_OTHER_FILE
        ) from error
    typer.echo(f"demarche: wrote {path}", err=True)


def _leave(failed: list[bool]) -> NoReturn:
    """Say how many were read where not all were, and leave with the status that tells."""
    lost = sum(failed)
    if not failed:
        typer.echo("demarche: nothing to read there", err=True)
    elif lost and len(failed) > 1:
        typer.echo(f"demarche: {len(failed) - lost} read, {lost} failed", err=True)
    if not lost and failed:
        raise typer.Exit(ALL_READ)
    raise typer.Exit(SOME_FAILED if lost < len(failed) else NONE_READ)
