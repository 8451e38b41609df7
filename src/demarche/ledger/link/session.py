"""Who judges, when, and in which run; both are given, never asked of the machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from demarche.ledger.judgements import (
    Author,
    Judgement,
    JudgementKind,
    Quote,
    Reason,
    Subject,
    Verdict,
)
from demarche.ledger.link.tellings import Telling


@dataclass(frozen=True, slots=True)
class Session:
    """An author and a moment (ISO); what is judged with it carries both."""

    author: Author
    at: str
    run: str | None = None

    def judge(
        self,
        kind: JudgementKind,
        subjects: Iterable[Subject],
        verdict: Verdict,
        score: float,
        *,
        reasons: Iterable[Reason] = (),
        evidence: Iterable[Quote] = (),
        dated: str | None = None,
    ) -> Judgement:
        """Return a judgement by this session's author."""
        return Judgement.of(
            kind, subjects, verdict, score=score, reasons=reasons, evidence=evidence, dated=dated,
            author=self.author, at=self.at, run=self.run,
        )  # fmt: skip

    def follow(
        self,
        telling: Telling,
        later: Telling,
        verdict: Verdict,
        score: float,
        reasons: Iterable[Reason],
    ) -> Judgement:
        """Return the judgement that `later` shows what became of `telling`.

        It is dated by the day of the later event where that is known and the event took place,
        else by the day it was told.
        """
        happened = later.start if verdict in ("held", "granted") else None
        day = happened or later.source.published
        return self.judge(
            "follow-through",
            (telling.subject, later.subject),
            verdict,
            score,
            reasons=reasons,
            evidence=(*telling.list_quotes(), *later.list_quotes()),
            dated=str(day) if day else None,
        )
