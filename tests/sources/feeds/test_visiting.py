"""Visits to feeds on a real server: what is new, what is left alone, what fails alone."""

import gzip

import pytest

from tests.sources.feeds.conftest import LIMITS
from tests.sources.feeds.site import NOW, write_rss, write_sitemap

HOUR = 3600


def tell(visits):
    return [(v.outcome, v.error.code if v.error else None) for v in visits]


def test_a_feed_that_has_not_changed_is_not_sent_again(site, watch):
    tagged = site.put("/a", write_rss("/1"), ETag='"7"')
    dated = site.put("/b", write_rss("/2"), Last_Modified="Wed, 12 Feb 2025 10:00:00 GMT")
    assert [v.new for v in watch(tagged, dated).visit()] == [1, 1]
    visits = watch(tagged, dated).visit()
    assert tell(visits) == [("unchanged", None)] * 2
    assert site.asked[-2]["if-none-match"] == '"7"'
    assert site.asked[-1]["if-modified-since"] == "Wed, 12 Feb 2025 10:00:00 GMT"


def test_the_program_names_itself_and_asks_robots_once_a_day(site, watch):
    url = site.put("/a", write_rss("/1"))
    watch(url).visit()
    again = watch(url)
    again.visit()
    assert site.take_seen(robots=True) == ["/robots.txt", "/a", "/a"]
    assert {asked["user-agent"] for asked in site.asked} == {LIMITS.agent}
    again.clock.at += 25 * HOUR
    again.visit()
    assert site.take_seen(robots=True) == ["/robots.txt", "/a"]


def test_what_robots_does_not_allow_is_not_asked_for(site, watch):
    site.put("/robots.txt", "User-agent: demarche\nDisallow: /private\n")
    hidden, moved = (
        site.put("/private/feed", write_rss("/1")),
        site.put("/moved", "", 302, Location="/private/feed"),
    )
    assert tell(watch(hidden, moved).visit()) == [("failed", "S231")] * 2
    assert site.take_seen() == ["/moved"]


@pytest.mark.parametrize(
    ("status", "outcome"), [(404, "read"), (403, "read"), (500, "failed"), (502, "failed")]
)
def test_robots_that_is_not_there_allows_all_and_one_that_cannot_be_had_nothing(
    site, watch, status, outcome
):
    site.put("/robots.txt", "Disallow: /", status)
    (visit,) = watch(site.put("/a", write_rss("/1"))).visit()
    assert visit.outcome == outcome
    if outcome == "failed":
        assert visit.error.code == "S232"
        assert site.take_seen() == []


def test_a_host_is_asked_no_sooner_than_it_wishes(site, watch):
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    watched = watch(site.put("/a", write_rss("/1")), site.put("/b", write_rss("/2")), pause=2.0)
    watched.visit()
    # robots.txt is the first request: 2 s, before its Crawl-delay is known; then 7 s
    assert [round(slept) for slept in watched.clock.slept] == [2, 7]


def test_one_broken_feed_does_not_stop_the_others(site, watch):
    feeds = [
        site.put("/gone", "", 404),
        site.put("/fault", "", 500),
        site.put("/page", "<html><body>x</body></html>"),
        site.put("/loop", "", 302, Location="/loop"),
        site.put("/file", "", 302, Location="file:///etc/hostname"),
        site.put("/huge", b"x" * 200_000),
        site.put("/bomb", "<!DOCTYPE x [<!ENTITY a 'b'>]><rss><channel/></rss>"),
        site.put("/torn", b"\x1f\x8b\x08" + b"x" * 20, Content_Encoding="gzip"),
        "http://127.0.0.1:9/nobody",
        site.put("/good", write_rss("/1")),
    ]
    visits = watch(*feeds).visit()
    assert tell(visits) == [
        ("failed", "S215"), ("failed", "S215"), ("failed", "S233"), ("failed", "S216"),
        ("failed", "S210"), ("failed", "S233"), ("failed", "S234"), ("failed", "S211"),
        ("failed", "S232"), ("read", None),
    ]  # fmt: skip


def test_a_feed_that_is_too_large_is_not_read_to_its_end(site, watch, monkeypatch):
    monkeypatch.setattr("demarche.sources.feeds.visiting.LONGEST_SITEMAP", 1000)
    plain = site.put("/plain", write_rss(*["/1"] * 100))
    packed = site.put("/packed", gzip.compress(b" " * 50_000), Content_Encoding="gzip")
    assert tell(watch(plain, packed).visit()) == [("failed", "S213")] * 2


def test_packed_answers_are_read(site, watch):
    feed = site.put("/a", gzip.compress(write_rss("/1").encode()), Content_Encoding="gzip")
    file = site.put("/s.xml.gz", gzip.compress(write_sitemap("/2").encode()))
    assert [v.new for v in watch(feed, file).visit()] == [1, 1]


