"""No text makes the room crash, and blocks always cover it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.documents import make_document, parse_published
from demarche.errors import DocumentError
from demarche.sources import RawItem
from tests.documents.made_up import AGREED, MET, QUOTE

PIECES = st.sampled_from(
    [
        *(
            MET,
            AGREED,
            QUOTE,
            "\n",
            "\n\n",
            "\r\n",
            " ",
            "\xa0",
            "\x00",
            "\u2028",
            "\t",
            "• ",
            "- ",
        ),
        *(
            "-   ",
            "THE PRESIDENT: ",
            "Q   ",
            "Ann Lee: ",
            "GENEVA (AP) -- ",
            "By Ann Lee",
            "Photo: ",
        ),
        *(
            "Share it:",
            "Loading...",
            "12 May 2031",
            "5:36 P.M. EDT ",
            "END",
            "(aa-bb)",
            "“",
            "”",
            "''",
        ),
        *(
            "A Heading Here",
            "# ",
            "**x**",
            "©",
            "1. ",
            "—",
            "😀",
            "שלום",
            "\ud800",
            "\ufeff",
            "e\u0301",
        ),
        *("Updated ", ":", "."),
    ]
)
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div",
        ">",
        "<br>",
        "<h1>",
        "<li>",
        "<!--",
        "-->",
        "<title>",
        "&amp",
        "&#0;",
        "</",
    ]
)
SHAPED = r"\d{1,5}[-/. ]\w{1,9}[-/. ,]\d{0,5}"
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))
TITLES = st.one_of(st.none(), st.text(max_size=60), PIECES)


def check(document):
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        words = document.text[block.start : block.end]
        assert words == words.strip()
        assert not document.text[at : block.start].strip()
        at = block.end
    assert not document.text[at:].strip()


@settings(max_examples=300, deadline=None)
@given(TEXTS, TITLES)
def test_blocks_cover_the_text_in_order(text, title):
    document, findings = make_document(RawItem("x", text, "text", title=title))
    check(document)
    if not any(f.severity == "error" for f in findings):
        assert len(document.text) == len(text)
    document.model_dump_json()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(content):
    for media in ("text", "html"):
        check(make_document(RawItem("x", content, media))[0])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, TAGS), max_size=30).map("".join))
def test_any_markup(markup):
    document, _ = make_document(RawItem("x", markup, "html"))
    check(document)
    document.model_dump_json()


@given(st.text(max_size=40) | st.from_regex(SHAPED, fullmatch=True))
def test_any_date(given_date):
    try:
        found = parse_published(given_date)
    except DocumentError:
        return
    assert found.start <= found.end


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_document(text):
    first, second = (make_document(RawItem("x", text, "text")) for _ in range(2))
    assert first == second
