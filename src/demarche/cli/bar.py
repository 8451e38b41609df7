"""A bar with rate and time left, on standard error, when that is a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class RateColumn(ProgressColumn):
    """Documents a second, so far."""

    def render(self, task: Task) -> Text:
        """Return the rate in words."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "", style="dim")


class Bar:
    """Something that counts up; silent where standard error is no terminal."""

    def __init__(self, progress: Progress | None, words: str, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task(words, total=total) if progress else None

    def advance(self) -> None:
        """Count one."""
        if self._progress and self._task is not None:
            self._progress.advance(self._task)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Take the bar away while something else is printed."""
        if self._progress:
            self._progress.stop()
        try:
            yield
        finally:
            if self._progress:
                self._progress.start()


@contextmanager
def show_bar(words: str, total: int | None) -> Iterator[Bar]:
    """Show the bar until the block ends; `total` is None where it is not known."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Bar(None, words, total)
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), RateColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress, words, total)
