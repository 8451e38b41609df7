"""CrossNER, WikiGold and re3d → windows with entity labels of the reader's five kinds."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .words import Window

KINDS = {
    "person": "person", "politician": "person", "researcher": "person", "scientist": "person",
    "writer": "person", "musicalartist": "person", "per": "person",
    "organisation": "organisation", "politicalparty": "organisation", "university": "organisation",
    "band": "organisation", "org": "organisation", "militaryplatform": None, "weapon": None,
    "location": "place", "country": "place", "loc": "place",
    "event": "event", "election": "event", "award": "misc", "conference": "event", "misc": "misc",
    "nationality": "misc",
}  # fmt: skip


def read_bio(path: Path) -> list[tuple[list[str], list[str]]]:
    """Read a column file: word first, label last; blank lines end sentences; IOB1 becomes IOB2."""
    out, words, labels = [], [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        parts = line.split()
        if len(parts) >= 2:
            words.append(parts[0])
            labels.append(parts[-1])
        elif words:
            out.append((words, _map_labels(labels)))
            words, labels = [], []
    return out


def _map_labels(labels: list[str]) -> list[str]:
    out, before = [], "O"
    for label in labels:
        prefix, _, name = label.partition("-")
        kind = KINDS.get(name.lower(), "misc" if name and name.lower() not in (
            "temporal", "quantity", "money", "documentreference") else None) if name else None
        if kind is None:
            out.append("O")
        else:
            inside = prefix == "I" and before == name
            out.append(f"{'I' if inside else 'B'}-{kind}")
        before = name
    return out


def is_heldout(words: list[str]) -> bool:
    """Tell whether a WikiGold sentence is in the held-out tenth (by the hash of its words)."""
    return int(hashlib.sha256(" ".join(words).encode()).hexdigest(), 16) % 10 == 0


def read_ner(data: Path) -> tuple[list[Window], dict[str, list[Window]]]:
    """Return training windows and named development sets."""
    train: list[Window] = []
    dev: dict[str, list[Window]] = {"wikigold": [], "politics": []}

    def window(words: list[str], labels: list[str]) -> Window:
        return Window("ner", words[:200], labels={"entity": list(labels[:200])})

    for name in ("politics", "literature", "music", "science", "ai"):
        for split in ("train", "dev"):
            rows = read_bio(data / "ner" / f"crossner-{name}-{split}.txt")
            target = dev["politics"] if (name, split) == ("politics", "dev") else train
            target.extend(window(*r) for r in rows)
    for words, labels in read_bio(data / "ner" / "wikigold.conll.txt"):
        (dev["wikigold"] if is_heldout(words) else train).append(window(words, labels))
    re3d = data / "ner" / "re3d" / "CONLL-format__data__train__re3d-train.conll"
    for words, labels in read_bio(re3d):
        masked = [None if label.endswith("misc") else label for label in labels]
        train.append(Window("ner", words[:200], labels={"entity": masked[:200]}))
    return train, dev
