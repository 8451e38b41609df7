"""The suite `attribution`: source, cue and content of PolNeAR, exact spans, layer by layer.

Each text's first annotation (by file name) is scored. Within a layer, spans that overlap a longer
one are left out of the gold, as the reader's layers hold no nested spans; a broken span counts a
piece. Precision, recall and F1 over (start, end) in words; `begin` compares first words only,
`overlap` counts a span as found where any word is shared.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import Any

from demarche.documents import make_document
from demarche.errors import EvalError
from demarche.language.analysis import Analysis
from demarche.language.reader import load_reader
from demarche.sources import RawItem

LAYERS = ("source", "cue", "content")
_SPAN = re.compile(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t")
BATCH = 16

Spans = dict[str, set[tuple[int, int]]]


def read_spans(path: Path) -> list[tuple[str, int, int]]:
    """Return (layer, start, end) in code points for every span piece of a brat annotation file."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _SPAN.match(line)
        if match:
            for piece in match.group(2).split(";"):
                start, end = map(int, piece.split())
                out.append((match.group(1).lower(), start, end))
    return out


def find_annotation(folder: Path, stem: str) -> Path | None:
    """Return the first annotation file of a text, by name, or None."""
    return next(iter(sorted((folder / "attributions").glob(f"{stem}_*.ann"))), None)


def run(data: Path) -> dict[str, Any]:
    """Return `<layer>.P`, `.R`, `.F1`, `.begin.F1`, `.overlap.F1`, each in 0..1.

    Raises `EvalError` E101 when `data/data/polnear/dev` is not there.
    """
    folder = data / "data" / "polnear" / "dev"
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        raise EvalError("E101", f"no {folder}", hint="give the folder of the data with --data")
    digest = hashlib.sha256()
    counts = {layer: Count() for layer in LAYERS}
    for at in range(0, len(texts), BATCH):
        part = [(p, a) for p in texts[at : at + BATCH] if (a := find_annotation(folder, p.stem))]
        documents = []
        for path, annotation in part:
            text = path.read_text(encoding="utf-8")
            digest.update(text.encode() + annotation.read_bytes())
            documents.append(make_document(RawItem(path.stem, text, "text"))[0])
        for (_, annotation), analysis in zip(part, load_reader().analyze(documents), strict=True):
            gold, found = place_gold(analysis, read_spans(annotation)), place_found(analysis)
            for layer, count in counts.items():
                count.add(gold[layer], found[layer])
    figures: dict[str, Any] = {"attribution.file": "polnear/dev", "attribution.rows": len(texts)}
    figures["attribution.sha256"] = digest.hexdigest()
    for layer, count in counts.items():
        figures |= {f"{layer}.{k}": v for k, v in count.report().items()}
    return figures


def place_gold(analysis: Analysis, spans: list[tuple[str, int, int]]) -> Spans:
    """Return the gold spans in words, the longest first, without those that overlap one taken."""
    out: Spans = {layer: set() for layer in LAYERS}
    taken: dict[str, set[int]] = {layer: set() for layer in LAYERS}
    starts = [t.start for t in analysis.tokens]
    for layer, start, end in sorted(spans, key=lambda s: (s[1] - s[2], s[1])):
        words = _find_words(analysis, starts, start, end)
        if words and not taken[layer].intersection(range(*words)):
            out[layer].add(words)
            taken[layer].update(range(*words))
    return out


def _find_words(
    analysis: Analysis, starts: list[int], start: int, end: int
) -> tuple[int, int] | None:
    first = max(bisect_right(starts, start) - 1, 0)
    while first < len(starts) and analysis.tokens[first].end <= start:
        first += 1
    last = bisect_left(starts, end)
    return (first, last) if first < last else None


def place_found(analysis: Analysis) -> Spans:
    """Return the reader's spans, in words."""
    out: Spans = {layer: set() for layer in LAYERS}
    for chunk in analysis.attributions:
        out[chunk.label].add((chunk.start, chunk.end))
    return out


class Count:
    """Counts of one layer: exact, begin and overlap matches, gold spans and found spans."""

    def __init__(self) -> None:
        self.exact = self.begin = self.overlap = self.gold = self.found = 0

    def add(self, gold: set[tuple[int, int]], found: set[tuple[int, int]]) -> None:
        """Add one document's spans."""
        self.gold += len(gold)
        self.found += len(found)
        self.exact += len(gold & found)
        self.begin += len({s for s, _ in gold} & {s for s, _ in found})
        self.overlap += sum(any(a < d and c < b for c, d in found) for a, b in gold)

    def report(self) -> dict[str, float]:
        """Return the layer's figures."""
        out = {
            "P": self.exact / self.found if self.found else 0.0,
            "R": self.exact / self.gold if self.gold else 0.0,
        }
        total = self.gold + self.found
        for name, right in (
            ("F1", self.exact),
            ("begin.F1", self.begin),
            ("overlap.F1", self.overlap),
        ):
            out[name] = 2 * right / total if total else 0.0
        return out
