import textwrap

import pytest

from tests.documents.made_up import AGREED, MET, QUOTE, blocks, kinds, make

PASTED = f"""• Loading...
  • Loading...

Rivas, Lind Hold First Call In A Year, Agree To Meet

Photo creditL Bo Roe / Example Images file
Share it:

{MET} {AGREED}

{QUOTE}

A New Approach To The Border

{AGREED}

What comes next

{MET}

Read more: Envoys return to Geneva
© 2031 Example Press"""


def test_a_pasted_article():
    assert kinds(PASTED) == [
        "boilerplate", "boilerplate", "headline", "credit", "boilerplate", "paragraph", "paragraph",
        "heading", "paragraph", "heading", "paragraph", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_the_headline_gives_the_title_and_a_given_title_finds_the_headline():
    headline = "Rivas, Lind Hold First Call In A Year, Agree To Meet"
    assert make(PASTED)[0].title == headline
    text = f"Border talks\n\nenvoys meet in geneva;\n\n{MET}"
    assert kinds(text, title="Envoys Meet in Geneva") == ["heading", "headline", "paragraph"]
    assert make(PASTED, title="Another")[0].title == "Another"


@pytest.mark.parametrize(
    "text", ["Rivas met Lind in Geneva", "Rivas met Lind", f"{MET} {AGREED}", f"{MET}\n\n{AGREED}"]
)
def test_a_text_of_sentences_has_no_headline(text):
    assert set(kinds(text)) == {"paragraph"}


def test_a_sentence_with_many_names_is_no_headline():
    text = f"Ann Lee met with Central Bank Governor Bo Roe.\n\n{MET}"
    assert kinds(text, title="Meeting with Bo Roe") == ["paragraph", "paragraph"]


def test_front_matter():
    text = f"""Envoys meet again in Geneva
By Ann Lee and Bo Roe, Example News
Published 10:30 AM EST, Wed February 12, 2031

GENEVA, Switzerland (AP) — {MET}

{AGREED}"""
    found = blocks(text)
    assert [kind for kind, _ in found] == [
        "headline", "byline", "dateline", "dateline", "paragraph", "paragraph",
    ]  # fmt: skip
    assert found[3][1] == "GENEVA, Switzerland (AP) —"
    assert found[4][1] == MET


def test_a_dateline_on_its_own_line():
    assert kinds(f"GENEVA, August 8 (Xinhua) --\n\n{MET}") == ["dateline", "paragraph"]


def test_a_release_begins_with_its_office():
    text = f"Office of the Spokesperson The below is attributable to Spokesperson Ann Lee: {MET}"
    assert blocks(text) == [
        ("byline", "Office of the Spokesperson The below is attributable to Spokesperson Ann Lee:"),
        ("paragraph", MET),
    ]


def test_wire_copy_ends_with_initials():
    assert blocks(f"{MET} {AGREED} (aa-bb)")[-1] == ("boilerplate", "(aa-bb)")


def test_a_quoted_paragraph_is_a_quote():
    assert kinds(f"{MET}\n\n“Nobody told us that there would be talks.”\n\n{QUOTE}") == [
        "paragraph", "quote", "paragraph",
    ]  # fmt: skip


def test_headings_need_prose_after_them():
    listed = f"{MET} Present were:\n\nAnn Lee, Norland\n\nBo Roe, Sudland\n\nCy Poe, Westland"
    assert kinds(listed) == ["paragraph"] * 4
    assert (
        kinds(f"{MET}\n\n- Ann Lee of Norland\n- Bo Roe of Sudland\n\n{AGREED}")
        == ["paragraph"] * 4
    )


def test_bullets_run_together_are_told_apart():
    text = f"{AGREED} They were: -   Ann Lee, Norland -   Bo Roe, Sudland"
    assert [words for _, words in blocks(text)] == [
        f"{AGREED} They were:", "-   Ann Lee, Norland", "-   Bo Roe, Sudland",
    ]  # fmt: skip


def wrap(paragraph, width, indent=""):
    return textwrap.fill(paragraph, width, initial_indent=indent, break_on_hyphens=False)


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize(("between", "indent"), [("\n\n", ""), ("\n", "   "), ("\r\n\r\n", "")])
def test_wrapped_lines_are_one_paragraph(width, between, indent):
    paragraphs = [f"{MET} {AGREED} {QUOTE}", f"{QUOTE} {MET}", f"{AGREED} {AGREED} {MET}"]
    text = between.join(wrap(p, width, indent) for p in paragraphs)
    assert [(kind, " ".join(words.split())) for kind, words in blocks(text)] == [
        ("paragraph", p) for p in paragraphs
    ]


def test_one_paragraph_a_line():
    paragraphs = [f"{MET} {AGREED}", AGREED, QUOTE, f"{MET} {MET}"]
    assert [words for _, words in blocks("\n".join(paragraphs))] == paragraphs


def test_a_line_that_breaks_off_within_a_sentence_goes_on():
    assert len(blocks(f"{AGREED} The envoy of\nNorland left.\n{MET}")) == 2
    assert len(blocks(f"{AGREED} The envoy, who was\n\nasked, left.\n{MET}")) == 3
    assert len(blocks(f"{AGREED} He met the\n\nenvoy of Norland.\n{MET}")) == 2


def test_markdown_headings():
    assert kinds(f"# Talks resume again\n\n{MET}\n\n**Next steps**\n\n{AGREED}") == [
        "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


def test_a_section_name_is_no_headline():
    text = f"WORLD NEWS\nEnvoys agree to meet again; no date set\nBy Ann Lee and Bo Roe\n\n{MET}"
    assert kinds(text) == ["heading", "headline", "byline", "paragraph"]


def test_what_stands_between_headline_and_prose():
    text = f"""Ministers meet in Geneva for border talks
3 hours ago
Share
Ann Lee
Reporting from Geneva
Image source, Example Images
Image caption, The two ministers shake hands
{MET}
Ann Lee
{AGREED}"""
    assert kinds(text) == [
        "headline", "dateline", "boilerplate", "byline", "byline", "credit", "credit", "paragraph",
        "heading", "paragraph",
    ]  # fmt: skip


def test_a_live_page():
    text = f"Border talks live: envoys arrive\n\n10:05 GMT\n{MET}\n\n09.50 GMT\n{AGREED}"
    assert kinds(text) == ["headline", "dateline", "paragraph", "dateline", "paragraph"]
