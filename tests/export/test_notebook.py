"""What a notebook shows."""

import sys

import pytest

from demarche.errors import QueryError
from demarche.export.charts import chart_timeline
from demarche.export.drawing import draw_timeline, list_dots
from demarche.export.entries import tell_row
from demarche.export.notebook import MOST_ROWS, render_record, render_report
from demarche.ledger.link.compare import compare_reports
from demarche.query.comparison import Compared
from demarche.query.rows import ActorRow, CommitmentRow, EventRow, HitRow, MomentRow, StatementRow
from demarche.query.table import Table
from tests.export.made_up import (
    HARM,
    TEXT,
    make_document,
    make_failed_report,
    make_hostile_report,
    make_report,
)
from tests.export.test_page import Page

ASIDE = {"html", "body", "script", "style", "link", "img"}


def cite(words="they spoke", **known):
    cited = {
        "id": "e:1", "day": "2031-04-02", "quote": words, "start": 0, "document": "d:1",
        "outlet": "Coast Wire", "title": words, "url": "https://example.org/1",
        "published": "2031-04-03", "confidence": 0.9,
    }  # fmt: skip
    return {**cited, **known}


def make_event(words="they spoke", **known):
    told = {
        "type": "CONSULT", "mode": "phone", "status": "occurred", "source": (words,),
        "target": ("Tomas Lind",), "others": (), "until": None, "precision": "day", "place": words,
        "medium": "phone", "duration": 90, "occurrence": "o:1", "reports": 2, "origins": 1,
    }  # fmt: skip
    return EventRow(**{**cite(words), **told, **known})


def make_moment(words="they spoke", **known):
    told = {"kind": "event", "what": "CONSULT / phone", "status": "occurred"}
    return MomentRow(**cite(words, **{**told, "who": (words,), "whom": (), **known}))


def make_rows(words="they spoke"):
    promise = {"act": words, "due": words, "condition": words, "strength": "firm"}
    return [
        make_event(words),
        StatementRow(
            **cite(words), speaker=(words,), addressee=(words,), via=(words,), kind="direct",
            cue=words, medium=words,
        ),
        CommitmentRow(**cite(words), by=(words,), to=(), status="kept", since="2031-05-01",
                      **promise),
        make_moment(words),
        HitRow(kind="document", record=None, words=words, document="d:1", outlet=words,
               title=words, url="javascript:alert(1)", published="2031-04-03"),
        ActorRow(name=words, kind="person", country=None, registry=None, names=(words,), roles=(),
                 documents=1, records=2, first=None, last=None),
    ]  # fmt: skip


def show(*rows):
    return Table.of(type(rows[0]), rows)._repr_html_()


def test_a_report_shows_itself():
    shown = make_report()._repr_html_()
    assert shown == render_report(make_report())
    for words in ("Rivas and Lind speak by phone", "1 hour 30 minutes", "new tolls", "D102"):
        assert words in shown


def test_it_is_a_fragment_without_script_or_style_elements():
    elements = {tag for tag, _ in Page(render_report(make_report())).elements}
    assert not elements & ASIDE


def test_a_hostile_article_brings_in_no_element_of_its_own():
    shown = render_report(make_hostile_report())
    calm = {tag for tag, _ in Page(render_report(make_report())).elements}
    assert {tag for tag, _ in Page(shown).elements} <= calm
    assert HARM not in shown


def test_a_failed_report_says_why():
    assert "no such file: gone.txt" in render_report(make_failed_report())


def test_repr_is_short():
    assert repr(make_report()) == (
        "Report('doc-1': 3 events, 2 statements, 1 commitments, 1 findings)"
    )


def test_a_document_shows_its_heading_and_all_its_text():
    shown = make_document()._repr_html_()
    assert "Ministry of Examples" in shown
    words = [w for w in TEXT.replace("“", "").replace("”", "").split() if w.isalpha()]
    assert [w for w in words if w not in shown] == []


def test_a_document_links_to_the_web_alone():
    assert (
        'href="https://example.org/a"' in make_document(url="https://example.org/a")._repr_html_()
    )
    assert "href" not in make_document(url="javascript:alert(1)")._repr_html_()


