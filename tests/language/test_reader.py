"""The shipped reader on sentences whose analysis is beyond doubt."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from demarche.errors import ReaderError
from demarche.language.reader import load_reader
from demarche.language.weights import load_weights
from demarche.model import Block, Document

TEXT = (
    "The foreign minister of Norway met her Finnish counterpart in Oslo on Monday. "
    "“We will sign the treaty next week,” she told reporters."
)


def read(text: str) -> Document:
    return Document(
        id="d", sha256="", text=text, blocks=(Block(kind="paragraph", start=0, end=len(text)),)
    )


def test_tags_heads_lemmas_and_sentences() -> None:
    (analysis,) = load_reader().analyze([read(TEXT)])
    words = {t.text: t for t in analysis.tokens}
    met, minister = words["met"], words["minister"]
    assert (met.lemma, met.xpos, met.dep) == ("meet", "VBD", "root")
    assert (minister.dep, minister.head) == ("nsubj", met.i)
    assert analysis.sentences[0].start == 0
    assert analysis.sentences[1].start > words["Monday"].i


def test_places_are_found_and_every_offset_quotes() -> None:
    (analysis,) = load_reader().analyze([read(TEXT)])
    assert ("Oslo", "place") in {
        (analysis.quote(c.start, c.end), c.label) for c in analysis.entities
    }
    assert all(TEXT[t.start : t.end] == t.text for t in analysis.tokens)


def test_a_document_reads_the_same_alone_and_in_a_batch() -> None:
    reader = load_reader()
    other = read("Rebels shelled the town. " * 40)
    alone = reader.analyze([read(TEXT)])[0]
    together = reader.analyze([other, read(TEXT), other])[1]
    assert [(t.head, t.dep, t.xpos) for t in alone.tokens] == [
        (t.head, t.dep, t.xpos) for t in together.tokens
    ]


def test_threads_share_one_reader() -> None:
    reader = load_reader()
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: reader.analyze([read(TEXT)])[0].tokens, range(8)))
    assert all(tokens == results[0] for tokens in results)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "?" * 500, "ل" * 300, "a " * 5000])
def test_odd_texts_are_analysed(text: str) -> None:
    blocks = (Block(kind="paragraph", start=0, end=len(text)),) if text else ()
    (analysis,) = load_reader().analyze([Document(id="d", sha256="", text=text, blocks=blocks)])
    assert all(0 <= t.head < len(analysis.tokens) for t in analysis.tokens)


def test_a_sentence_too_long_for_a_window_is_told() -> None:
    (analysis,) = load_reader().analyze([read("and then " * 400)])
    assert analysis.broken


def test_missing_weights_are_a_coded_error(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="L101"):
        load_weights(tmp_path)


def test_the_type_of_an_act_depends_on_who_is_source_and_target() -> None:
    reader = load_reader()
    words = "Rebels shelled the capital before Norway gave its people aid .".split()
    attack = reader.score_pair(words, [0], [2, 3])
    assert max(attack, key=attack.__getitem__) == "ASSAULT"
    assert sum(attack.values()) == pytest.approx(1, abs=1e-4)
    assert reader.score_pair(words, [5], [7, 8])["AID"] > attack["AID"]


def test_a_pair_far_into_a_long_sentence_is_read_where_it_stands() -> None:
    reader = load_reader()
    words = ["and", "so", "on"] * 300 + "Rebels shelled the capital .".split()
    scores = reader.score_pair(words, [900], [902, 903])
    assert max(scores, key=scores.__getitem__) == "ASSAULT"


def test_a_pair_whose_parties_are_not_named_gets_its_types() -> None:
    assert sum(load_reader().score_pair(["Freed", "."], [], []).values()) == pytest.approx(
        1, abs=1e-4
    )
