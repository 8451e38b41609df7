"""Universal Dependencies → windows: tags, morphology, lemmas, sentence starts, arcs, entities."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demarche.language.lemmas import write_script

from .words import Window

GUM_TYPES = {"person": "person", "organization": "organisation", "place": "place", "event": "event"}


@dataclass
class UdSentence:
    """One sentence: columns of CoNLL-U a word, its document, its text."""

    words: list[str]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    heads: list[int]
    rels: list[str]
    entities: list[str] | None
    document: str
    text: str


def read_conllu(path: Path) -> list[UdSentence]:
    """Read a (gzipped) CoNLL-U file; multi-word token lines and empty nodes are left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    out: list[UdSentence] = []
    document, text, rows = "", "", []
    open_entities: list = []
    gum = False
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = line.split("=")[-1].strip()
            elif line.startswith("# global.Entity"):
                gum = True
            elif line.startswith("# text = "):
                text = line[9:]
            elif line and not line.startswith("#"):
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line and rows:
                out.append(_make_sentence(rows, document, text, gum, open_entities))
                rows = []
    return out


def _make_sentence(rows, document, text, gum, open_entities) -> UdSentence:
    return UdSentence(
        [r[1] for r in rows],
        [r[2] for r in rows],
        [r[3] for r in rows],
        [r[4] for r in rows],
        [r[5] for r in rows],
        [int(r[6]) for r in rows],
        [r[7] for r in rows],
        _named_entities(rows) if gum else None,
        document,
        text,
    )


def _named_entities(rows: list[list[str]]) -> list[str]:
    """GUM entities whose words are mostly proper nouns, outermost first, as B-/I-/O labels."""
    labels = ["O"] * len(rows)
    stack: list[tuple[str, str, int]] = []
    spans = []
    for i, row in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", match.group(1)) if match else []:
            fields = part.strip("()").split("-")
            if part.startswith("("):
                stack.append((fields[0], fields[1] if len(fields) > 1 else "", i))
            if part.endswith(")"):
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][0] == fields[0]:
                        _, kind, start = stack.pop(k)
                        spans.append((start, i + 1, kind))
                        break
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        while start < end and rows[start][3] in ("DET", "PUNCT", "ADP"):
            start += 1
        proper = [r[3] == "PROPN" for r in rows[start:end]]
        short = end - start <= 8 and all(
            r[3] in ("PROPN", "ADP", "DET", "CCONJ", "NUM", "PUNCT", "NOUN", "ADJ", "X")
            for r in rows[start:end]
        )
        if (
            not proper
            or not short
            or sum(proper) * 2 < len(proper)
            or (not proper[0] and sum(proper) < 2)
        ):
            continue
        if any(label != "O" for label in labels[start:end]):
            continue
        name = GUM_TYPES.get(kind, "misc")
        for i in range(start, end):
            labels[i] = f"{'B' if i == start else 'I'}-{name}"
    return labels


def make_windows(sentences: list[UdSentence], rng: random.Random, limit: int = 150) -> list[Window]:
    """Join neighbouring sentences of a document into windows of random length, some of one."""
    out: list[Window] = []
    at = 0
    while at < len(sentences):
        target = 1 if rng.random() < 0.3 else rng.randint(20, limit)
        group = [sentences[at]]
        at += 1
        size = len(group[0].words)
        while (
            at < len(sentences)
            and target > 1
            and sentences[at].document == group[0].document
            and size + len(sentences[at].words) <= target
        ):
            group.append(sentences[at])
            size += len(sentences[at].words)
            at += 1
        out.append(_join(group))
    return out


def _join(group: list[UdSentence]) -> Window:
    window = Window("ud", [w for s in group for w in s.words])
    flat = lambda name: [v for s in group for v in getattr(s, name)]  # noqa: E731
    window.labels["xpos"] = flat("xpos")
    window.labels["morph"] = [
        f"{u}|{f}" for s in group for u, f in zip(s.upos, s.feats, strict=True)
    ]
    window.labels["lemma"] = [
        write_script(w, m) for s in group for w, m in zip(s.words, s.lemmas, strict=True)
    ]
    window.labels["start"] = [x for s in group for x in ["B", *["O"] * (len(s.words) - 1)]]
    window.labels["rel"] = flat("rels")
    if all(s.entities is not None for s in group):
        window.labels["entity"] = [e for s in group for e in s.entities or []]
    window.arcs, window.sentence, at = [], [], 0
    for k, s in enumerate(group):
        window.arcs += [h + at if h else 0 for h in s.heads]
        window.sentence += [k] * len(s.words)
        at += len(s.words)
    return window


def iterate_words(sentences: list[UdSentence]) -> Iterator[str]:
    """Yield every word."""
    for sentence in sentences:
        yield from sentence.words
