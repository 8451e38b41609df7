"""Times in texts: offsets, anchors, openings, tense, and dates that stay unknown."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.grounding.mentions import TimeMention
from demarche.grounding.times import find_times, nearest_time
from demarche.grounding.times.finding import find_with_rules
from tests.grounding.times.made_up import make_analysis, tag

Find = Callable[..., dict[str, TimeMention]]


def days(mention: TimeMention) -> tuple[str | None, str | None, str]:
    assert mention.interval is not None
    return mention.interval.start, mention.interval.end, mention.interval.precision


def test_times_come_in_the_order_of_the_text_and_do_not_overlap() -> None:
    text = "On 3 May 2019 they met; two days later, at 5 p.m., they signed. It holds since 2021."
    found = find_times(make_analysis(text))
    assert len(found) == 4
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_an_anchor_is_the_last_date_named(find: Find) -> None:
    found = find("They met on 3 May 2019. Two days later they met again. The same day it rained.")
    assert days(found["Two days later"]) == ("2019-05-05", "2019-05-05", "day")
    assert days(found["The same day"]) == ("2019-05-05", "2019-05-05", "day")
    assert found["The same day"].method == "anchor"


def test_a_week_is_counted_from_a_day_but_a_day_not_from_a_year(find: Find) -> None:
    assert days(find("He won on 2 May 2019. The following week he left.")["The following week"])[
        :2
    ] == ("2019-05-06", "2019-05-12")
    assert find("He won in 2019. Two days later he left.")["Two days later"].interval is None


@pytest.mark.parametrize(
    ("text", "quote", "wanted"),
    [
        ("It has held since January.", "January", ("2024-01-01", "2024-05-08", "open")),
        ("It holds starting from May 10.", "May 10", ("2024-05-10", None, "open")),
        ("It held until May 2.", "May 2", (None, "2024-05-02", "open")),
        ("It ran from 1994 to 1997.", "1994", ("1994-01-01", "1997-12-31", "year")),
        ("It ran between 1994 and 1997.", "1997", ("1994-01-01", "1997-12-31", "year")),
        ("It is due by May 12.", "May 12", ("2024-05-12", "2024-05-12", "day")),
    ],
)
def test_the_word_before_opens_a_time(
    find: Find, text: str, quote: str, wanted: tuple[str | None, str | None, str]
) -> None:
    assert days(find(text)[quote]) == wanted


def test_a_clock_takes_the_day_beside_it(find: Find) -> None:
    found = find("The blast came at 10:35 a.m. (0735 GMT) on Monday. At noon it was over.")
    assert found["10:35 a.m."].value == "2024-05-06T10:35"
    assert days(found["10:35 a.m."]) == ("2024-05-06", "2024-05-06", "minute")
    assert days(found["noon"])[0] == "2024-05-08"


def test_without_publication_relative_dates_stay_words_and_explicit_ones_resolve(
    find: Find,
) -> None:
    text = "Today, last week, on Friday, in May and two days ago he spoke; on 3 May 2019 he slept."
    found = find(text, published=None)
    unresolved = {q for q, t in found.items() if t.interval is None}
    assert unresolved == {"Today", "last week", "Friday", "May", "two days ago"}
    assert {found[q].method for q in unresolved} == {"unresolved"}
    assert days(found["3 May 2019"])[0] == "2019-05-03"


def test_a_publication_wider_than_a_day_settles_no_day(find: Find) -> None:
    analysis = make_analysis("He spoke on Friday.", "2024-05-08")
    assert analysis.document.published is not None
    wide = analysis.document.published.model_copy(update={"end": "2024-05-31"})
    document = analysis.document.model_copy(update={"published": wide})
    (time,) = find_times(type(analysis)(document, analysis.tokens, analysis.sentences))
    assert time.interval is None


@pytest.mark.parametrize(
    ("verb", "helper", "wanted"),
    [
        (("met", "VBD"), None, "2024-05-03"),
        (("meet", "VB"), ("will", "MD"), "2024-05-10"),
        (("meet", "VBP"), None, "2024-05-10"),
        (("know", "VBP"), None, "2024-05-03"),
        (("scheduled", "VBN"), ("was", "VBD"), "2024-05-10"),
        (("held", "VBN"), ("was", "VBD"), "2024-05-03"),
        (("meeting", "VBG"), ("are", "VBP"), "2024-05-10"),
        (("left", "VBN"), ("could", "MD"), "2024-05-10"),
    ],
)
def test_the_tense_of_the_verb_decides_the_side(
    verb: tuple[str, str], helper: tuple[str, str] | None, wanted: str
) -> None:
    word = helper[0] if helper else "They"
    analysis = make_analysis(f"{word} {verb[0]} on Friday")
    heads = {verb[0]: (verb[0], "root", verb[1]), "Friday": (verb[0], "obl", "NNP")}
    if helper:
        heads[word] = (verb[0], "aux", helper[1])
    (time,) = find_times(tag(analysis, **heads))
    assert days(time)[0] == wanted


def test_an_infinitive_puts_ahead_what_it_governs_but_not_what_owns_a_noun() -> None:
    acts = make_analysis("They want to meet Friday")
    heads = {
        "want": ("want", "root", "VBP"),
        "to": ("meet", "mark", "TO"),
        "meet": ("want", "xcomp", "VB"),
        "Friday": ("meet", "obl:unmarked", "NNP"),
    }
    assert days(find_times(tag(acts, **heads))[0])[0] == "2024-05-10"
    owned = make_analysis("They want to meet Friday 's guest")
    heads["Friday"] = ("guest", "nmod:poss", "NNP")
    heads["guest"] = ("meet", "obj", "NN")
    assert days(find_times(tag(owned, **heads))[0])[0] == "2024-05-03"


def test_what_could_not_be_done_lies_behind() -> None:
    analysis = make_analysis("He could not attend Friday")
    heads = {
        "could": ("attend", "aux", "MD"),
        "not": ("attend", "advmod", "RB"),
        "attend": ("attend", "root", "VB"),
        "Friday": ("attend", "obl:unmarked", "NNP"),
    }
    assert days(find_times(tag(analysis, **heads))[0])[0] == "2024-05-03"
    heads["not"] = ("Friday", "advmod", "RB")
    assert days(find_times(tag(analysis, **heads))[0])[0] == "2024-05-10"


def test_the_previous_friday_is_counted_from_the_friday_named(find: Find) -> None:
    found = find("It fell on Friday. Overnight it fell again, from the previous Friday.")
    assert days(found["Friday"])[0] == "2024-05-03"
    assert days(found["the previous Friday"])[0] == "2024-04-26"


def test_a_year_earlier_is_of_the_quarter_until_a_longer_stretch_is_told(find: Find) -> None:
    text = "Profit rose in the first quarter from %s. %sIt rose from a year earlier."
    assert find(text % ("a year ago", ""))["a year earlier"].value == "2023-Q1"
    assert find(text % ("a year ago", "For the nine months it fell. "))["a year earlier"].value == (
        "2023"
    )


def test_words_before_a_time_put_it_ahead(find: Find) -> None:
    assert days(find("He named her, effective Friday.")["Friday"])[0] == "2024-05-10"
    assert days(find("He said talks came as soon as Friday.")["Friday"])[0] == "2024-05-10"


def test_hours_count_into_days_and_quarters_are_their_own_unit(find: Find) -> None:
    found = find("They met on May 2. Some 48 hours later he left, after two quarters of loss.")
    assert days(found["48 hours later"])[0] == "2024-05-04"
    assert found["two quarters"].value == "P2Q"


def test_southern_seasons_run_half_a_year_apart(find: Find) -> None:
    found = find("It ended in the summer of 2021, or in the Australian summer of 2021.")
    assert days(found["the summer of 2021"])[:2] == ("2021-06-01", "2021-08-31")
    assert days(found["the Australian summer of 2021"])[:2] == ("2021-12-01", "2022-02-28")


def test_what_is_the_last_of_a_month_is_not_counted_from_publication(find: Find) -> None:
    assert find("He stayed for the last two weeks of March.")["the last two weeks"].interval is None
    assert days(find("He stayed for the last two weeks.")["the last two weeks"])[1] == "2024-05-08"


def test_a_weekday_agrees_with_the_date_beside_it(find: Find) -> None:
    found = find("They met on Friday, June 23.")
    assert days(found["Friday, June 23"])[0] == "2023-06-23"


def test_impossible_dates_resolve_to_no_day(find: Find) -> None:
    assert find("It was on 31 June 2019.")["31 June 2019"].value == "2019-06"
    assert find("It was on 99/99/2019.").get("99/99/2019", None) is not None
    assert find("It was on 99/99/2019.")["99/99/2019"].interval is None


def test_the_nearest_time_is_of_the_same_sentence() -> None:
    analysis = make_analysis("On Monday he spoke and on Tuesday he left. On Friday he slept.")
    times = find_times(analysis)
    at = {t.text: t.i for t in analysis.tokens}
    spoke, left = (
        nearest_time(analysis, times, at["spoke"]),
        nearest_time(analysis, times, at["left"]),
    )
    assert spoke is not None
    assert left is not None
    assert (spoke.value, left.value) == ("2024-05-06", "2024-05-07")
    assert nearest_time(analysis, (), at["slept"]) is None


WORDS = (
    "May", "March", "3", "2019", "the", "last", "week", "year", "of", "in", "-", "quarter", "ago",
    "to", "31", "June", "Friday", "first", "half", "p.m.", "5", "a", "next", "century", "days",
    "two", "fiscal", "0000", "9999", "decade", "later", "every", "12:30", "'90s", "Easter", ".",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from([None, "2024-02-29"]))
def test_any_mixture_of_time_words_is_read(words: list[str], published: str | None) -> None:
    analysis = make_analysis(" ".join(words), published)
    found = find_with_rules(analysis)
    assert found == find_with_rules(analysis)
    for time in (f.mention for f in found):
        assert 0 <= time.start < time.end <= len(analysis.tokens)
        if time.interval and time.interval.start and time.interval.end:
            assert time.interval.start <= time.interval.end


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_held(published: str) -> None:
    text = "Yesterday, tomorrow, last year, next week, two centuries ago, a decade later, in May."
    assert find_times(make_analysis(text, published))


def test_times_told_together_settle_one_another(find: Find) -> None:
    found = find("It sat between March and June 2023 and returns Thursday (May 9).")
    assert days(found["March"]) == ("2023-03-01", "2023-06-30", "month")
    assert days(found["Thursday"])[0] == "2024-05-09"


def test_a_length_after_in_is_a_date_only_where_the_act_lies_ahead(find: Find) -> None:
    ahead = find("They will meet in three days.")["three days"]
    assert (ahead.kind, days(ahead)[0]) == ("DATE", "2024-05-11")
    told = find("They met twice in three days.")["three days"]
    assert (told.kind, told.interval, told.minutes) == ("DURATION", None, 4320)
