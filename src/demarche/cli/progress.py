"""What is going on, on standard error, when that is a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.status import Status

_NAME_WIDTH = 60


class Progress:
    """A line that says what is being read; silent where standard error is no terminal."""

    def __init__(self, status: Status | None) -> None:
        self._status = status
        self._count = 0

    def note_item(self, origin: str) -> None:
        """Say that an item was found and is being read."""
        self._count += 1
        if self._status:
            name = origin if len(origin) <= _NAME_WIDTH else f"…{origin[-_NAME_WIDTH:]}"
            self._status.update(f"reading {escape(name)}  [dim]{self._count}[/dim]")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Take the line away while something else is printed."""
        if self._status:
            self._status.stop()
        try:
            yield
        finally:
            if self._status:
                self._status.start()


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Show the line until the block ends, then take it away."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Progress(None)
        return
    with console.status("loading the reader") as status:
        yield Progress(status)


@contextmanager
def show_waiting(words: str) -> Iterator[None]:
    """Say until the block ends what is waited for."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(escape(words)):
        yield
