"""Events found in hand-made parses: parties, status, time, merging, the reader's head."""

from __future__ import annotations

from demarche.extract.events import build_events, find_events
from demarche.extract.events.draft import EventDraft
from demarche.grounding.mentions import Grounding
from demarche.language.analysis import Trigger
from tests.extract.events.parsed import ground, parse


def only(grounding: Grounding) -> EventDraft:
    drafts = find_events(grounding)
    assert len(drafts) == 1, [(d.type, d.source, d.target) for d in drafts]
    return drafts[0]


CONDEMNED = """
France France NNP 2 nsubj
condemned condemn VBD 0 root
Russia Russia NNP 5 nmod:poss
's 's POS 3 case
invasion invasion NN 2 obj
of of IN 7 case
Ukraine Ukraine NNP 5 nmod
. . . 2 punct
"""


def test_a_verb_takes_subject_and_the_actor_inside_its_object() -> None:
    drafts = find_events(ground(parse(CONDEMNED), "France", "Russia", "Ukraine"))
    assert [(d.type, d.source, d.target) for d in drafts] == [
        ("ACCUSE", ("France",), ("Russia",)),
        ("ASSAULT", ("Russia",), ("Ukraine",)),
    ]
    assert drafts[0].mode == "disapprove"
    assert drafts[0].trail[0][0].startswith("ACC-")


def test_records_quote_the_text_and_have_stable_ids() -> None:
    grounding = ground(parse(CONDEMNED), "France", "Russia", "Ukraine")
    events = build_events(find_events(grounding), grounding)
    assert events == build_events(find_events(grounding), grounding)
    assert events[0].trigger.quote == "condemned"
    assert events[0].evidence[0].quote == "France condemned Russia 's invasion of Ukraine"
    assert len({event.id for event in events}) == 2


def test_a_passive_has_its_doer_in_the_by_phrase() -> None:
    draft = only(
        ground(
            parse("""
            Kuwait Kuwait NNP 3 nsubj:pass
            was be AUX/VBD 3 aux:pass
            invaded invade VBN 0 root
            by by IN 5 case
            Iraq Iraq NNP 3 obl:agent
            """),
            "Iraq", "Kuwait",
        )
    )  # fmt: skip
    assert (draft.source, draft.target) == (("Iraq",), ("Kuwait",))


def test_an_agentless_passive_has_no_source() -> None:
    draft = only(
        ground(
            parse("""
            Kuwait Kuwait NNP 3 nsubj:pass
            was be AUX/VBD 3 aux:pass
            invaded invade VBN 0 root
            """),
            "Kuwait",
        )
    )
    assert (draft.source, draft.target) == ((), ("Kuwait",))


def test_a_carried_noun_has_the_parties_and_status_of_its_verb() -> None:
    draft = only(
        ground(
            parse("""
            Iran Iran NNP 3 nsubj
            will will MD 3 aux
            hold hold VB 0 root
            talks talk NNS 3 obj
            with with IN 6 case
            Iraq Iraq NNP 3 obl
            """),
            "Iran", "Iraq",
        )
    )  # fmt: skip
    assert (draft.type, draft.source, draft.target) == ("CONSULT", ("Iran",), ("Iraq",))
    assert draft.status == "planned"


def test_coordinated_subjects_are_both_sources() -> None:
    draft = only(
        ground(
            parse("""
            Iran Iran NNP 4 nsubj
            and and CC 3 cc
            Iraq Iraq NNP 1 conj
            signed sign VBD 0 root
            a a DT 6 det
            treaty treaty NN 4 obj
            """),
            "Iran", "Iraq",
        )
    )  # fmt: skip
    assert (draft.type, draft.source, draft.target) == ("AGREE", ("Iran", "Iraq"), ())


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    drafts = find_events(
        ground(
            parse("""
            Iraq Iraq NNP 0 root
            , , , 4 punct
            which which WDT/WP 4 nsubj
            invaded invade VBD 1 acl:relcl
            Kuwait Kuwait NNP 4 obj
            """.replace("WDT/WP", "PRON/WDT")),
            "Iraq", "Kuwait",
        )
    )  # fmt: skip
    assert [(d.source, d.target) for d in drafts] == [(("Iraq",), ("Kuwait",))]


