"""The registry of persons: pinned facts, names as the news spells them, and the self-test."""

from __future__ import annotations

import pytest

from demarche.errors import RuleError
from demarche.grounding.actors.check import check_registry
from demarche.grounding.actors.entries import Person
from demarche.grounding.actors.registry import Registry, load_registry, parse_entries
from demarche.grounding.actors.transliteration import Alike, Speller

HOLDERS = [
    ("foreign-minister", "RUS", "2014-03-01", ["per:sergei-lavrov"]),
    ("head-of-state", "USA", "1998-02-27", ["per:bill-clinton"]),
    ("igo-head", "org:un", "1995-06-01", ["per:boutros-boutros-ghali"]),
    ("igo-head", "org:un", "2016-12-31", ["per:ban-ki-moon"]),
    ("igo-head", "org:nato", "1999-04-15", ["per:javier-solana"]),
    ("igo-head", "org:iaea", "2003-03-07", ["per:mohamed-elbaradei"]),
    ("igo-head", "org:european-commission", "2016-06-24", ["per:jean-claude-juncker"]),
    ("igo-head", "org:european-council", "2016-06-24", ["per:donald-tusk"]),
    ("igo-head", "org:eu", "2016-06-24", ["per:federica-mogherini"]),
    ("head-of-government", "GBR", "1998-04-10", ["per:tony-blair"]),
    ("head-of-government", "GBR", "2016-06-24", ["per:david-cameron"]),
    ("head-of-state", "RUS", "1999-12-30", ["per:boris-yeltsin"]),
    ("head-of-state", "RUS", "2010-04-08", ["per:dmitry-medvedev"]),
    ("head-of-government", "RUS", "2010-04-08", ["per:vladimir-putin"]),
    ("foreign-minister", "USA", "2001-09-11", ["per:colin-powell"]),
    ("foreign-minister", "DEU", "1991-12-23", ["per:hans-dietrich-genscher"]),
    ("foreign-minister", "IRN", "2015-07-14", ["per:mohammad-javad-zarif"]),
    ("foreign-minister", "CHN", "2023-07-01", ["per:qin-gang"]),
    ("foreign-minister", "CHN", "2024-07-01", ["per:wang-yi"]),
    ("defence-minister", "USA", "1991-01-17", ["per:dick-cheney"]),
    ("defence-minister", "RUS", "2022-02-24", ["per:sergei-shoigu"]),
    ("national-security-adviser", "USA", "2015-07-14", ["per:susan-rice"]),
    ("head-of-government", "ISR", "1995-11-03", ["per:yitzhak-rabin"]),
    ("head-of-government", "ISR", "2022-08-01", ["per:yair-lapid"]),
    ("head-of-state", "UKR", "2014-03-18", ["per:oleksandr-turchynov"]),
    ("head-of-state", "FRA", "2003-03-20", ["per:jacques-chirac"]),
    ("head-of-state", "ZAF", "1994-05-10", ["per:nelson-mandela", "per:f-w-de-klerk"]),
    ("head-of-state", "YUG", "1999-03-24", ["per:slobodan-milosevic"]),
    ("head-of-state", "KOR", "2000-06-15", ["per:kim-dae-jung"]),
    ("head-of-government", "JPN", "1990-08-02", ["per:toshiki-kaifu"]),
    ("head-of-state", "XKX", "2018-01-01", ["per:hashim-thaci"]),
    ("head-of-state", "SUN", "1991-08-19", ["per:mikhail-gorbachev"]),
]

NAMES = [
    ("Volodymyr Zelenskyy", "per:volodymyr-zelensky"),
    ("Zelenskiy", "per:volodymyr-zelensky"),
    ("Moammar Gadhafi", "per:muammar-gaddafi"),
    ("Muammar el-Qaddafi", "per:muammar-gaddafi"),
    ("Xi", "per:xi-jinping"),
    ("Kim Jong Un", "per:kim-jong-un"),
    ("Orban Viktor", "per:viktor-orban"),
    ("Tayyip Erdogan", "per:recep-tayyip-erdogan"),
    ("Recep Tayyip Erdoğan", "per:recep-tayyip-erdogan"),
    ("Hashim Thaçi", "per:hashim-thaci"),
    ("Lukashenka", "per:alexander-lukashenko"),
    ("Nobody Ofthatname", None),
    ("Alyaksandr Lukashenka", "per:alexander-lukashenko"),
    ("Bashar Assad", "per:bashar-al-assad"),
    ("al-Maliki", "per:nouri-al-maliki"),
    ("Ursula von der Leyen", "per:ursula-von-der-leyen"),
    ("Suu Kyi", "per:aung-san-suu-kyi"),
    ("Sergey Lavrov", "per:sergei-lavrov"),
    ("Dmitriy Kuleba", "per:dmytro-kuleba"),
    ("Muhammad Morsi", "per:mohamed-morsi"),
    ("Abdul Fattah al-Sissi", "per:abdel-fattah-el-sisi"),
    ("Kiir", "per:salva-kiir"),
    ("Dbeibah", "per:abdul-hamid-dbeibah"),
    ("von der Leyen", "per:ursula-von-der-leyen"),
    ("Peña Nieto", "per:enrique-pena-nieto"),
    ("Le Drian", "per:jean-yves-le-drian"),
    ("Motegi Toshimitsu", "per:toshimitsu-motegi"),
    ("Gerhard Schroeder", "per:gerhard-schroder"),
    ("Tedros Adhanom Ghebreyesus", "per:tedros-adhanom-ghebreyesus"),
]


@pytest.mark.parametrize(("office", "owner", "day", "ids"), HOLDERS)
def test_holders_on_a_day(office: str, owner: str, day: str, ids: list[str]) -> None:
    held = load_registry().holders(office, owner, day)  # type: ignore[arg-type]
    assert [person.id for person, _ in held] == ids


