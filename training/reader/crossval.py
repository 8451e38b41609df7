"""Cross-validate the pairs: `python -m training.reader.crossval --data DIR --out DIR`.

PLV_train is cut into folds by the hash of `sentence_id`; for each, weights learn from the other
folds and every other set, are exported to int8 and label the fold. Resumable: weights of a fold
are taken up at their last checkpoint, a fold once labelled is not trained again. `--shared` first
trains weights on every set but PLV, which all folds then go on from: far less work than folds
from the base. Weights given with `--start` must never have seen a row of PLV_train.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from demarche.evals.pairs import Pair, Verdict, judge_pairs
from demarche.evals.report import format_table
from demarche.language.reader import Reader
from demarche.language.weights import load_weights

from .export import export
from .folds import score_folds, split_pairs
from .plover import read_plv_pairs, window_pairs
from .train import add_options, fit, gather, make_labels


def cross_validate(args: argparse.Namespace) -> dict:
    """Train and label every fold under `args.out`; return the figures, also in `figures.json`."""
    sets = gather(args.data)
    labels = make_labels(sets)
    pairs = read_plv_pairs(args.data / "data/plover/PLV_train.tsv")
    start = args.start
    if args.shared:
        start = train_shared(args, sets, labels)
    done = []
    for fold in range(args.folds):
        learnt, held = split_pairs(pairs, fold, args.folds)
        run = args.out / f"fold-{fold}"
        said = run / "verdicts.json"
        if not said.exists():
            own = sets | {"plv": window_pairs(learnt, "plv")}
            fit(_options(args, run, args.epochs, start), own, labels)
            verdicts = label_fold(run, args.epochs, held)
            said.write_text(json.dumps([asdict(v) for v in verdicts]), encoding="utf-8")
        read = json.loads(said.read_text(encoding="utf-8"))
        done.append((held, [Verdict(**row) for row in read]))
    figures = score_folds(done)
    (args.out / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return figures


def train_shared(args: argparse.Namespace, sets: dict[str, list], labels: dict) -> Path:
    """Train on every set but PLV for `args.shared` epochs; return the weights' file."""
    run = args.out / "shared"
    weights = run / f"average-{args.shared}.pt"
    if not weights.exists():
        fit(_options(args, run, args.shared, args.start), sets | {"plv": []}, labels)
    return weights


def label_fold(run: Path, epochs: int, held: list[Pair]) -> list[Verdict]:
    """Export a fold's weights to int8 and return their verdicts on the rows held out."""
    export(run, epochs, run / "int8")
    return judge_pairs(Reader(load_weights(run / "int8")), held)


def _options(
    args: argparse.Namespace, out: Path, epochs: int, start: Path | None
) -> argparse.Namespace:
    return argparse.Namespace(**vars(args) | {"out": out, "epochs": epochs, "start": start})


def main() -> None:
    """Parse the command line, cross-validate and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser, out=Path("build/crossval"))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--shared", type=int, default=0, help="epochs on all sets but PLV, once")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    print(format_table({f"crossval.{k}": v for k, v in cross_validate(args).items()}, {}))


if __name__ == "__main__":
    main()
