"""What a field can hold, as a person types it."""

import pytest

from demarche.errors import LedgerError
from demarche.ledger.reviewing import correct
from demarche.ledger.store import View


def find(ledger, kind, **limits):
    """Return the first record of a kind, of one outlet."""
    if kind == "event":
        return ledger.events(every=True, outlet="Coast Wire", **limits).rows[0]
    return getattr(ledger, f"{kind}s")(outlet="Coast Wire", **limits).rows[0]


def change(store, ana, row, of, /, **fields):
    """Correct fields and return the record as it is then, with its report."""
    correct(store, ana(), row.id, list(fields.items()))
    (report,) = View(store).load_reports([row.document])
    record = next(one for one in getattr(report, f"{of}s") if one.id == row.id)
    return report, record


def name_of(report, actors):
    names = {actor.id: actor.name for actor in report.actors}
    return [names[actor] for actor in actors]


TIMES = [
    ("2031-04-02", ("2031-04-02", "2031-04-02", "day")),
    ("2031-02", ("2031-02-01", "2031-02-28", "month")),
    ("2031", ("2031-01-01", "2031-12-31", "year")),
    ("2031-04-02/2031-04-05", ("2031-04-02", "2031-04-05", "day")),
    ("2031-04/2031-06", ("2031-04-01", "2031-06-30", "month")),
]


@pytest.mark.parametrize(("typed", "wanted"), TIMES)
def test_times(store, ledger, ana, typed, wanted):
    event = find(ledger, "event", status="planned")
    time = change(store, ana, event, "event", time=typed)[1].time
    assert (time.start, time.end, time.precision) == wanted


def test_a_field_can_be_emptied(store, ledger, ana):
    event = find(ledger, "event", status="planned")
    held = change(store, ana, event, "event", time="none", place="", medium="None", target="-")[1]
    assert (held.time, held.place, held.medium, held.target) == (None, None, None, ())


def test_actors_by_name_by_mention_by_id_and_new_ones(store, ledger, ana):
    event = find(ledger, "event", status="planned")
    (report,) = View(store).load_reports([event.document])
    league = next(actor.id for actor in report.actors if actor.name == "Northern League")
    typed = f"tomas lind; President Ana Rivas; {league}; Prime Minister"
    report, held = change(store, ana, event, "event", source=typed)
    names = ["Tomas Lind", "Ana Rivas", "Northern League", "Prime Minister"]
    assert name_of(report, held.source) == names
    new = next(actor for actor in report.actors if actor.name == "Prime Minister")
    assert (new.kind, new.mentions[0].quote) == ("other", "Prime Minister")
    (row,) = ledger.contacts("Prime Minister", outlet="Coast Wire", every=True)
    assert row.id == event.id


def test_quotes_are_found_nearest_and_across_white_space(store, ledger, ana):
    promise = find(ledger, "commitment")
    report, held = change(
        store, ana, promise, "commitment", act="meet  in\nPort Salt", condition="next week"
    )
    assert held.act.quote == "meet in Port Salt"
    assert report.document.text[held.condition.start : held.condition.end] == "next week"
    event = find(ledger, "event", status="planned")
    trigger = change(store, ana, event, "event", trigger="Rivas")[1].trigger
    places = [at for at in range(len(report.document.text))
              if report.document.text.startswith("Rivas", at)]  # fmt: skip
    assert len(places) == 3
    assert trigger.start == places[-1]  # beside its own sentence, not in the headline


def test_several_quotes_and_one_with_a_semicolon(store, ledger, ana):
    event = find(ledger, "event", status="occurred")
    held = change(store, ana, event, "event", topics="grain; new tolls")[1]
    assert [span.quote for span in held.topics] == ["grain", "new tolls"]
    again = change(store, ana, event, "event", topics="for grain; he is")[1]
    assert [span.quote for span in again.topics] == ["for grain; he is"]


def test_a_mode_belongs_to_its_type(store, ledger, ana):
    event = find(ledger, "event", status="occurred", type="CONSULT")
    held = change(store, ana, event, "event", type="accuse", mode="Allege")[1]
    assert (held.type, held.mode) == ("ACCUSE", "allege")
    bare = change(store, ana, event, "event", type="AGREE")[1]
    assert (bare.type, bare.mode) == ("AGREE", None)


def test_statements_and_the_rest(store, ledger, ana):
    said = find(ledger, "statement", speaker="Rivas")
    report, held = change(
        store, ana, said, "statement", speaker="Lind", kind="mixed", medium="a  letter", via="none"
    )
    assert name_of(report, held.speaker) == ["Tomas Lind"]
    assert (held.kind, held.medium, held.via) == ("mixed", "a letter", ())
    for kind, field, typed in (("exchanges", "status", "occurred"), ("positions", "stance", "for")):
        (record,) = getattr(report, kind)
        correct(store, ana(), record.id, [(field, typed)])
        (report,) = View(store).load_reports([said.document])
        assert getattr(getattr(report, kind)[0], field) == typed


REFUSED = [
    ("event", "colour", "red", "K121"),
    ("event", "type", "none", "K121"),
    ("event", "evidence", "none", "K121"),
    ("event", "status", "perhaps", "K122"),
    ("event", "mode", "demo", "K122"),
    ("event", "duration", "long", "K122"),
    ("event", "time", "next week", "K122"),
    ("event", "time", "2031-04-31", "K122"),
    ("event", "time", "2031-04-05/2031-04-02", "K122"),
    ("event", "place", "Atlantis", "K123"),
    ("event", "trigger", "danced", "K123"),
    ("event", "source", "Nobody Known", "K123"),
    ("commitment", "strength", "iron", "K122"),
]


@pytest.mark.parametrize(("kind", "field", "typed", "code"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_kept(store, ledger, ana, kind, field, typed, code):
    row = find(ledger, kind)
    before = len(View(store).load_judgements())
    with pytest.raises(LedgerError) as refused:
        correct(store, ana(), row.id, [(field, typed)])
    assert refused.value.code == code
    assert refused.value.hint
    assert len(View(store).load_judgements()) == before


def test_a_document_cannot_be_corrected(store, ledger, ana):
    with pytest.raises(LedgerError, match="K121"):
        correct(store, ana(), find(ledger, "event").document, [("title", "x")])
