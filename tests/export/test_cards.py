"""Records told as cards."""

from demarche.export import make_deck
from demarche.export.cards import keep_widest
from tests.export.made_up import find, make_failed_report, make_hostile_report, make_report


def _cards():
    return {card.number: card for card in make_deck(make_report()).cards}


def _facts(card):
    return {fact.label: fact.text for fact in card.facts}


def test_groups_in_order_and_only_those_with_cards():
    assert [group.kind for group in make_deck(make_report()).groups] == [
        "contact", "event", "statement", "commitment", "exchange", "position", "actor", "finding",
    ]  # fmt: skip
    assert [group.kind for group in make_deck(make_failed_report()).groups] == ["finding"]


def test_a_contact_tells_who_how_when_how_long_and_about_what():
    card = _cards()["C1"]
    assert (card.sides, card.arrow) == (("Ana Rivas", "Tomas Lind"), "⇄")
    assert card.tags == ("phone call", "occurred")
    assert _facts(card) == {
        "when": "1 April 2031",
        "length": "1 hour 30 minutes",
        "observer": "Northern League",
        "about": "grain and fishing rights",
        "next": "C2",
        "told in": "S1",
    }
    assert card.trail == ("CON-004",)


def test_contacts_that_happened_come_first():
    cards = _cards()
    assert (cards["C1"].id, cards["C1"].happened) == ("e:call", True)
    assert (cards["C2"].id, cards["C2"].happened) == ("e:meet", False)
    assert _facts(cards["C2"])["where"] == "Port Salt"
    assert "next" not in _facts(cards["C2"])


def test_other_events_have_a_direction_and_a_claim():
    card = _cards()["E1"]
    assert (card.arrow, card.tags) == ("→", ("Accuse · allege", "occurred"))
    assert _facts(card)["claimed by"] == "Ana Rivas"


def test_statements_tell_speaker_addressee_where_and_via():
    cards = _cards()
    assert cards["S1"].sides == ("her office",)
    assert cards["S2"].sides == ("Ana Rivas", "Tomas Lind")
    assert cards["S2"].tags == ("“wrote”", "direct")
    assert _facts(cards["S2"]) == {"where": "Open Letters", "via": "Northern League"}


def test_commitments_exchanges_positions():
    cards = _cards()
    assert cards["P1"].tags == ("firm", "pending")
    assert _facts(cards["P1"]) == {"event": "C2"}
    assert [fact.text for fact in cards["X1"].facts] == ["Tomas Lind: port access", "?: grain;"]
    assert (cards["O1"].sides, cards["O1"].tags) == (("Tomas Lind",), ("against",))


def test_an_actor_without_a_part_is_a_bystander():
    report = make_report()
    idle = report.actors[0].model_copy(update={"id": "a:idle", "name": "Nobody"})
    deck = make_deck(report.model_copy(update={"actors": (*report.actors, idle)}))
    group = next(group for group in deck.groups if group.kind == "actor")
    assert [card.sides for card in group.bystanders] == [("Nobody",)]
    assert len(group.main) == 3


def test_every_record_but_a_bare_finding_and_a_silent_actor_stands_in_the_text():
    for report in (make_report(), make_hostile_report()):
        for card in make_deck(report).cards:
            if card.kind not in ("finding", "actor"):
                assert card.anchor in card.spans
                assert card.quotes


def test_a_quote_within_another_is_not_shown_twice():
    spans = [find("Port Salt"), find("meet in Port Salt next week"), find("accused")]
    assert [span.quote for span in keep_widest(spans)] == [
        "meet in Port Salt next week", "accused",
    ]  # fmt: skip


def test_ids_are_unique():
    ids = [card.id for card in make_deck(make_report()).cards]
    assert len(ids) == len(set(ids))
