"""Gold: decided documents in the codebook's form, and nothing that was not decided."""

import json

from demarche.evals.gold import GoldDocument
from demarche.ledger.reviewing import accept, correct, make_gold, reject
from tests.export.made_up import TEXT


def decide(store, ledger, ana):
    """Decide all of one document: a record rejected, one corrected, the rest accepted."""
    rows = ledger.events(every=True, outlet="Coast Wire").rows
    accusal = next(row for row in rows if row.type == "ACCUSE")
    plan = next(row for row in rows if row.status == "planned")
    reject(store, ana(), [accusal.id])
    correct(store, ana(), plan.id, [("status", "proposed")])
    accept(store, ana(), [plan.document])
    return plan.document


def test_a_decided_document_is_gold(store, ledger, ana):
    document = decide(store, ledger, ana)
    gold = make_gold(store)
    (line,) = gold.lines
    assert (line["id"], line["text"], line["published"]) == (document, TEXT, "2031-04-02")
    assert gold.records == 7
    assert [event["status"] for event in line["events"]] == ["proposed", "occurred"]
    (plan, call) = line["events"]
    assert plan["source"] == ["Ana Rivas|President Ana Rivas|Rivas and"]
    assert plan["time"] == {"start": "2031-04-07", "end": "2031-04-13", "precision": "week"}
    assert (plan["place"], plan["trigger"]) == ("Port Salt", "meet in")
    assert call["others"] == [{"name": "Northern League", "role": "observer"}]
    assert (call["duration"], call["topics"]) == (90, ["grain", "fishing rights"])
    office, wrote = line["statements"]
    assert (office["speaker"], office["addressee"]) == ("her office", None)
    assert (wrote["via"], wrote["medium"]) == ("Northern League", "Open Letters")
    (promise,) = line["commitments"]
    assert (promise["act"], promise["due"]) == ("meet in Port Salt next week", None)
    assert line["exchanges"][0]["gives"][1] == {"by": None, "what": "grain;"}
    assert line["positions"] == [
        {"holder": "Tomas Lind", "question": "new tolls", "stance": "against"}
    ]


def test_gold_is_read_by_the_evaluation_and_quotes_its_text(store, ledger, ana):
    decide(store, ledger, ana)
    (line,) = make_gold(store).lines
    read = GoldDocument.model_validate(json.loads(json.dumps(line)))
    quotes = [q for e in read.events for q in (e.evidence, e.trigger, e.place) if q]
    quotes += [content for said in read.statements for content in said.content]
    quotes += [promise.evidence for promise in read.commitments]
    assert len(quotes) == 8
    assert all(quote in line["text"] for quote in quotes)


def test_what_is_not_decided_is_counted_and_left_out(store, ledger, ana, calls):
    assert make_gold(store).lines == ()
    assert make_gold(store).waiting == {}  # nobody has begun
    accept(store, ana(), calls[:1])
    gold = make_gold(store)
    assert gold.lines == ()
    assert list(gold.waiting.values()) == [7]


def test_an_event_of_nobody_is_left_out_and_told(store, ledger, ana):
    call = ledger.contacts(every=True, outlet="Coast Wire", status="occurred").rows[0]
    correct(store, ana(), call.id, [("source", "none"), ("target", "none")])
    decide(store, ledger, ana)
    gold = make_gold(store)
    assert gold.nameless == (call.id,)
    assert [event["type"] for event in gold.lines[0]["events"]] == ["CONSULT"]