def test_a_feed_that_fails_is_tried_less_and_less_often(site, watch):
    url = site.put("/a", "", 500)
    dues = []
    for _ in range(3):
        watched = watch(url, every="1h")
        (visit,) = watched.visit()
        dues.append(round(visit.due - watched.clock.at) // HOUR)
        assert tell(watched.visit()) == [("waiting", None)]
        watched.clock.at = visit.due
    assert dues == [1, 2, 4]
    assert len(site.take_seen()) == 3
    site.put("/a", write_rss("/1"))
    assert tell(watch(url, every="1h").visit()) == [("read", None)]


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_to_be_left_alone_is_also_after_a_restart(site, watch, status):
    busy = site.put("/busy", "", status, Retry_After="7200")
    other = site.put("/other", write_rss("/1"))
    watched = watch(busy, other, every="1h")
    visits = watched.visit()
    assert tell(visits) == [("waiting", "S235")] * 2
    assert [v.due for v in visits] == [NOW + 2 * HOUR] * 2
    assert tell(watch(busy, other, every="1h").visit()) == [("waiting", "S235")] * 2
    assert site.take_seen() == ["/busy"]
    site.put("/busy", write_rss("/2"))
    watched.clock.at += 2 * HOUR + 1
    assert tell(watch(busy, other).visit()) == [("read", None)] * 2


def test_too_many_requests_without_a_time_and_unavailable_without_one(site, watch):
    (visit,) = watch(site.put("/a", "", 429), every="5m").visit()
    assert (visit.outcome, visit.due) == ("waiting", NOW + 900)
    watched = watch(site.put("/b", "", 503), every="5m")
    watched.clock.at += 901
    (visit,) = watched.visit()
    assert (visit.outcome, visit.error.code, visit.due) == ("failed", "S215", NOW + 901 + 300)


def test_a_moved_feed_is_read_and_told(site, watch):
    site.put("/new", write_rss("/1"))
    for_good = site.put("/old", "", 301, Location="/new")
    for_now = site.put("/other", "", 302, Location="/new")
    first, second = watch(for_good, for_now).visit()
    assert (first.outcome, first.notes) == ("read", (f"moved to {site.url}/new",))
    assert (second.outcome, second.notes) == ("read", ())


def test_a_broken_feed_is_asked_for_whole_again(site, watch):
    url = site.put("/a", write_rss("/1").replace("</rss>", ""), ETag='"7"')
    (visit,) = watch(url).visit()
    assert visit.notes == ("broken XML",)
    assert tell(watch(url).visit()) == [("read", None)]


def test_only_what_is_wanted_is_taken(site, watch):
    def dated(address, day):
        return f"<item><link>{address}</link><pubDate>{day}</pubDate></item>"

    url = site.put(
        "/a",
        write_rss(
            dated("/readouts/1", "2025-02-01"),
            dated("/readouts/2", "2024-02-01"),
            dated("/video/3", "2025-02-01"),
            "/readouts/undated",
        ),
    )
    watched = watch({"url": url, "only": "/readouts/", "since": "2025-01-01"})
    (visit,) = watched.visit()
    waiting = [e.address.removeprefix(site.url) for e in watched.state.list_waiting(url, 9)]
    assert (visit.listed, visit.new) == (2, 2)
    assert waiting == ["/readouts/1", "/readouts/undated"]


def test_of_an_index_the_sitemaps_that_changed_are_read(site, watch):
    site.put("/old.xml", write_sitemap("/1", "/2", changed="2025-02-01"))
    site.put("/bare.xml", write_sitemap("/3"), ETag='"b"')
    bare = "<sitemap><loc>/bare.xml</loc></sitemap></sitemapindex>"
    index = write_sitemap(
        "/old.xml", root="sitemapindex", node="sitemap", changed="2025-02-01"
    ).replace("</sitemapindex>", bare)
    url = site.put("/index.xml", index, ETag='"i"')
    (visit,) = watch(url).visit()
    assert (visit.listed, visit.new) == (3, 3)
    assert site.take_seen() == ["/index.xml", "/old.xml", "/bare.xml"]
    site.put("/bare.xml", write_sitemap("/3", "/4"), ETag='"c"')
    (visit,) = watch(url).visit()
    assert visit.new == 1
    assert site.take_seen() == ["/index.xml", "/bare.xml"]


def test_a_sitemap_of_an_index_fails_alone_and_none_is_followed_without_end(site, watch):
    site.put("/good.xml", write_sitemap("/1"))
    for name in ("self", "deep", "deeper"):
        target = {"self": "/self.xml", "deep": "/deeper.xml", "deeper": "/deepest.xml"}[name]
        site.put(f"/{name}.xml", write_sitemap(target, root="sitemapindex", node="sitemap"))
    names = ["/gone.xml", "/self.xml", "/deep.xml", "file:///etc/hostname", "/good.xml"]
    url = site.put("/index.xml", write_sitemap(*names, root="sitemapindex", node="sitemap"))
    (visit,) = watch(url).visit()
    assert (visit.outcome, visit.new) == ("read", 1)
    assert "S215" in " ".join(visit.notes)
    assert "too deep" in " ".join(visit.notes)
    assert "/deepest.xml" not in site.take_seen()


def test_feeds_are_due_after_their_interval(site, watch):
    quick = {"url": site.put("/a", write_rss("/1")), "every": "10m"}
    watched = watch(quick, site.put("/b", write_rss("/2")), every="1h")
    assert len(watched.visitor.list_due(once=False)) == 2
    watched.visit()
    assert watched.visitor.list_due(once=False) == []
    assert len(watched.visitor.list_due(once=True)) == 2
    assert watched.visitor.next_due() == NOW + 600
    watched.clock.at += 600
    assert [feed.url for feed in watched.visitor.list_due(once=False)] == [quick["url"]]
