"""The spaCy component: what it sets on a `Doc`, whatever the tokens, and that it travels."""

import subprocess
import sys
from collections.abc import Sequence

import pytest

from demarche import reading
from demarche.language.analysis import Analysis, Chunk, Sentence, Token
from demarche.model import Document

spacy = pytest.importorskip("spacy")
from spacy.tokens import Doc  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

TEXT = "Ana Rivas  met\nTomas Lind. They talked."
# word, lemma, part of speech, tag, head, relation, sentence
WORDS = [
    ("Ana", "Ana", "PROPN", "NNP", 2, "nsubj", 0),
    ("Rivas", "Rivas", "PROPN", "NNP", 0, "flat", 0),
    ("met", "meet", "VERB", "VBD", 2, "root", 0),
    ("Tomas", "Tomas", "PROPN", "NNP", 2, "obj", 0),
    ("Lind", "Lind", "PROPN", "NNP", 3, "flat", 0),
    (".", ".", "PUNCT", ".", 2, "punct", 0),
    ("They", "they", "PRON", "PRP", 7, "nsubj", 1),
    ("talked", "talk", "VERB", "VBD", 7, "root", 1),
    (".", ".", "PUNCT", ".", 7, "punct", 1),
]


class FakeReader:
    """Reads `TEXT` as written above and nothing in any other text."""

    def analyze(self, documents: Sequence[Document]) -> list[Analysis]:
        return [self._read(document) for document in documents]

    def _read(self, document: Document) -> Analysis:
        if document.text != TEXT:
            return Analysis(document, (), ())
        tokens, at = [], 0
        for i, (word, lemma, pos, tag, head, relation, sentence) in enumerate(WORDS):
            start = document.text.index(word, at)
            at = start + len(word)
            feats = "Tense=Past" if tag == "VBD" else "_"
            tokens.append(
                Token(i, word, start, at, lemma, pos, tag, feats, head, relation, sentence)
            )
        sentences = (Sentence(0, 0, 6, 0, 2), Sentence(1, 6, 9, 0, 7))
        people = (Chunk(0, 2, "person", 0.9), Chunk(3, 5, "person", 0.9))
        return Analysis(document, tuple(tokens), sentences, entities=people)


@pytest.fixture(autouse=True)
def _fake(monkeypatch):
    monkeypatch.setattr(reading, "get_reader", FakeReader)
    monkeypatch.setattr(reading, "ground", lambda analysis, registry: _Grounding())
    monkeypatch.setattr(reading, "extract", lambda grounding: reading_records())


class _Grounding:
    actors: dict = {}


def reading_records():
    from demarche.extract.records import Records

    return Records()


@pytest.fixture
def nlp():
    made = spacy.blank("en")
    made.add_pipe("demarche")
    return made


def test_words_get_tags_lemmas_and_parses(nlp):
    doc = nlp(TEXT)
    words = [token for token in doc if not token.is_space]
    assert [(t.text, t.lemma_, t.pos_, t.tag_) for t in words] == [w[:4] for w in WORDS]
    assert [t.dep_ for t in words if t.dep_ != "ROOT"] == [w[5] for w in WORDS if w[5] != "root"]
    assert [t.head.text for t in words] == [WORDS[w[4]][0] for w in WORDS]
    assert [str(t.morph) for t in words if t.pos_ == "VERB"] == ["Tense=Past"] * 2


def test_what_was_not_read_is_unknown_and_apart(monkeypatch, nlp):
    whole = FakeReader.analyze

    def drop_last(self, documents):
        (analysis,) = whole(self, documents)
        return [Analysis(analysis.document, analysis.tokens[:6], analysis.sentences[:1])]

    monkeypatch.setattr(FakeReader, "analyze", drop_last)
    doc = nlp(TEXT)
    unread = [token for token in doc if token.i >= len(doc) - 3]
    assert [(t.text, t.tag_, t.pos_) for t in unread] == [
        ("They", "XX", "X"), ("talked", "XX", "X"), (".", "XX", "X"),
    ]  # fmt: skip
    assert [sentence.text for sentence in doc.sents][-1] == "They talked."


def test_sentences_and_entities(nlp):
    doc = nlp(TEXT)
    assert [sentence.text for sentence in doc.sents] == [
        "Ana Rivas  met\nTomas Lind.",
        "They talked.",
    ]
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Ana Rivas", "PERSON"),
        ("Tomas Lind", "PERSON"),
    ]


def test_the_report_travels_with_the_doc(nlp):
    doc = nlp(TEXT)
    assert doc._.demarche.document.text == TEXT
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.demarche == doc._.demarche


def test_a_published_date_is_handed_on(nlp):
    doc = nlp.make_doc(TEXT)
    doc._.demarche_published = "2031-04-02"
    assert nlp(doc)._.demarche.document.published.start == "2031-04-02"
    assert nlp(TEXT)._.demarche.document.published is None


def test_other_tokens_than_ours():
    nlp = spacy.blank("en")
    letters = [c for c in TEXT if not c.isspace()]
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))
    nlp.add_pipe("demarche")
    doc = nlp(TEXT)
    assert [t.text for t in doc if not t.is_space] == letters
    assert [t.text for t in doc if t.dep_ == "ROOT"] == ["m", "t"]
    assert [e.text for e in doc.ents] == ["Ana Rivas", "Tomas Lind"]
    assert len(list(doc.sents)) == 2


def test_many_texts_keep_their_order_and_a_bad_one_its_place(nlp):
    docs = list(nlp.pipe([TEXT, "", "Another text."], batch_size=2))
    assert [doc.text for doc in docs] == [TEXT, "", "Another text."]
    assert [any(f.severity == "error" for f in doc._.demarche.findings) for doc in docs] == [
        False, True, False,
    ]  # fmt: skip


def test_a_doc_that_was_not_read_has_no_report():
    nlp = spacy.blank("en")
    nlp.add_pipe("demarche")
    assert nlp.make_doc("Words.")._.demarche is None


def test_without_spacy_it_says_what_to_install():
    code = "import sys; sys.modules['spacy'] = None; import demarche.pipe"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == (
        "demarche.errors.ReaderError: L120: spaCy is not installed (pip install 'demarche[spacy]')"
    )