def test_object_control_gives_the_infinitive_its_subject() -> None:
    drafts = find_events(
        ground(
            parse("""
            France France NNP 2 nsubj
            urged urge VBD 0 root
            Israel Israel NNP 2 obj
            to to TO 5 mark
            meet meet VB 2 xcomp
            with with IN 7 case
            Syria Syria NNP 5 obl
            """),
            "France", "Israel", "Syria",
        )
    )  # fmt: skip
    assert [(d.type, d.status, d.source, d.target) for d in drafts] == [
        ("REQUEST", "occurred", ("France",), ("Israel",)),
        ("CONSULT", "requested", ("Israel",), ("Syria",)),
    ]
    assert drafts[0].mode == "meet"


MET = """
Biden Biden NNP 2 nsubj
met meet VBD 0 root
with with IN 4 case
Xi Xi NNP 2 obl
{when} {when} RB 2 advmod
"""
LATER = """
The the DT 2 det
meeting meeting NN 3 nsubj
lasted last VBD 0 root
long long RB 3 advmod
"""


def test_a_bare_the_meeting_joins_the_meeting_before_it() -> None:
    draft = only(ground(parse(MET.format(when="yesterday"), LATER), "Biden", "Xi"))
    assert len(draft.mentions) == 2
    assert len(draft.evidence) == 2


def test_a_bare_the_meeting_alone_is_no_event() -> None:
    assert find_events(ground(parse(LATER), "Biden")) == []


def test_meetings_on_different_days_stay_apart() -> None:
    grounding = ground(
        parse(MET.format(when="Monday"), MET.format(when="Friday")),
        "Biden", "Xi",
        times={"Monday": "2031-03-03", "Friday": "2031-03-07"},
    )  # fmt: skip
    drafts = find_events(grounding)
    assert [d.time.start for d in drafts if d.time] == ["2031-03-03", "2031-03-07"]


def test_mentions_without_a_contradiction_are_one() -> None:
    draft = only(
        ground(
            parse(MET.format(when="Monday"), MET.format(when="briefly")),
            "Biden", "Xi",
            times={"Monday": "2031-03-03"},
        )
    )  # fmt: skip
    assert draft.time is not None
    assert draft.time.start == "2031-03-03"


def test_the_contact_of_a_readout_has_the_day_of_publication() -> None:
    text = MET.format(when="privately")
    readout = parse(text, genre="readout", published="2031-04-02")
    dated = only(ground(readout, "Biden", "Xi"))
    assert dated.time is not None
    assert (dated.time.start, dated.time.method) == ("2031-04-02", "publication")
    news = parse(text, genre="news", published="2031-04-02")
    assert only(ground(news, "Biden", "Xi")).time is None


def test_three_countries_make_it_multilateral() -> None:
    grounding = ground(
        parse("""
        Iran Iran NNP 6 nsubj
        , , , 3 punct
        Iraq Iraq NNP 1 conj
        and and CC 5 cc
        Qatar Qatar NNP 1 conj
        met meet VBD 0 root
        """),
        "Iran", "Iraq", "Qatar",
        countries={"Iran": "IRN", "Iraq": "IRQ", "Qatar": "QAT"},
    )  # fmt: skip
    assert only(grounding).mode == "multilateral"


def _trigger(i: int, kind: str, score: float, status: str = "occurred") -> Trigger:
    return Trigger(i, i + 1, kind, score, status, {status: 1.0}, None)


SAID = """
Iran Iran NNP 2 nsubj
pooh-poohed pooh-pooh VBD 0 root
Iraq Iraq NNP 2 obj
"""


def test_the_reader_proposes_what_no_rule_knows() -> None:
    likely = ground(parse(SAID), "Iran", "Iraq", triggers=(_trigger(1, "REJECT", 0.9),))
    draft = only(likely)
    assert (draft.type, draft.trail[0][0]) == ("REJECT", "reader:event")
    doubtful = ground(parse(SAID), "Iran", "Iraq", triggers=(_trigger(1, "REJECT", 0.05),))
    assert find_events(doubtful) == []


def test_a_rule_the_reader_doubts_is_dropped() -> None:
    elsewhere = (_trigger(0, "AID", 0.01),)
    kept = ground(parse(CONDEMNED), "France", triggers=elsewhere, typed={1: {"ACCUSE": 0.9}})
    assert [d.type for d in find_events(kept)] == ["ACCUSE"]
    gone = ground(parse(CONDEMNED), "France", triggers=elsewhere, typed={1: {"ACCUSE": 0.001}})
    assert find_events(gone) == []


def test_the_trail_names_rule_and_reader() -> None:
    both = ground(
        parse(CONDEMNED),
        "France",
        triggers=(_trigger(1, "ACCUSE", 0.9),),
        typed={1: {"ACCUSE": 0.9}},
    )
    names = [name for name, _ in only(both).trail]
    assert names[0].startswith("ACC-")
    assert "reader:event" in names
