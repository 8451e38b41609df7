import pytest

from tests.documents.made_up import AGREED, MET, blocks, make


def words(text, **fields):
    return [found for _, found in blocks(text, **fields)]


def test_each_turn_is_a_block():
    turns = [
        "PRESIDENT RIVAS:\xa0 Thank you. It is good to be here, Prime Minister —",
        "PRIME MINISTER LIND (via interpreter): Yes.",
        "PRESIDENT RIVAS:\xa0 — and to see all of you.\xa0 Thank you.",
        "Q\xa0\xa0\xa0 Will you meet again?",
        "MS. O'HARA-LEE: We will.",
    ]
    assert words(" ".join(turns)) == turns
    assert words("\n\n".join(turns)) == turns
    assert words("\n".join(turns)) == turns
    assert make(" ".join(turns))[0].genre == "transcript"


def test_place_and_time_of_a_transcript():
    text = (
        "Oval Office\n\n5:36 P.M. EDT PRESIDENT RIVAS: Good evening to all of you here tonight. "
        "PRIME MINISTER LIND: Good evening. Thank you. END 5:40 P.M. EDT"
    )
    assert blocks(text, title="Remarks by President Rivas") == [
        ("dateline", "Oval Office"),
        ("dateline", "5:36 P.M. EDT"),
        ("paragraph", "PRESIDENT RIVAS: Good evening to all of you here tonight."),
        ("paragraph", "PRIME MINISTER LIND: Good evening. Thank you."),
        ("dateline", "END 5:40 P.M. EDT"),
    ]


def test_names_in_ordinary_case_must_recur():
    turns = [
        "Ann Lee: Good day.",
        "Bo Roe: Good day, Minister.",
        "Ann Lee: Sit down.",
        "Bo Roe: Yes.",
    ]
    assert words(" ".join(turns)) == turns
    once = f"{MET} Minister Ann Lee: a life in politics. {AGREED}"
    assert words(once) == [once]


@pytest.mark.parametrize(
    "text",
    [
        f"{MET} WASHINGTON: the capital. {AGREED}",
        f"He answered two questions: NATO: yes, the UN: no. {AGREED}",
        f"{MET} Q: fever, a disease, was found. {AGREED}",
    ],
)
def test_a_colon_in_prose_begins_no_turn(text):
    assert words(text) == [text]


def test_headings_are_not_looked_for_within_a_transcript():
    text = f"MR. LEE: {MET}\n\nI would like to\n\n{AGREED}\n\nMS. ROE: {AGREED}"
    assert {kind for kind, _ in blocks(text)} == {"paragraph"}
