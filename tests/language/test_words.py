"""Words, shapes, lemma scripts and windows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.language.lemmas import apply_script, write_script
from demarche.language.reader import load_reader
from demarche.language.shapes import DIGIT, INITIAL, LOWER, MIXED, PUNCT, TITLE, UPPER, shape_word
from demarche.language.tokenizer import split_words
from demarche.language.windows import MAX_PIECES, MAX_WORDS, cut_document
from demarche.model import Block, Document


def make_document(text: str, *borders: int) -> Document:
    edges = [0, *borders, len(text)]
    blocks = [Block(kind="paragraph", start=a, end=b) for a, b in pairwise(edges)]
    return Document(id="d", sha256="", text=text, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", LOWER),
        ("Oslo", TITLE),
        ("NATO", UPPER),
        ("A", INITIAL),
        ("McNeil", MIXED),
        ("U.S.", UPPER),
        ("1994", DIGIT),
        ("—", PUNCT),
        ("", PUNCT),
    ],
)
def test_shapes_carry_letter_case(word: str, shape: int) -> None:
    assert shape_word(word) == shape


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_a_script_gives_back_the_lemma_it_was_written_for(form: str, lemma: str) -> None:
    if form.lower()[: len(form)] and len(form.lower()) == len(form):
        assert apply_script(form, write_script(form, lemma)) == lemma


def test_a_script_too_long_for_a_form_leaves_it() -> None:
    assert apply_script("a", "l|5|y") == "a"


@given(st.text(max_size=300))
def test_words_stand_where_they_say(text: str) -> None:
    for word, at in split_words(text):
        assert text[at : at + len(word)] == word


@pytest.mark.parametrize(
    "text",
    ["word " * 900, "x" * 10_000 + " met", "don't " * 500, "一" * 700, "a-" * 4000, "🙂 " * 300],
)
def test_no_word_is_lost_and_no_window_is_too_long(text: str) -> None:
    tokenizer = load_reader().weights.tokenizer
    windows = list(cut_document(make_document(text), 0, tokenizer))
    assert [w for window in windows for w in window.words] == [w for w, _ in split_words(text)]
    assert all(len(w.words) <= MAX_WORDS and len(w.ids) <= MAX_PIECES + 14 for w in windows)
    assert all(first < len(w.ids) for w in windows for first in w.firsts)


def test_windows_never_cross_blocks_and_skip_boilerplate() -> None:
    text = "Share it. They met."
    document = Document(
        id="d",
        sha256="",
        text=text,
        blocks=(
            Block(kind="boilerplate", start=0, end=9),
            Block(kind="paragraph", start=10, end=19),
        ),
    )
    windows = list(cut_document(document, 0, load_reader().weights.tokenizer))
    assert [w.words for w in windows] == [["They", "met", "."]]
    assert windows[0].starts == [10, 15, 18]
