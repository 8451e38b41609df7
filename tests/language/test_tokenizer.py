"""Words are cut as the reader was trained to see them: as spaCy's English tokenizer cuts them."""

from __future__ import annotations

import time
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from demarche.language.tokenizer import split_words


def words(text: str) -> list[str]:
    return [word for word, _ in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rivas met Lind.", "Rivas met Lind ."),
        ("“It’s over,” he said.", "“ It ’s over , ” he said ."),
        ("They didn't; we can’t, cannot.", "They did n't ; we ca n’t , can not ."),
        ("Its well-known U.S.-led talks", "Its well - known U.S. - led talks"),
        ("Sen. Dahl (R-Calif.) met him at 8p.m.", "Sen. Dahl ( R - Calif. ) met him at 8 p.m."),
        ("$1.2bn, 33% and 10km", "$ 1.2bn , 33 % and 10 km"),
        ("see https://example.org/a?b=c.", "see https://example.org/a?b=c ."),
        ("wait...what?!", "wait ... what ? !"),
        ("Lind's and the leaders’ car", "Lind 's and the leaders ’ car"),
        ("yes/no at 10:30, 3-5 people", "yes / no at 10:30 , 3 - 5 people"),
        ("mail a.b@example.org 🕊 now", "mail a.b@example.org 🕊 now"),
        ("We'd've said it isn’t Oslo's", "We 'd 've said it is n’t Oslo 's"),
    ],
)  # fmt: skip
def test_examples(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_samples_are_cut_as_spacy_cuts_them_but_for_rare_cases(
    samples: list[dict[str, Any]],
) -> None:
    tokenizer = spacy.blank("en").tokenizer
    theirs = ours = 0
    for sample in samples:
        expected = {(t.text, t.idx) for t in tokenizer(sample["text"]) if not t.is_space}
        theirs += len(expected)
        ours += len(expected & set(split_words(sample["text"])))
    assert ours >= 0.995 * theirs


@given(st.text(max_size=80))
def test_no_character_is_lost_or_moved(text: str) -> None:
    found = split_words(text)
    assert "".join(word for word, _ in found) == "".join(text.split())
    assert all(text[at : at + len(word)] == word for word, at in found)


@pytest.mark.parametrize("mark", ["!", "a", "'s", "a.", "-", "@:", "1,"])
def test_long_runs_without_white_space_take_no_longer_than_their_length(mark: str) -> None:
    start = time.process_time()
    split_words(mark * (100_000 // len(mark)))
    assert time.process_time() - start < 5
