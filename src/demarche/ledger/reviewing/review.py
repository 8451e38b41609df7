"""Who decides, and when; both are given, never asked of the machine."""

from __future__ import annotations

from demarche.ledger.judgements import Author
from demarche.ledger.store import Run
from demarche.model.base import Noun


class Review(Noun):
    """A person at one moment of a session; `at` and `since` (its beginning) are ISO times.

    Each decision needs an `at` of its own: what is decided at one moment is taken back together.
    """

    author: str
    at: str
    program: str
    since: str | None = None

    @property
    def by(self) -> Author:
        """The author of the judgements."""
        return Author(kind="person", name=self.author)

    @property
    def run(self) -> Run:
        """The session as the ledger notes it."""
        return Run(kind="review", at=self.since or self.at, program=self.program, reader="")
