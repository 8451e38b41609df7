"""Export trained weights: `python -m training.reader.export --run DIR --epoch N --out FOLDER`.

The graph takes word pieces and gives every head's scores; it is quantised to int8 (dynamic,
per channel, reduced range so that AVX2 without VNNI does not saturate).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from .model import TOKEN_HEADS, Reader
from .train import BASE

ARGMAX = ("xpos", "morph", "lemma")
TABLES = {"rel": "rel", "role": "role", "pair": "pair"}


class Graph(nn.Module):
    """What runs at reading time: the encoder and every head that needs all tokens."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, firsts: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the scores in the order of `OUTPUTS`; tags and lemmas as the best label.

        `tag` holds the scores of `xpos` once more, for confidences.
        """
        words = self.reader.encode(ids, shapes, mask, firsts)
        out = []
        for name in TOKEN_HEADS:
            scores = self.reader.heads[name](words)
            out.append(scores.argmax(-1) if name in ARGMAX else scores)
        r = self.reader
        out += [r.score_arcs(words), r.rel_dep(words), r.rel_head(words)]
        out += [
            r.role_anchor(words),
            r.role_token(words),
            r.pair_source(words),
            r.pair_target(words),
        ]
        return (*out, r.status(words), r.mode(words), r.heads["xpos"](words))


OUTPUTS = (
    *TOKEN_HEADS,
    "arcs",
    "rel_dep",
    "rel_head",
    "role_anchor",
    "role_token",
    "pair_source",
    "pair_target",
    "status",
    "mode",
    "tag",
)


def export(run: Path, epoch: int, out: Path) -> None:
    """Write reader.onnx (int8), reader.json, tables.npz and tokenizer.json into `out`."""
    labels = json.loads((run / "labels.json").read_text(encoding="utf-8"))
    reader = Reader(labels)
    reader.load_state_dict(torch.load(run / f"average-{epoch}.pt", weights_only=True))
    reader.eval()
    out.mkdir(parents=True, exist_ok=True)
    full, ready = run / "full.onnx", run / "ready.onnx"
    sample = (torch.ones(2, 12, dtype=torch.long),) * 2 + (torch.ones(2, 12, dtype=torch.long),)
    axes = {n: {0: "batch", 1: "words"} for n in OUTPUTS} | {"firsts": {0: "batch", 1: "words"}}
    axes |= {n: {0: "batch", 1: "pieces"} for n in ("ids", "shapes", "mask")}
    axes["arcs"] = {0: "batch", 1: "words", 2: "words"}
    with torch.no_grad():
        torch.onnx.export(
            Graph(reader),
            (*sample, torch.zeros(2, 7, dtype=torch.long)),
            str(full),
            input_names=["ids", "shapes", "mask", "firsts"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(out / "reader.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
    )
    tables = {}
    for name in TABLES:
        layer = getattr(reader, name)
        tables[f"{name}_weight"] = layer.weight.detach().numpy().astype(np.float16)
        tables[f"{name}_bias"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez(out / "tables.npz", **tables)
    shutil.copy(BASE / "tokenizer.json", out / "tokenizer.json")
    digest = hashlib.sha256((out / "reader.onnx").read_bytes()).hexdigest()
    about = {"format": 1, "version": f"reader-{digest[:8]}", "sha256": digest, "labels": labels}
    (out / "reader.json").write_text(
        json.dumps(about, ensure_ascii=False, indent=0), encoding="utf-8"
    )
    onnx.checker.check_model(str(out / "reader.onnx"))
    print(about["version"], f"{(out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("build/reader"))
    parser.add_argument("--epoch", type=int, default=6)
    parser.add_argument("--out", type=Path, default=Path("src/demarche/data/reader"))
    args = parser.parse_args()
    export(args.run, args.epoch, args.out)


if __name__ == "__main__":
    main()
