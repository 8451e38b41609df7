"""The queue: what is least sure and weighs most comes first; what was decided leaves it."""

import pytest

from demarche.ledger.judgements import Author, Judgement, Reason, Subject
from demarche.ledger.linking import derive
from demarche.ledger.reviewing import accept, list_queue, reject
from demarche.ledger.reviewing.book import load_review
from demarche.ledger.store import Writer
from tests.ledger.reviewing.conftest import ADD, tell

PROGRAM = Author(kind="program", name="0")


def doubt(store, outlet, **confidence):
    """Add a telling whose records of some kinds have a confidence."""
    report = tell(outlet)
    for kind, value in confidence.items():
        records = tuple(r.model_copy(update={"confidence": value}) for r in getattr(report, kind))
        report = report.model_copy(update={kind: records})
    Writer(store, ADD).add_report(report)


def test_doubt_and_weight_give_the_order(store):
    doubt(store, "Doubtful Wire", events=0.5, statements=0.4, commitments=0.5)
    items = [one for one in list_queue(store) if one.outlet == "Doubtful Wire"]
    book = load_review()
    for item in items:
        assert item.priority == pytest.approx((1 - item.confidence) * item.consequence, abs=1e-3)
    assert [one.priority for one in items] == sorted((o.priority for o in items), reverse=True)
    # A doubtful contact or promise before a more doubtful statement.
    assert items[0].kind in ("event", "commitment")
    assert [one.kind for one in items].index("statement") > 1
    assert items[0].consequence == max(book.types["CONSULT"], book.weights["commitment"])


def test_what_rests_on_a_record_makes_it_weigh_more(store, calls):
    weights = {one.id: one.consequence for one in list_queue(store)}
    book = load_review()
    assert max(weights[call] for call in calls) > book.types["CONSULT"]


@pytest.mark.parametrize("act", [accept, reject])
def test_what_was_decided_leaves_the_queue(store, ana, act):
    (first, second, *_) = list_queue(store)
    act(store, ana(), [first.id])
    left = list_queue(store)
    assert left[0].id == second.id
    assert first.id not in {one.id for one in left}


def test_kinds_documents_and_limits(store):
    assert {one.kind for one in list_queue(store, kind="statement")} == {"statement"}
    document = list_queue(store)[0].document
    assert {one.document for one in list_queue(store, document=document)} == {document}
    assert len(list_queue(store, limit=2)) == 2
    assert len(list_queue(store)) == 3 * 8 + len(list_queue(store, kind="same-occurrence"))


def test_pairs_left_unsure_are_asked_about_until_a_person_decides(store, ledger, ana, calls):
    plan = ledger.contacts(every=True, status="planned").rows[0]
    unsure = Judgement.of(
        "same-occurrence",
        [Subject(kind="event", id=one) for one in (calls[0], plan.id)],
        "unsure", author=PROGRAM, at="2031-04-04", score=0.4,
        reasons=[Reason(feature="date", value=0.5, weight=1, saw="six days apart")],
    )  # fmt: skip
    Writer(store, ADD).add_judgements([unsure])
    derive(store)
    item = list_queue(store)[0]
    assert (item.id, item.status, item.quote) == (unsure.id, "unsure", "six days apart")
    assert set(item.about) == {calls[0], plan.id}
    accept(store, ana(), [unsure.id])
    assert unsure.id not in {one.id for one in list_queue(store)}
    assert plan.id in {row.id for row in ledger.occurrence(calls[0])}


def test_what_became_of_a_promise_is_asked_about(store, ledger, ana):
    promise = ledger.commitments().rows[0]
    broken = Judgement.of(
        "follow-through", [Subject(kind="commitment", id=promise.id)], "broken",
        author=PROGRAM, at="2031-04-04", score=0.3, dated="2031-04-04",
    )  # fmt: skip
    Writer(store, ADD).add_judgements([broken])
    derive(store)
    assert list_queue(store)[0].id == broken.id
    reject(store, ana(), [broken.id])
    assert broken.id not in {one.id for one in list_queue(store)}
