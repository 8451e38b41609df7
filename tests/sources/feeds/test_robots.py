import pytest

from demarche.sources.feeds.robots import Robots

AGENT = "demarche/0.1 (+https://example.org)"


def allows(text: str, path: str, agent: str = AGENT) -> bool:
    return Robots(text, agent).allows(f"https://example.org{path}")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /a", "/ab", False),
        ("Disallow: /a", "/b", True),
        ("Disallow: /a/", "/a", True),
        ("Disallow: /\nAllow: /news", "/news/1", True),
        ("Disallow: /\nAllow: /news", "/", False),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*?print=", "/x?print=1", False),
        ("Disallow: /*?print=", "/x?id=1", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf.html", True),
        ("Disallow: /a*b*c", "/a-b-c", False),
        ("Disallow: /a*b*c", "/a-c-b", True),
        ("Disallow: /$", "/", False),
        ("Disallow: /$", "/a", True),
        ("Disallow: /%7Ejoe", "/~joe", False),
        ("Disallow: /a # not now", "/a", False),
        ("disallow : /a", "/a", False),
    ],
)
def test_rules(rules, path, allowed):
    assert allows(f"User-agent: *\n{rules}", path) is allowed


def test_the_group_for_the_agent_wins_over_that_for_all():
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Demarche\nDisallow: /private\n"
    assert allows(text, "/news")
    assert not allows(text, "/private/1")
    assert not allows(text, "/news", agent="other/2.0")


def test_several_agents_share_a_group_and_groups_for_one_agent_are_one():
    text = (
        "User-agent: a\nUser-agent: demarche\n\nDisallow: /x\n\nUser-agent: demarche\nDisallow: /y"
    )
    assert [allows(text, path) for path in ("/x", "/y", "/z")] == [False, False, True]


def test_windows_lines_a_mark_and_nonsense_are_read():
    assert not allows("\ufeffUSER-AGENT: *\r\nDISALLOW: /a\r\n<html>\r\n", "/a")
    assert allows("<html><body>no robots here: none</body></html>", "/a")


@pytest.mark.parametrize(
    ("words", "delay"), [("5", 5.0), ("1.5", 1.5), ("soon", None), ("-3", None), ("1e999", None)]
)
def test_the_delay_that_a_site_wants(words, delay):
    assert Robots(f"User-agent: *\nCrawl-delay: {words}\nDisallow: /a", AGENT).delay == delay


def test_many_stars_are_no_burden():
    assert not allows("User-agent: *\nDisallow: /" + "*a" * 2000, "/" + "a" * 2000)
    assert allows("User-agent: *\nDisallow: /" + "*a" * 2000 + "b", "/" + "a" * 2000)
