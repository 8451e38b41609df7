"""CrossNER, WikiGold and re3d → windows with entity labels of the reader's five kinds."""

from __future__ import annotations

from pathlib import Path

from demarche.evals.ner import is_heldout, read_columns

from .words import Window

LIMIT = 200
RE3D = "CONLL-format__data__train__re3d-train.conll"


def read_ner(data: Path) -> list[Window]:
    """Return the training windows: what `demarche eval ner` scores is left out."""
    rows = []
    for name in ("politics", "literature", "music", "science", "ai"):
        for split in ("train", "dev"):
            if (name, split) != ("politics", "dev"):
                rows += read_columns(data / "ner" / f"crossner-{name}-{split}.txt")
    rows += [r for r in read_columns(data / "ner/wikigold.conll.txt") if not is_heldout(r[0])]
    out = [_window(words, labels) for words, labels in rows]
    for words, labels in read_columns(data / "ner/re3d" / RE3D):
        out.append(_window(words, [None if x.endswith("misc") else x for x in labels]))
    return out


def _window(words: list[str], labels: list[str | None] | list[str]) -> Window:
    return Window("ner", words[:LIMIT], labels={"entity": list(labels[:LIMIT])})
