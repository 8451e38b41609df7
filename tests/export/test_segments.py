"""The cutting of a text at the borders of its marks."""

from hypothesis import given
from hypothesis import strategies as st

from demarche.export.segments import Mark, cut_text


def test_overlapping_marks_are_cut_at_every_border():
    marks = [Mark(0, 6, "a", "evidence"), Mark(4, 10, "b", "evidence"), Mark(5, 6, "c", "anchor")]
    (segments,) = cut_text([(0, 12)], marks)
    assert [(s.start, s.end, [m.ref for m in s.marks]) for s in segments] == [
        (0, 4, ["a"]),
        (4, 5, ["a", "b"]),
        (5, 6, ["c", "a", "b"]),
        (6, 10, ["b"]),
        (10, 12, []),
    ]


def test_an_empty_stretch_has_no_segments():
    assert cut_text([(3, 3)], [Mark(0, 9, "a", "evidence")]) == [[]]
    assert cut_text([], [Mark(0, 9, "a", "evidence")]) == []


_marks = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(
        lambda pair: Mark(pair[0], pair[0] + pair[1], str(pair), "evidence")
    ),
    max_size=12,
)


@given(_marks, st.lists(st.integers(0, 20), max_size=6))
def test_segments_cover_each_stretch_and_hold_just_their_marks(marks, steps):
    edges = [sum(steps[:n]) for n in range(len(steps) + 1)]
    stretches = [(edges[n], edges[n + 1]) for n in range(0, len(edges) - 1, 2)]
    for (start, end), segments in zip(stretches, cut_text(stretches, marks), strict=True):
        covered = [i for segment in segments for i in range(segment.start, segment.end)]
        assert covered == list(range(start, end))
        for segment in segments:
            for i in range(segment.start, segment.end):
                expected = sorted(mark.ref for mark in marks if mark.start <= i < mark.end)
                assert sorted(mark.ref for mark in segment.marks) == expected


def test_many_marks_take_one_sweep():
    marks = [Mark(i * 10, i * 10 + 7, str(i), "evidence") for i in range(20_000)]
    stretches = [(i * 50, i * 50 + 49) for i in range(4_000)]
    assert sum(map(len, cut_text(stretches, marks))) > 20_000
