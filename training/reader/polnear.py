"""PolNeAR (brat standoff) → windows with source, cue and content labels, one layer each."""

from __future__ import annotations

from pathlib import Path

from demarche.evals.attribution import LAYERS, find_annotation, read_spans

from .words import Window, cut_windows, mark


def read_polnear(folder: Path) -> list[Window]:
    """Return the windows of one half of the corpus (`train` or `dev`).

    Of several annotations of one text, the first by name is taken.
    """
    out = []
    for path in sorted((folder / "text").iterdir()):
        text = path.read_text(encoding="utf-8")
        annotation = find_annotation(folder, path.stem)
        windows = cut_windows(text, "polnear")
        for window in windows:
            for layer in LAYERS:
                window.labels[layer] = ["O"] * len(window.words)
        spans = sorted(read_spans(annotation), key=lambda s: s[1] - s[2]) if annotation else []
        for kind, start, end in spans:
            for window in windows:
                if window.starts[0] < end and window.ends[-1] > start:
                    mark(window, kind, start, end, kind)
        out.extend(windows)
    return out
