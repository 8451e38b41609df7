"""The suite `calibration`: how far the confidences of each head are from how often it is right.

Expected calibration error over 15 bins of equal width (Guo et al. 2017), after the temperatures
that stand in `reader.json`. Tags and relations (arc and label) are judged on given words of the UD
development sentences, entities on the development sentences of the suite `ner`, by exact span and
kind; triggers and their statuses on the gold development documents. Of the sentences one half,
chosen by the hash of their words, is reported and the other left to `training` for fitting.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from demarche.documents import make_document
from demarche.evals import ner, ud
from demarche.evals.gold import GoldDocument, GoldEvent, read_gold
from demarche.language.analysis import Trigger
from demarche.language.reader import Reader, load_reader
from demarche.sources import RawItem

HEADS = ("tag", "relation", "entity", "trigger", "type", "status")
BINS = 15
GOLD = "dev.jsonl"

Judged = dict[str, list[tuple[float, bool]]]
"""By head: the confidence of each label the reader gave, and whether it is right."""


def run(data: Path) -> dict[str, Any]:
    """Return `<head>.ece`, `.accuracy`, `.confidence` (its mean), `.n` and `.temperature`.

    A head whose scores the weights do not tell is left out. Raises `EvalError` E101 without data.
    """
    reader = load_reader()
    documents, scored = read_gold(data / "gold" / GOLD)
    judged = judge_words(reader, data, fitting=False) | judge_events(reader, documents)
    figures: dict[str, Any] = {
        "file": scored.file,
        "rows": scored.rows,
        "sha256": scored.sha256,
        "sentences": "half by hash",
    }
    for head in HEADS:
        if judged.get(head):
            figures |= {f"{head}.{k}": v for k, v in describe(judged[head]).items()}
            figures[f"{head}.temperature"] = reader.weights.temperatures.get(head, 1.0)
    return figures


def describe(judged: Sequence[tuple[float, bool]]) -> dict[str, float]:
    """Return the figures of one head."""
    n = len(judged)
    return {
        "ece": round(measure_ece(judged), 4),
        "accuracy": round(sum(right for _, right in judged) / n, 4),
        "confidence": round(sum(sure for sure, _ in judged) / n, 4),
        "n": n,
    }


def measure_ece(judged: Iterable[tuple[float, bool]], bins: int = BINS) -> float:
    """Return the mean gap of confidence and accuracy over bins, weighted by their size, in 0..1."""
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in judged:
        groups[min(int(sure * bins), bins - 1)].append((sure, right))
    total = sum(map(len, groups.values()))
    gaps = (abs(sum(sure - right for sure, right in group)) for group in groups.values())
    return sum(gaps) / total if total else 0.0


def is_fitting(words: Sequence[str]) -> bool:
    """Tell whether a sentence is in the half that temperatures may be fitted on."""
    return int(hashlib.sha256(" ".join(words).encode()).hexdigest(), 16) % 2 == 0


def judge_words(reader: Reader, data: Path, *, fitting: bool) -> Judged:
    """Return the judgements of tags, relations and entities, on one half of the sentences."""
    judged: Judged = {"tag": [], "relation": [], "entity": []}
    paths = [data / "data" / "ud" / file for file in ud.FILES.values()]
    sentences = [s for p in paths for s in ud.read_sentences(p) if is_fitting(s.words) == fitting]
    found = reader.weigh_sentences([s.words for s in sentences])
    for gold, said in zip(sentences, found, strict=True):
        tags = zip(said.tags, gold.tags, strict=False)
        judged["tag"] += [(sure, tag == right) for (tag, sure), right in tags]
        arcs = zip(said.relations, gold.heads, gold.rels, strict=False)
        judged["relation"] += [(s, (h, r) == (head, rel)) for (h, r, s), head, rel in arcs]
    rows = [r for r in ner.list_development(data) if is_fitting(r[0]) == fitting]
    for (_, labels), said in zip(rows, reader.weigh_sentences([w for w, _ in rows]), strict=True):
        spans = ner.find_spans(labels)
        judged["entity"] += [
            (c.score, (c.start, c.end, c.label) in spans)
            for c in said.entities
            if c.label in ner.SCORED
        ]
    return judged


def judge_events(reader: Reader, documents: Sequence[GoldDocument]) -> Judged:
    """Return the judgements of proposed triggers, of the types of those that are triggers in gold,
    and of the status of those whose type is right.

    A trigger is right where it touches the trigger of a gold event of its type.
    """
    judged: Judged = {"trigger": [], "type": [], "status": []}
    texts = [make_document(RawItem(d.id, d.text, "text"))[0] for d in documents]
    for gold, text, analysis in zip(documents, texts, reader.analyze(texts), strict=True):
        places = [(find_trigger(text.text, e), e) for e in gold.events]
        for trigger in analysis.triggers:
            span = analysis.span(trigger.start, trigger.end)
            meant = [
                e for at, e in places
                if at and at[0] < span.end and span.start < at[1]
            ]  # fmt: skip
            _judge_trigger(judged, trigger, meant)
    return judged


def _judge_trigger(judged: Judged, trigger: Trigger, meant: list[GoldEvent]) -> None:
    own = [e for e in meant if e.type == trigger.type]
    judged["trigger"].append((trigger.confidence, bool(own)))
    if meant:
        judged["type"].append((trigger.type_confidence, bool(own)))
    if own:
        right = any(e.status == trigger.status for e in own)
        judged["status"].append((trigger.status_confidence, right))


def find_trigger(text: str, event: GoldEvent) -> tuple[int, int] | None:
    """Return where a gold event's trigger stands in the text (code points): in its evidence."""
    scope = _find_quote(text, event.evidence)
    at = _find_quote(text[slice(*scope)], event.trigger) if scope else None
    return (scope[0] + at[0], scope[0] + at[1]) if scope and at else None


def _find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote first stands, white space being free."""
    words = quote.split()
    match = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return match.span() if match else None
