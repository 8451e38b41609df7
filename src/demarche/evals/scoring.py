"""Scores reports against gold: precision, recall and F1 of records, accuracy of their facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from demarche.evals.gold import GoldDocument, GoldEvent, GoldTime
from demarche.evals.matching import Side, pair_commitments, pair_events, pair_statements
from demarche.evals.names import canonical_name
from demarche.model import Event, EventTime, Report

RECORDS = ("events", "statements_content", "statements_content_and_speaker", "commitments")


@dataclass(slots=True)
class Tally:
    """Records in gold, records predicted, and how many of them are the same."""

    gold: int = 0
    pred: int = 0
    found: int = 0

    def add(self, gold: int, pred: int, found: int) -> None:
        """Count one more document."""
        self.gold += gold
        self.pred += pred
        self.found += found

    def rate(self) -> dict[str, float]:
        """Return P, R and F1 to four digits, with the counts they come from."""
        p = self.found / self.pred if self.pred else 0.0
        r = self.found / self.gold if self.gold else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        rates = {"P": round(p, 4), "R": round(r, 4), "F1": round(f1, 4)}
        return {**rates, "gold": self.gold, "pred": self.pred, "found": self.found}


@dataclass(slots=True)
class LedgerScore:
    """What scoring a set of documents counted."""

    documents: int = 0
    read: int = 0
    records: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in RECORDS})
    parties_found: int = 0
    facts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    types: dict[str, Tally] = field(default_factory=dict)
    rules: dict[str, Tally] = field(default_factory=dict)

    def count(self, gold: GoldDocument, report: Report | None) -> None:
        """Count one document; no report is a document read with no record found."""
        side = Side(report.document.text if report else gold.text, report)
        self.documents += 1
        self.read += report is not None
        self._count_events(gold, side)
        self._count_statements(gold, side)
        self.records["commitments"].add(
            len(gold.commitments),
            len(report.commitments) if report else 0,
            len(pair_commitments(gold, side)),
        )

    def _count_events(self, gold: GoldDocument, side: Side) -> None:
        events = side.report.events if side.report else ()
        pairs, parties = pair_events(gold, side)
        self.records["events"].add(len(gold.events), len(events), len(pairs))
        self.parties_found += parties
        for g, wanted in enumerate(gold.events):
            self.types.setdefault(wanted.type, Tally()).add(1, 0, g in pairs)
        hits = set(pairs.values())
        for p, event in enumerate(events):
            self.types.setdefault(event.type, Tally()).add(0, 1, 0)
            for rule in dict.fromkeys(step.rule for step in event.trail):
                self.rules.setdefault(rule, Tally()).add(0, 1, p in hits)
        for g, p in pairs.items():
            self.facts.update(judge_facts(gold.events[g], events[p]).items())

    def _count_statements(self, gold: GoldDocument, side: Side) -> None:
        counts = len(gold.statements), len(side.report.statements) if side.report else 0
        pairs = pair_statements(gold, side)
        self.records["statements_content"].add(*counts, len(pairs))
        spoken = sum(agree for _, agree in pairs.values())
        self.records["statements_content_and_speaker"].add(*counts, spoken)

    def accuracies(self) -> dict[str, dict[str, float]]:
        """Return each fact's accuracy on the found events, and on how many it was judged."""
        out: dict[str, dict[str, float]] = {}
        for fact in sorted({fact for fact, _ in self.facts}):
            right, wrong = self.facts[fact, True], self.facts[fact, False]
            out[fact] = {"acc": round(right / (right + wrong), 4), "n": right + wrong}
        return out

    def parties_recall(self) -> float | None:
        """Return the share of gold events whose parties some event nearby has, of any type."""
        gold = self.records["events"].gold
        return round(self.parties_found / gold, 4) if gold else None


def judge_facts(gold: GoldEvent, event: Event) -> dict[str, bool]:
    """Return which facts of a found event are right; place and medium only where gold has them."""
    judged = {
        "status": event.status == gold.status,
        "mode": (event.mode or None) == (gold.mode or None),
        "time": is_time_right(gold.time, event.time),
    }
    if gold.place:
        names = (event.place.name, event.place.span) if event.place else ("", None)
        forms = (names[0], names[1].quote if names[1] else "")
        judged["place"] = canonical_name(gold.place) in map(canonical_name, forms)
    if gold.medium:
        judged["medium"] = event.medium == gold.medium
    return judged


def is_time_right(gold: GoldTime | None, time: EventTime | None) -> bool:
    """Tell whether start and end fall on the same days; unknown is right where gold has no time."""
    if time is None or not time.start:
        return gold is None
    if gold is None:
        return False
    return (gold.start[:10], gold.end[:10]) == (time.start[:10], (time.end or time.start)[:10])


def score_reports(gold: Sequence[GoldDocument], reports: Mapping[str, Report]) -> LedgerScore:
    """Return the score of `reports` (by document id) against `gold`."""
    score = LedgerScore()
    for document in gold:
        score.count(document, reports.get(document.id))
    return score
