"""The corpus for the reader's event heads: notation, reading, checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from demarche.model.span import find_spans
from training.corpus.check import find_faults, main, read_all
from training.corpus.figures import find_near_duplicates, measure_variety
from training.corpus.notation import NotationError, parse_line
from training.corpus.read import PASSAGES, read_corpus, read_passage

LINE = (
    "{a President Rivas} [told|S1 a to=b] {b the Lindholm cabinet} [{a she} would "
    "[host|CON/visit planned c>a @p #t] {c the Norland king} in {p Arda} {t on Friday}|1], "
    "and [promised|AGR a>b] to [open the archive by {u May}|P firm a>b due=u]."
)


def test_marks_leave_the_text_clean() -> None:
    marks = parse_line("{a Peru} [met|CON a>b] {b Chile}.")
    assert marks.text == "Peru met Chile."
    assert marks.mentions == {"a": [(0, 4)], "b": [(9, 14)]}
    assert marks.labels == [(5, 8, "CON a>b")]


def test_a_passage_holds_its_records() -> None:
    passage = read_passage(LINE, register="readout")
    host, promise = passage.events
    assert (host.type, host.mode, host.status) == ("CONSULT", "visit", "planned")
    assert [span.quote for span in host.target[0]] == ["President Rivas", "she"]
    assert host.place is not None
    assert host.place[0].quote == "Arda"
    assert host.time is not None
    assert host.time[0].quote == "on Friday"
    assert (promise.type, promise.trigger.quote) == ("AGREE", "promised")
    (statement,) = passage.statements
    assert statement.cue.quote == "told"
    assert statement.addressee[0][0].quote == "the Lindholm cabinet"
    assert statement.content[0].quote.endswith("on Friday")
    (commitment,) = passage.commitments
    assert commitment.act.quote == "open the archive by May"
    assert commitment.due is not None
    assert (commitment.due[0].quote, commitment.strength) == ("May", "firm")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("“[We wait,|1]” {a he} [said|S1 a].", "direct"),
        ("{a He} [said|S1 a] [it was “late”|1].", "mixed"),
        ("{a He} [said|S1 a] [it was late|1].", "indirect"),
        ("“[We wait,|1]” {a he} [said|S1 a], [and left the hall|1].", "mixed"),
    ],
)
def test_quotes_tell_the_kind(line: str, kind: str) -> None:
    assert read_passage(line, register="wire").statements[0].kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "{a Peru} [met|CON a>b] Chile.",
        "{a Peru} [met|CON a] {b Chile}.",
        "{a Peru} [met|CON/dinner a].",
        "{a Peru} [met|XYZ a].",
        "{a Peru} [met|CON maybe a].",
        "{a Peru} [said|S1 a] nothing.",
        "{a Peru [met} twice|CON a].",
        "{a Peru} [met|CON a",
        "{a Peru} [met |CON a] them.",
        "{a Peru} will [pay|P a].",
        "{a Peru} will [pay|P firm].",
    ],
)
def test_what_does_not_follow_the_notation_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_passage(line, register="wire")


def test_an_unknown_register_is_refused() -> None:
    with pytest.raises(ValueError, match="register_"):
        read_passage("{a Peru} [met|CON a].", register="gossip")


def test_near_duplicates_are_found() -> None:
    lines = [
        "{a Peru} [met|CON a>b] {b Chile} in the old customs house by the harbour.",
        "{a Peru} [met|CON a>b] {b Chile} in the old customs house by the river.",
        "{a Mali} [freed|RET/release a>b] {b two nurses} as the rains began.",
    ]
    passages = [read_passage(line, register="wire") for line in lines]
    ((score, first, second),) = find_near_duplicates(passages, floor=0.3)
    assert (first.id, second.id) == (passages[0].id, passages[1].id)
    assert score > 0.6
    assert any("near-duplicates" in fault for fault in find_faults(passages))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Nothing is marked here.", "nothing marked"),
        ("~sport {a Peru} [met|CON a] here.", "a negative with an event"),
        ("{a Peru} [met|CON a] here", "no end mark"),
        ("{a Peru} [met|CON a]  here.", "untidy"),
        ("“{a Peru} [met|CON a] here.", "do not pair"),
        ("{a Peru} [met|CON a>a] here.", "source and target are one"),
        ("{a Peru} [met|CON a] the the end.", "same word twice"),
    ],
)
def test_faults_are_named(line: str, fault: str) -> None:
    faults = find_faults([read_passage(line, register="wire")])
    assert any(fault in found for found in faults)


def test_a_bad_line_is_a_fault_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "one.txt").write_text("# title\n{a Peru} [met|XYZ a].\n")
    passages, faults = read_all(tmp_path)
    assert not passages
    assert faults[0].startswith("wire/one.txt:2: unknown label")
    with pytest.raises(NotationError, match=r"wire/one\.txt:2"):
        list(read_corpus(tmp_path))
    assert main(["--folder", str(tmp_path)]) == 1


def test_the_corpus_is_sound() -> None:
    passages, faults = read_all(PASSAGES)
    assert faults + find_faults(passages) == []
    for passage in passages:
        for span in find_spans(passage):
            span.check(passage.text)


def test_the_readme_says_the_figures_of_the_command() -> None:
    readme = (PASSAGES.parent / "README.md").read_text(encoding="utf-8")
    figures = measure_variety(list(read_corpus()))
    for name, value in figures.items():
        assert f"| {name.replace('_', ' ')} | {value:,} |" in readme
