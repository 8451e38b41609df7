"""What a notebook shows."""

from demarche.export.notebook import render_report
from tests.export.made_up import HARM, make_failed_report, make_hostile_report, make_report
from tests.export.test_page import Page


def test_a_report_shows_itself():
    shown = make_report()._repr_html_()
    assert shown == render_report(make_report())
    for words in ("Rivas and Lind speak by phone", "1 hour 30 minutes", "new tolls", "D102"):
        assert words in shown


def test_it_is_a_fragment_without_script_or_style_elements():
    elements = {tag for tag, _ in Page(render_report(make_report())).elements}
    assert not elements & {"html", "body", "script", "style", "link", "img"}


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
