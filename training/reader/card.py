"""Write the model card beside the weights: `python -m training.reader.card --data DIR`."""

# ruff: noqa: E501 (the card is a table)
from __future__ import annotations

import argparse
import json
from pathlib import Path

from demarche.evals import ner, ud
from demarche.language.weights import find_weights

TEMPLATE = """# The reader of Demarche: model card

Version `{version}` (format {format}), SHA-256 of `reader.onnx`:
`{sha256}`

A six-layer, 384-wide transformer encoder with {heads} heads, quantised to int8 (dynamic, per channel), run by
ONNX Runtime on a CPU. Base: all-MiniLM-L6-v2 (Apache-2.0), fine-tuned with `training/reader` (multi-task, AdamW,
exponential average of the weights, fixed seeds): {stages}.

## What it does
Penn tags, Universal morphology, lemmas (edit scripts), sentence starts, Universal Dependencies (biaffine),
entities (person, organisation, place, event, misc), attribution (source, cue, content), statements of the
codebook (cue, content), acts of commitments, event triggers with PLOVER type, status and mode, roles of mentions.

## Data
| data | used for | licence |
|---|---|---|
| UD English EWT, train | tags, morphology, lemmas, sentences, dependencies | CC BY-SA 4.0 |
| UD English GUM, train | the same, and named entities | CC BY 4.0 / CC BY-NC-SA by genre; CC-licensed genres only |
| CrossNER (all domains' train, dev of all but politics) | entities | MIT |
| WikiGold, nine tenths | entities | CC BY 4.0 |
| re3d, train | entities | Open Government Licence and others, by source |
| PolNeAR, train | attribution | for research, texts by their publishers |
| PLV and AW (Zero-Shot-PLOVER), train halves | type of an act between two marked parties | as released by their authors |
| the open corpus (`training/corpus`) | triggers, roles, status, mode, statements, commitments | CC BY 4.0 |
| gold of this project, train, without its tuning tenth | triggers, roles, status, mode, statements, commitments | not redistributed |

## Measured on development data, in the shipped int8 form
`demarche eval ud --data DIR` and `demarche eval ner --data DIR` print these.

| figure | value |
|---|---|
{rows}

## Limits
English news, official and encyclopaedic prose. Headlines in capitals, chat and speech transcripts are read less
well. Event heads learnt from about 200 documents and the corpus: rules check them, and every record names both in its trail.
"""


def write_card(data: Path, folder: Path, *, stages: str) -> None:
    """Score the weights in `folder` on the development files under `data`; write MODEL_CARD.md."""
    about = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    figures = {**ud.run(data), **ner.run(data)}
    rows = "\n".join(f"| {k} | {v:.4f} |" for k, v in figures.items() if isinstance(v, float))
    card = TEMPLATE.format(
        version=about["version"], format=about["format"], sha256=about["sha256"], rows=rows,
        heads=len(about["labels"]), stages=stages,
    )  # fmt: skip
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf-8")


def main() -> None:
    """Parse the command line and write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--stages", default="six epochs, 640 word pieces a batch")
    args = parser.parse_args()
    write_card(args.data, find_weights(), stages=args.stages)


if __name__ == "__main__":
    main()
