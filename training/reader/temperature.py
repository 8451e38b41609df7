"""Fit the heads' temperatures: `python -m training.reader.temperature --data DIR`.

Each is the one of a grid with the least log loss of "is the label right" on data that neither
training nor the reported figures use: half of the UD and entity development sentences, by hash, and
the gold documents of the tuning tenth. They are written into `reader.json` beside the weights.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from demarche.evals.calibration import HEADS, Judged, describe, judge_events, judge_words
from demarche.evals.gold import GoldDocument, read_gold
from demarche.language.reader import Reader
from demarche.language.weights import Weights, find_weights, load_weights
from demarche.language.windows import Window

from .gold import is_tune

GRID = (0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.5, 3.0)
FLOOR = 1e-4


class Rereader(Reader):
    """Runs the graph once a window, whatever the temperatures are set to afterwards."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self._kept: dict[tuple, dict] = {}

    def set_temperature(self, value: float) -> None:
        """Set one temperature for all heads."""
        self.weights = replace(self.weights, temperatures=dict.fromkeys(HEADS, value))

    def _run_window(self, window: Window) -> dict:
        key = (tuple(window.ids), tuple(window.shapes), tuple(window.firsts))
        if key not in self._kept:
            self._kept[key] = super()._run_window(window)
        return self._kept[key]


def measure_loss(judged: Sequence[tuple[float, bool]]) -> float:
    """Return the mean log loss, in nats, of confidences of being right."""
    losses = (-math.log(max(sure if right else 1 - sure, FLOOR)) for sure, right in judged)
    return sum(losses) / len(judged)


def choose_temperatures(by_temperature: dict[float, Judged]) -> dict[str, float]:
    """Return each head's temperature of least loss; a head without judgements has none."""
    heads = [h for h in HEADS if all(judged.get(h) for judged in by_temperature.values())]
    return {
        h: min(by_temperature, key=lambda t: (measure_loss(by_temperature[t][h]), abs(t - 1)))
        for h in heads
    }


def fit_temperatures(reader: Rereader, data: Path) -> dict[str, float]:
    """Return the temperatures of the heads and print the error before and after."""
    documents, _ = read_gold(data / "gold" / "train.jsonl")
    tune: list[GoldDocument] = [d for d in documents if is_tune(d.id)]
    by_temperature = {}
    for value in GRID:
        reader.set_temperature(value)
        words = judge_words(reader, data, fitting=True)
        by_temperature[value] = words | judge_events(reader, tune)
    chosen = choose_temperatures(by_temperature)
    for head, value in chosen.items():
        print(
            head, value, describe(by_temperature[1.0][head]), describe(by_temperature[value][head])
        )
    return chosen


def main() -> None:
    """Parse the command line, fit, and write `reader.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=find_weights())
    args = parser.parse_args()
    path = args.weights / "reader.json"
    chosen = fit_temperatures(Rereader(load_weights(args.weights)), args.data)
    about = json.loads(path.read_text(encoding="utf-8")) | {"temperature": chosen}
    path.write_text(json.dumps(about, ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
