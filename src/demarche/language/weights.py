"""The reader's weights on disk: an int8 ONNX graph, word pieces, labels and small tables."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from demarche.errors import ReaderError

FORMAT = 1
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """A loaded reader: the session, its tokenizer, label lists by head, and pair tables by name.

    `temperatures` divide a head's scores before they are told as confidences (Guo et al. 2017);
    what is decided rests on the scores as they are.
    """

    session: ort.InferenceSession
    tokenizer: Tokenizer
    labels: dict[str, list[str]]
    tables: dict[str, Array]
    version: str
    outputs: tuple[str, ...]
    temperatures: dict[str, float] = field(default_factory=dict)

    def cool(self, head: str, scores: Array) -> Array:
        """Return a head's scores divided by its temperature, 1 where none was fitted."""
        return np.asarray(scores / self.temperatures.get(head, 1.0), np.float32)


def find_weights() -> Path:
    """Return the folder of the weights that come with the package."""
    return Path(str(files("demarche") / "data" / "reader"))


def load_weights(folder: Path, *, threads: int = 1) -> Weights:
    """Load the weights; raises `ReaderError` when a file is missing or of another format."""
    missing = [
        n for n in ("reader.onnx", "reader.json", "tokenizer.json", "tables.npz")
        if not (folder / n).is_file()
    ]  # fmt: skip
    if missing:
        raise ReaderError(
            "L101", f"no reader in {folder}: {', '.join(missing)} missing",
            hint="install the package again, or build the weights with make reader",
        )  # fmt: skip
    about: dict[str, Any] = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    if about.get("format") != FORMAT:
        raise ReaderError(
            "L102", f"the reader in {folder} has format {about.get('format')}, not {FORMAT}"
        )
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = ort.InferenceSession(
        str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with np.load(folder / "tables.npz") as stored:
        tables = {name: stored[name].astype(np.float32) for name in stored.files}
    outputs = tuple(output.name for output in session.get_outputs())
    return Weights(
        session, tokenizer, about["labels"], tables, about["version"], outputs,
        about.get("temperature", {}),
    )  # fmt: skip
