"""Records are linked: events to what tells them, promises to what was promised."""

from demarche.extract.commitments import find_commitments
from demarche.extract.events.draft import EventDraft
from demarche.extract.extraction import link_commitments, link_statements
from demarche.extract.statements import find_statements
from tests.extract.statements.parsed import parse


def event(type_, trigger, status="occurred", **more):
    return EventDraft(type=type_, status=status, trigger=trigger, evidence=[trigger], **more)


def test_event_in_a_statement_is_claimed_by_its_speaker():
    grounding = parse(3)
    failed = event("REJECT", (9, 10))
    statements = find_statements(grounding)
    link_statements([failed], statements, grounding.analysis)
    document = grounding.analysis.document
    assert failed.claimed_by == ("minister",)
    assert failed.attribution == (statements[0].identify(document),)
    assert statements[0].events == (failed.identify(grounding.analysis),)


def test_speakers_own_act_is_claimed_by_nobody():
    grounding = parse(7)
    asked = event("REQUEST", (8, 9))
    statements = find_statements(grounding)
    link_statements([asked], statements, grounding.analysis)
    assert asked.claimed_by == ()
    assert [bool(statement.events) for statement in statements] == [False, True]


def test_event_also_told_by_the_writer_is_not_a_claim():
    grounding = parse(3)
    told = event("REJECT", (9, 10), mentions=[(9, 10), (1, 2)])
    link_statements([told], find_statements(grounding), grounding.analysis)
    assert told.attribution
    assert told.claimed_by == ()


def test_commitment_finds_its_twin():
    grounding = parse(10)
    (pledge,) = find_commitments(grounding, [])
    act, promise = event("AID", (4, 5), status="planned"), event("AGREE", (2, 3))
    link_commitments([promise], [pledge], grounding.analysis)
    assert pledge.event == promise.identify(grounding.analysis)
    link_commitments([promise, act], [pledge], grounding.analysis)
    assert pledge.event == act.identify(grounding.analysis)
    assert pledge.status == "pending"


def test_promise_told_as_done_later_is_kept():
    grounding = parse(10)
    (pledge,) = find_commitments(grounding, [])
    parties = {"source": ("premier",), "target": ("b",)}
    planned = event("CONSULT", (4, 5), status="planned", **parties)
    done = event("CONSULT", (9, 10), **parties)
    link_commitments([planned, done], [pledge], grounding.analysis)
    assert pledge.status == "kept"
