from pathlib import Path

import pytest

from demarche.errors import SourceError
from demarche.sources.feeds import load_list, parse_duration
from demarche.sources.feeds.listing import Feed

WHOLE = """
every = "6h"
pause = 1.5
most = 10

[[feeds]]
url = "https://example.org/feed.xml"
outlet = "Example"
only = "/readouts/"
never = "/video/"
since = 2025-01-01
every = "1d"

[[feeds]]
url = "http://example.org/sitemap.xml"
most = 5
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def fault(path: Path) -> tuple[str, str]:
    with pytest.raises(SourceError) as error:
        load_list(path)
    return error.value.code, error.value.message


def test_a_whole_list(tmp_path):
    listed = load_list(write(tmp_path / "f.toml", WHOLE))
    first, second = listed.feeds
    assert (listed.pause, listed.interval(first), listed.interval(second)) == (1.5, 86_400, 21_600)
    assert (listed.most_of(first), listed.most_of(second), first.outlet) == (10, 5, "Example")


def test_what_is_wanted_of_a_feed(tmp_path):
    feed = load_list(write(tmp_path / "f.toml", WHOLE)).feeds[0]
    assert feed.wants("https://example.org/readouts/1", "2025-01-01")
    assert feed.wants("https://example.org/readouts/1", None)
    assert not feed.wants("https://example.org/readouts/1", "2024-12-31")
    assert not feed.wants("https://example.org/readouts/video/1", None)
    assert not feed.wants("https://example.org/other/1", None)
    assert Feed(url="http://example.org/f").wants("anything", "1999-01-01")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("feeds = [", "not TOML"),
        ("", "feeds: Field required"),
        ("feeds = []", "feeds"),
        ('[[feeds]]\nurl = "file:///etc/passwd"', "feeds.0.url"),
        ('[[feeds]]\nurl = "https://a.example/"\nonyl = "x"', "feeds.0.onyl"),
        ('[[feeds]]\nurl = "https://a.example/"\nonly = "("', "not a regular expression"),
        ('every = "often"\n[[feeds]]\nurl = "https://a.example/"', "every"),
        ('pause = -1\n[[feeds]]\nurl = "https://a.example/"', "pause"),
        ('[[feeds]]\nurl = "https://a.example/"\n' * 2, "stands in it twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, text, told):
    code, message = fault(write(tmp_path / "feeds.toml", text))
    assert code == "S230"
    assert "feeds.toml" in message
    assert told in message


def test_a_list_that_cannot_be_read(tmp_path):
    assert fault(tmp_path / "none.toml")[0] == "S201"
    assert fault(tmp_path)[0] == "S202"
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    assert fault(tmp_path / "latin.toml")[0] == "S230"


def test_lengths_of_time():
    assert [parse_duration(w) for w in ("90s", "30m", " 6 h ", "1D")] == [90, 1800, 21_600, 86_400]
    for words in ("", "5", "0m", "m", "1w", "-5m", "1.5h"):
        with pytest.raises(ValueError, match="not a length of time"):
            parse_duration(words)
