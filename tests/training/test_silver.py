"""A teacher's syntax: written down for windows that have none, and found again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from demarche.language.analysis import Analysis, Sentence, Token
from demarche.model import Document
from training.reader.silver import add_syntax, label_windows, read_syntax
from training.reader.words import Window

ROWS = (
    ("Peru", "PROPN", "NNP", 1, "nsubj", 0),
    ("agreed", "VERB", "VBD", 1, "root", 0),
    (".", "PUNCT", ".", 1, "punct", 0),
    ("Chile", "PROPN", "NNP", 4, "nsubj", 1),
    ("refused", "VERB", "VBD", 4, "root", 1),
)
WORDS = [row[0] for row in ROWS]


def make_analysis() -> Analysis:
    tokens = tuple(
        Token(i, text, 0, 0, text, upos, xpos, "_", head, dep, sent)
        for i, (text, upos, xpos, head, dep, sent) in enumerate(ROWS)
    )
    sentences = (Sentence(0, 0, 3, 0, 1), Sentence(1, 3, 5, 0, 4))
    return Analysis(Document(id="", sha256="", text=" ".join(WORDS)), tokens, sentences)


def label(passages: Iterable[list[str]]) -> list[dict[str, list]]:
    return [read_syntax(make_analysis()) for _ in passages]


def test_arcs_count_from_one_and_roots_are_zero() -> None:
    syntax = read_syntax(make_analysis())
    assert syntax["arcs"] == [2, 0, 2, 5, 0]
    assert syntax["start"] == ["B", "O", "O", "B", "O"]
    assert syntax["morph"][1] == "VERB|_"
    assert syntax["sentence"] == [0, 0, 0, 1, 1]


def test_labels_return_to_their_windows(tmp_path: Path) -> None:
    file = tmp_path / "silver.jsonl"
    assert label_windows([Window("gold", WORDS), Window("open", WORDS)], label, file) == 1
    long, other = Window("open", list(WORDS)), Window("open", ["Nobody", "spoke"])
    by_hand = Window("ud", list(WORDS), arcs=[1, 0, 1, 1, 1])
    assert add_syntax({"open": [long, other], "ud": [by_hand]}, file) == 1
    assert long.labels["xpos"] == ["NNP", "VBD", ".", "NNP", "VBD"]
    assert (other.arcs, by_hand.arcs) == (None, [1, 0, 1, 1, 1])


def test_words_past_the_window_stay_without_labels(tmp_path: Path) -> None:
    whole = make_analysis()
    short = Analysis(whole.document, whole.tokens[:3], whole.sentences[:1])
    file, window = tmp_path / "silver.jsonl", Window("polnear", WORDS)
    label_windows([window], lambda _: [read_syntax(short)], file)
    add_syntax({"polnear": [window]}, file)
    assert window.labels["rel"] == ["nsubj", "root", "punct", None, None]
    assert window.arcs == [2, 0, 2, -100, -100]
    assert window.sentence == [0, 0, 0, -1, -1]
