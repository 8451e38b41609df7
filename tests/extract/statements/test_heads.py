"""What the reader's head changes in what the rules found."""

from demarche.extract.statements import find_statements
from demarche.extract.statements.heads import HEAD
from demarche.extract.statements.rules import load_rules
from tests.extract.statements.parsed import parse

WORDS = load_rules().words


def told(case, *chunks):
    grounding = parse(case, statements=chunks)
    text = grounding.analysis.document.text
    return [([text[a:b] for a, b in d.content], d) for d in find_statements(grounding)]


def test_agreement_raises_confidence_and_is_told():
    (_, alone), (_, backed) = told(4)[0], told(4, (0, 6, "content", 1.0))[0]
    assert backed.confidence > alone.confidence
    assert [rule for rule, _ in backed.trail] == ["STA-050", HEAD]


def test_head_that_sees_nothing_there_outvotes_a_weak_rule():
    assert [words for words, _ in told(9)] == [["the vote “a disgrace.”"]]
    assert told(9, (0, 1, "content", 0.01)) == []


def test_head_alone_needs_its_threshold_and_a_cue():
    sure = min(1.0, WORDS.lone + 0.01)
    content, cue = (5, 9, "content", sure), (4, 5, "cue", 0.9)
    assert [words for words, d in told(8, content, cue) if d.trail[0][0] == HEAD]
    assert not [d for _, d in told(4, (0, 3, "content", sure)) if d.trail[0][0] == HEAD]
    assert not told(8, (5, 9, "content", WORDS.lone - 0.01), cue)