def test_an_event_says_who_how_long_and_how_often_it_is_told():
    shown = show(make_event("Ana Rivas"))
    for words in ("2031-04-02", "Ana Rivas", " ⇄ ", "Tomas Lind", "phone · occurred"):
        assert words in shown
    for words in ("1 hour 30 minutes", "2 reports of 1 independent origin", "Coast Wire"):
        assert words in shown
    assert tell_row(make_event()).happened
    assert not tell_row(make_event(status="planned")).happened


def test_a_promise_says_since_when_it_is_kept():
    assert "firm · kept since 2031-05-01" in show(make_rows()[2])


@pytest.mark.parametrize("row", make_rows(HARM), ids=lambda row: type(row).__name__)
def test_hostile_words_bring_in_no_element_of_their_own(row):
    shown = show(row)
    page = Page(shown)
    assert not {tag for tag, _ in page.elements} & ASIDE
    assert HARM not in shown
    assert not any("javascript:" in (a.get("href") or "") for _, a in page.elements)
    assert not any(name.startswith("on") for _, a in page.elements for name in a)


def test_an_answer_of_values_has_its_columns():
    shown = Table(("outlet", "n"), (("Coast Wire", 3), (None, 1)))._repr_html_()
    for words in ("<th", "outlet", "Coast Wire", ">3<"):
        assert words in shown


def test_an_empty_answer_says_so():
    assert "Nothing found" in Table.of(EventRow, [])._repr_html_()


def test_a_long_answer_says_how_many_more_there_are():
    shown = show(*[make_event()] * (MOST_ROWS + 7))
    assert "and 7 more" in shown
    assert shown.count("<tr") == MOST_ROWS


def test_a_timeline_has_a_dot_for_each_moment_with_a_day():
    rows = [
        make_moment(),
        make_moment(status="planned", day="2031-06-01"),
        make_moment(kind="statement", what="said", status=None, day="2032-01-02"),
        make_moment(day=None),
    ]
    shown = show(*rows)
    circles = [a for tag, a in Page(shown).elements if tag == "circle"]
    assert len(circles) == 3
    assert [a["fill"] == "none" for a in circles] == [False, True, False]
    assert [dot.lane for dot in list_dots(rows)] == ["Contacts", "Contacts", "Statements"]
    assert draw_timeline(rows) == draw_timeline(rows)


def test_dots_of_one_day_do_not_hide_one_another():
    shown = draw_timeline([make_moment()] * 5)
    circles = [a for tag, a in Page(shown).elements if tag == "circle"]
    assert len({(a["cx"], a["cy"]) for a in circles}) == 5


@pytest.mark.parametrize("last", ["2031-04-03", "2031-12-31", "2034-04-02", "2091-04-02"])
def test_the_days_named_are_few_and_in_order(last):
    drawn = Page(draw_timeline([make_moment(), make_moment(day=last)]))
    ticks = [float(a["x"]) for t, a in drawn.elements if t == "text" and "text-anchor" in a]
    assert 1 <= len(ticks) <= 16
    assert ticks == sorted(ticks)


def test_a_timeline_without_days_has_no_drawing():
    assert draw_timeline([make_moment(day=None)]) == ""


def test_a_comparison_has_a_column_a_side_and_says_what_one_tells_alone():
    report = make_report()
    other = report.model_copy(update={"document": make_document(id="doc-2"), "commitments": ()})
    found = compare_reports(report, other, contact=("e:call", "e:call"))
    shown = found._repr_html_()
    assert shown.count("<th") >= 3
    for line in found.lines:
        for told in (*line.one, *line.other):
            assert told.quote.quote.split()[0] in shown


def test_a_comparison_of_rows_is_headed_by_their_outlets():
    report = make_report()
    found = compare_reports(report, report)
    shown = Compared(make_event(), make_event(outlet="Tide Post"), found)._repr_html_()
    assert shown.index("Coast Wire") < shown.index("Tide Post")


def test_with_altair_a_timeline_is_a_chart_of_the_same_dots():
    chart = chart_timeline([make_moment(), make_moment(day=None), make_moment(status="planned")])
    (values,) = chart.to_dict()["datasets"].values()
    assert [value["done"] for value in values] == [True, False]


def test_without_altair_the_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(QueryError, match="altair is not installed"):
        chart_timeline([make_moment()])


def test_a_hostile_comparison_brings_in_no_element_of_its_own():
    report = make_hostile_report()
    shown = compare_reports(report, report)._repr_html_()
    assert not {tag for tag, _ in Page(shown).elements} & ASIDE


def test_what_cannot_be_drawn_is_none():
    assert render_record("words") is None
