"""PolNeAR (brat standoff) → windows with source, cue and content labels, one layer each."""

from __future__ import annotations

import re
from pathlib import Path

from .words import Window, cut_windows, mark

LAYERS = ("source", "cue", "content")


def read_spans(path: Path) -> list[tuple[str, int, int]]:
    """Return (kind, start, end) for every span; a broken span gives one entry a piece."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t", line)
        if match:
            for piece in match.group(2).split(";"):
                start, end = map(int, piece.split())
                out.append((match.group(1).lower(), start, end))
    return out


def read_polnear(folder: Path) -> list[Window]:
    """Return the windows of one half of the corpus (`train` or `dev`); of several annotations of one
    text, the first by name is taken."""
    out = []
    for path in sorted((folder / "text").iterdir()):
        text = path.read_text(encoding="utf-8")
        versions = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        windows = cut_windows(text, "polnear")
        for window in windows:
            for layer in LAYERS:
                window.labels[layer] = ["O"] * len(window.words)
        spans = sorted(read_spans(versions[0]), key=lambda s: s[1] - s[2]) if versions else []
        for kind, start, end in spans:
            for window in windows:
                if window.starts[0] < end and window.ends[-1] > start:
                    mark(window, kind, start, end, kind)
        out.extend(windows)
    return out