@pytest.mark.parametrize(("name", "wanted"), NAMES)
def test_names_as_the_news_spells_them(name: str, wanted: str | None) -> None:
    found = [person.id for person in load_registry().find_named(name)]
    assert (wanted in found) if wanted else not found


def test_a_name_s_own_spelling_comes_first() -> None:
    alike = Speller([Alike(same="sergei; sergey")])
    text = _entry("a-b", "Sergey B", "") + _entry("c-b", "Sergei B", "")
    found = Registry([("own.yml", text)], alike).find_named("Sergei B")
    assert [person.id for person in found] == ["per:c-b", "per:a-b"]


def test_names_are_ranked_by_how_close_they_come() -> None:
    text = _entry("a-b", "Ana Rivas", "") + _entry("r-s", "Rivas Lind", "").replace(
        "Lind,", "Lind, variants: [Rivas],"
    )
    ranked = Registry([("own.yml", text)]).rank_named("Rivas")
    assert [(rank, person.id) for rank, person in ranked] == [(0, "per:r-s"), (1, "per:a-b")]


def test_a_file_that_is_no_list_and_a_block_that_is_no_yaml_are_problems() -> None:
    problems = check_registry([("own.yml", "# mine\npersons: 3\n- {id: [\n")])
    assert [(p.line, p.rule) for p in problems] == [(2, "list"), (4, "yaml")]


def test_ends_of_words_are_alike_only_behind_a_stem() -> None:
    alike = Speller([Alike(ends="sky; skyy; ski")])
    assert alike.split("Zelenskyy Kwaśniewski Aski") == ["zelensky", "kwasniewsky", "aski"]


def test_a_name_two_persons_bear_is_settled_by_the_day() -> None:
    bushes = load_registry().find_named("George Bush")
    held = {p.id for p in bushes for o in p.offices_on("2003-03-20") if o.office == "head-of-state"}
    assert held == {"per:george-w-bush"}


def test_the_package_s_own_files_hold_no_error() -> None:
    assert [str(p) for p in check_registry() if p.severity == "error"] == []


def test_every_file_is_indexed_as_it_is_parsed() -> None:
    people = list(load_registry().people())
    assert len(people) > 5000
    assert len({person.id for person in people}) == len(people)
    assert all(person.gender for person in people)


def _entry(ident: str, name: str, offices: str, more: str = "") -> str:
    return (
        f"- {{id: 'per:{ident}', name: {name}, family: {name.split()[-1]},{more}\n"
        f"    offices: [{offices}],\n    source: public record}}\n"
    )


def _office(start: str, end: str, *, country: str = "FRA") -> str:
    when = f"start: '{start}', end: '{end}'"
    return f"{{office: head-of-state, title: president, country: {country}, {when}}}"


def _one(offices: str) -> list[tuple[str, str, str]]:
    return [("a-b", "A B", offices)]


def _two(first: tuple[str, str], second: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [*_one(_office(*first)), ("c-d", "C D", _office(*second))]


FAULTS = [
    ("overlap", _two(("2000", "2004-06-01"), ("2004-03-01", "2008"))),
    ("open-end", _two(("2000", "unknown"), ("2004-03-01", "2008"))),
    ("gap", _two(("2000", "2004-06-01"), ("2006-03-01", "2008"))),
    ("id-twice", [("a-b", "A B", ""), ("a-b", "C D", "")]),
    ("schema", _one(_office("2004-02-30", "2008"))),
    ("schema", _one(_office("2008", "2004"))),
    ("known-country", _one(_office("2004", "2008", country="XQQ"))),
    ("too-long", _one(_office("1904", "2008"))),
    ("held-twice", _one(_office("2000", "2004") + ", " + _office("2002", "2006"))),
    (
        "spelling-claimed",
        [
            ("a-b", "Åke Bö", _office("2000", "2004")),
            ("c-d", "Ake Bo", _office("2002", "2006", country="DEU")),
        ],
    ),
]


@pytest.mark.parametrize(("rule", "entries"), FAULTS)
def test_a_fault_is_found_where_it_stands(rule: str, entries: list[tuple[str, str, str]]) -> None:
    text = "# a comment\n" + "".join(_entry(*entry) for entry in entries)
    problems = check_registry([("own.yml", text)])
    assert rule in [p.rule for p in problems]
    assert {(p.file, p.line) for p in problems if p.rule == rule} <= {
        ("own.yml", 2),
        ("own.yml", 5),
    }


def test_a_handover_day_is_no_overlap() -> None:
    text = _entry("a-b", "A B", _office("2000-01-01", "2004-03-01")) + _entry(
        "c-d", "C D", _office("2004-03-01", "2008-01-01")
    )
    assert check_registry([("own.yml", text)]) == []


def test_coarse_dates_overlap_only_where_they_surely_do() -> None:
    text = _entry("a-b", "A B", _office("2000", "2004")) + _entry(
        "c-d", "C D", _office("2004", "2008")
    )
    assert check_registry([("own.yml", text)]) == []


def test_a_bad_field_says_file_entry_field_and_rule() -> None:
    text = _entry("a-b", "A B", "", " gendre: f,")
    with pytest.raises(RuleError, match=r"G103: own.yml: entry 1 \(per:a-b\), field gendre"):
        parse_entries(text, Person, file="own.yml")


def test_holders_with_an_unknown_end_come_last() -> None:
    text = _entry("a-b", "A B", _office("2006", "unknown")) + _entry(
        "c-d", "C D", _office("2004", "2008")
    )
    held = Registry([("own.yml", text)]).holders("head-of-state", "FRA", "2007-01-01")
    assert [person.id for person, _ in held] == ["per:c-d", "per:a-b"]
