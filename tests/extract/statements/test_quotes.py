"""Quotation marks of every style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.extract.statements.quotes import find_quotes
from demarche.ids import hash_text
from demarche.model import Block, Document


def quotes(*paragraphs):
    text = "\n\n".join(paragraphs)
    blocks, place = [], 0
    for paragraph in paragraphs:
        start = text.index(paragraph, place)
        place = start + len(paragraph)
        blocks.append(Block(kind="paragraph", start=start, end=place))
    document = Document(id="x", sha256=hash_text(text), text=text, blocks=tuple(blocks))
    found = find_quotes(document)
    return [(text[q.start : q.end], q.follows) for q in found]


@pytest.mark.parametrize(
    "text",
    ["He said: “We go.”", 'He said: "We go."', "He said: ``We go.''", "He said: ''We go.''"],
)
def test_styles(text):
    assert quotes(text) == [("We go.", False)]


def test_apostrophes_are_not_quotes():
    assert quotes("It's Rivas' turn, isn't it?") == []


def test_quote_left_open_is_followed_by_the_next_paragraph():
    assert quotes("He said: “We go.", "“We come back.”") == [
        ("We go.", False),
        ("We come back.", True),
    ]


def test_mark_left_open_in_the_middle_is_no_quote():
    assert quotes("A stray “ mark", "and a paragraph") == []


def test_inches_are_not_quotes():
    assert quotes('A 12" gun and a 14" gun') == []


@given(st.lists(st.text(alphabet="a “”\"`'.,!?", min_size=1, max_size=30), max_size=4))
def test_any_text_gives_quotes_in_order_inside_their_block(paragraphs):
    paragraphs = [p for p in paragraphs if p.strip()]
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(kind="paragraph", start=len(text), end=len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    found = find_quotes(Document(id="x", sha256=hash_text(text), text=text, blocks=tuple(blocks)))
    last = 0
    for quote in found:
        block = blocks[quote.block]
        assert last <= quote.opened < quote.start < quote.end <= quote.closed
        assert block.start <= quote.opened
        assert quote.closed <= block.end
        last = quote.closed
