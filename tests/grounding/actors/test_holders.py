"""Who held an office on a day: words for offices and owners, intervals, errors with near names."""

from __future__ import annotations

import pytest

from demarche.errors import RuleError
from demarche.grounding.actors.holders import find_holders, find_owner, precision_of
from demarche.grounding.actors.registry import Registry, load_registry


def _entry(ident: str, name: str, *offices: tuple[str, str, str, str]) -> str:
    held = ", ".join(
        f"{{office: {kind}, title: {title}, country: FRA, start: '{start}', end: '{end}'}}"
        for kind, title, start, end in offices
    )
    return (
        f"- {{id: 'per:{ident}', name: {name}, family: {name.split()[-1]},\n"
        f"    offices: [{held}],\n    source: public record}}\n"
    )


OWN = Registry(
    [
        (
            "own.yml",
            _entry("a-b", "A B", ("head-of-state", "president", "1995", "2000-05"))
            + _entry("c-d", "C D", ("head-of-state", "president", "2004-03-01", "unknown"))
            + _entry("e-f", "E F", ("head-of-state", "king", "2004-03-01", "2009"))
            + _entry("g-h", "G H", ("minister", "minister of the interior", "1995", "2000"))
            + _entry("i-j", "I J", ("minister", "minister of finance", "1995", "2000"))
            + _entry("k-l", "K L", ("other", "warden of the northern marches", "1995", "2000")),
        )
    ]
)


def ids(office: str, day: str | None = None, owner: str = "FRA") -> list[str]:
    return [person.id for person, _ in find_holders(OWN, office, owner, day).held]


def test_the_package_knows_the_minister_of_a_day() -> None:
    found = find_holders(load_registry(), "foreign minister", "RUS", "2014-03-01")
    assert [(p.id, o.start) for p, o in found.held] == [("per:sergei-lavrov", "2004-03-09")]


@pytest.mark.parametrize("owner", ["FRA", "fra", "France", "French", " french republic "])
def test_an_owner_by_code_name_and_adjective(owner: str) -> None:
    assert find_owner(owner).id == "FRA"


@pytest.mark.parametrize(
    "owner", ["org:nato", "nato", "NATO", "North Atlantic Treaty Organization"]
)
def test_a_body_by_id_and_name(owner: str) -> None:
    assert find_owner(owner).id == "org:nato"


def test_an_office_by_kind_title_and_the_owner_s_own_words() -> None:
    assert ids("head-of-state", "1999") == ["per:a-b"]
    assert ids("President", "1999-01-01") == ["per:a-b"]
    assert ids("interior minister", "1999") == ["per:g-h"]
    assert ids("warden of the marches", "1999") == ["per:k-l"]


def test_a_title_tells_two_holders_of_one_kind_apart() -> None:
    assert ids("president", "2005") == ["per:c-d"]
    assert ids("king", "2005") == ["per:e-f"]
    assert ids("head of state", "2005") == ["per:e-f", "per:c-d"]


def test_a_date_is_as_wide_as_its_precision() -> None:
    assert ids("president", "2000") == ["per:a-b"]
    assert ids("president", "2000-05-31") == ["per:a-b"]
    assert ids("president", "2000-06-01") == []


def test_where_nobody_is_known_the_nearest_are_told() -> None:
    found = find_holders(OWN, "president", "FRA", "2002-07-01")
    assert found.held == ()
    assert found.before and found.before[0].id == "per:a-b"
    assert found.after and found.after[1].start == "2004-03-01"


def test_without_a_date_every_tenure_is_told_by_start() -> None:
    assert ids("president") == ["per:a-b", "per:e-f", "per:c-d"]


@pytest.mark.parametrize(
    ("office", "owner", "day", "code", "near"),
    [
        ("foreign ministre", "FRA", None, "G110", "foreign minister"),
        ("president", "Frence", None, "G111", "France (FRA)"),
        ("president", "FRA", "2014-13", "G112", ""),
        ("president", "FRA", "unknown", "G112", ""),
    ],
)
def test_what_is_not_known_is_said_with_the_near_names(
    office: str, owner: str, day: str | None, code: str, near: str
) -> None:
    with pytest.raises(RuleError) as raised:
        find_holders(OWN, office, owner, day)
    assert raised.value.code == code
    assert near in raised.value.hint


def test_precision_is_the_length_of_a_date() -> None:
    dates = ("2004", "2004-03", "2004-03-09", "unknown")
    assert [precision_of(d) for d in dates] == ["year", "month", "day", None]
