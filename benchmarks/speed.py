"""Articles a second on one core: the whole chain, beside the reader's forward pass within it.

`python benchmarks/speed.py [--runs N] [--articles N] [--words N] [--json]` prints the median, least
and most of several runs. The articles are the bundled samples, cut and joined to the same length;
the reader is loaded before the clock starts.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Any

from demarche.language.reader import Reader, load_reader
from demarche.reading import read_items
from demarche.sources import RawItem


def read_samples() -> list[RawItem]:
    """Return the bundled sample articles."""
    lines = files("demarche").joinpath("data/samples/articles.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in lines.splitlines()]
    return [RawItem(origin=row["id"], content=row.pop("text"), media="text", **row) for row in rows]


def cut_articles(samples: Sequence[RawItem], *, count: int, words: int) -> list[RawItem]:
    """Return `count` articles of about `words` words, made of whole paragraphs of the samples."""
    paragraphs = [p for item in samples for p in str(item.content).split("\n\n")]
    endless = itertools.cycle(paragraphs)
    articles = []
    for number in range(count):
        text: list[str] = []
        while sum(len(p.split()) for p in text) < words:
            text.append(next(endless))
        origin = f"speed-{number}"
        content = "\n\n".join(text)
        articles.append(
            RawItem(origin=origin, id=origin, content=content, media="text", published="2023-11-28")
        )
    return articles


class ClockedSession:
    """The reader's session, which counts the seconds of its forward passes."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.seconds = 0.0

    def run(self, names: Sequence[str], feeds: Mapping[str, Any]) -> Any:
        """Run the graph."""
        start = time.perf_counter()
        try:
            return self._session.run(names, feeds)
        finally:
            self.seconds += time.perf_counter() - start


def measure(items: Sequence[RawItem], *, runs: int) -> tuple[list[float], list[float]]:
    """Return the seconds of each run: the whole chain, and the forward passes within it.

    One run before the first is not counted.
    """
    weights = load_reader().weights
    session = ClockedSession(weights.session)
    reader = Reader(replace(weights, session=session))
    whole, passes = [], []
    for _ in range(runs + 1):
        session.seconds = 0.0
        start = time.perf_counter()
        for _report in read_items(items, reader=reader):
            pass
        whole.append(time.perf_counter() - start)
        passes.append(session.seconds)
    return whole[1:], passes[1:]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return the median, least and most of some values."""
    found = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {name: round(value, 2) for name, value in found.items()}


def run(*, runs: int, articles: int, words: int) -> dict[str, object]:
    """Measure the chain and the forward passes within it, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    items = cut_articles(read_samples(), count=articles, words=words)
    total = sum(len(str(item.content).split()) for item in items)
    whole, passes = measure(items, runs=runs)
    overheads = [100 * (w / p - 1) for w, p in zip(whole, passes, strict=True)]
    return {
        "articles": articles,
        "words_an_article": round(total / articles),
        "runs": runs,
        "articles_per_second": spread([articles / s for s in whole]),
        "words_per_second": spread([total / s for s in whole]),
        "forward_pass_words_per_second": spread([total / s for s in passes]),
        "percent_on_top_of_the_pass": spread(overheads),
    }


def main() -> None:
    """Print the figures as lines, or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--articles", type=int, default=12)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = run(runs=options.runs, articles=options.articles, words=options.words)
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        shown = value
        if isinstance(value, dict):
            shown = f"{value['median']} (median; {value['min']} to {value['max']})"
        print(f"{name.replace('_', ' '):<32} {shown}")


if __name__ == "__main__":
    main()
