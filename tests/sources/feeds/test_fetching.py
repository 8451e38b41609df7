"""The articles that feeds list, from a real server."""

from dataclasses import replace

from demarche.sources import FailedItem
from demarche.sources.feeds.state import MOST_TRIES
from tests.sources.feeds.conftest import LIMITS
from tests.sources.feeds.site import NOW, run_site, write_rss, write_sitemap

PAGE = "<html><body><p>The envoys met in Geneva.</p></body></html>"


def put_articles(site, count, *, start=1):
    for number in range(start, start + count):
        site.put(f"/{number}", PAGE, Content_Type="text/html; charset=utf-8")
    return [f"/{number}" for number in range(start, start + count)]


def codes(items):
    return [item.error.code if isinstance(item, FailedItem) else "ok" for item in items]


def test_an_article_comes_with_what_the_feed_knows_of_it(site, watch):
    put_articles(site, 1)
    item = "<item><link>/1</link><pubDate>Wed, 12 Feb 2025 00:30:00 +0300</pubDate></item>"
    _, (got,) = watch({"url": site.put("/a", write_rss(item)), "outlet": "Example"}).go_round()
    assert (got.origin, got.url) == (f"{site.url}/1", f"{site.url}/1")
    assert (got.outlet, got.published, got.title) == ("Example", "2025-02-12", None)
    assert (got.content, got.media, got.charset) == (PAGE.encode(), "html", "utf-8")


def test_an_article_is_fetched_once_also_after_a_restart_and_from_two_feeds(site, watch):
    paths = put_articles(site, 3)
    feeds = site.put("/a", write_rss(*paths)), site.put("/b", write_rss(*paths, "/1#top"))
    _, items = watch(*feeds).go_round()
    assert codes(items) == ["ok"] * 3
    assert site.take_seen() == ["/a", "/b", *paths]
    _, items = watch(*feeds).go_round()
    assert items == []
    assert site.take_seen() == ["/a", "/b"]
    put_articles(site, 1, start=4)
    site.put("/a", write_rss("/4", *paths))
    assert len(watch(*feeds).go_round()[1]) == 1


def test_what_was_listed_and_not_fetched_yet_is_although_the_feed_has_not_changed(site, watch):
    paths = put_articles(site, 5)
    url = site.put("/a", write_rss(*paths), ETag='"1"')
    watched = watch(url, most=2)
    assert len(watched.go_round()[1]) == 2
    assert watched.fetcher.count_waiting(watched.feeds.feeds[0]) == 3
    next(iter(watched.fetcher.fetch(watched.visit())))  # killed before it was settled
    watched = watch(url)
    visits, items = watched.go_round()
    assert ([v.outcome for v in visits], len(items)) == (["unchanged"], 3)


def test_the_newest_are_fetched_first(site, watch):
    put_articles(site, 3)
    old, new = write_sitemap("/1", changed="2024-01-01"), write_sitemap("/2", changed="2025-01-01")
    body = old.replace("</urlset>", "") + new[new.index("<url>") :]
    _, items = watch(site.put("/s.xml", body)).go_round()
    assert [item.origin.removeprefix(site.url) for item in items] == ["/2", "/1"]


def test_an_article_that_cannot_be_had_is_tried_three_times(site, watch):
    url = site.put("/a", write_rss("/gone"))
    rounds = [codes(watch(url).go_round()[1]) for _ in range(MOST_TRIES + 1)]
    assert rounds == [["S215"]] * MOST_TRIES + [[]]


def test_an_article_that_could_not_be_read_is_not_fetched_again(site, watch):
    put_articles(site, 1)
    watched = watch(site.put("/a", write_rss("/1")))
    (item,) = watched.fetcher.fetch(watched.visit())
    watched.fetcher.settle(item.origin, "failed")
    assert watched.go_round()[1] == []


def test_an_article_that_robots_does_not_allow_is_counted_and_left(site, watch):
    put_articles(site, 2)
    site.put("/robots.txt", "User-agent: *\nDisallow: /1\n")
    url = site.put("/a", write_rss("/1", "/2"))
    watched = watch(url)
    assert [item.origin for item in watched.go_round()[1]] == [f"{site.url}/2"]
    assert watched.fetcher.refused == {url: 1}
    assert "/1" not in site.take_seen()


def test_a_host_that_asks_to_be_left_alone_is_and_another_goes_on(site, watch):
    put_articles(site, 3)
    site.put("/2", "", 429, Retry_After="60")
    with run_site() as other:
        put_articles(other, 2)
        feeds = site.put("/a", write_rss("/1", "/2", "/3")), other.put("/b", write_rss("/1", "/2"))
        watched = watch(*feeds)
        _, items = watched.go_round()
        assert sorted(item.origin for item in items) == sorted(
            [f"{site.url}/1", f"{other.url}/1", f"{other.url}/2"]
        )
        assert "/3" not in site.take_seen()
        put_articles(site, 3)
        watched.clock.at = NOW + 61
        assert sorted(item.origin for item in watched.go_round()[1]) == [
            f"{site.url}/2", f"{site.url}/3",
        ]  # fmt: skip


def test_hosts_take_turns_so_that_none_is_waited_for_in_vain(site, watch):
    with run_site() as other:
        put_articles(site, 3)
        put_articles(other, 3)
        feeds = [one.put("/a", write_rss("/1", "/2", "/3")) for one in (site, other)]
        watched = watch(*feeds, pause=10.0)
        visits = watched.visit()
        before = watched.clock.at
        assert len(list(watched.fetcher.fetch(visits))) == 6
        assert watched.clock.at - before == 30  # one after the other, it would be 40


def test_a_host_that_has_gone_silent_is_waited_for_once(site, watch):
    url = site.put("/a", write_rss("http://127.0.0.1:9/1", "http://127.0.0.1:9/2"))
    watched = watch(url)
    watched.state.note_robots("http://127.0.0.1:9", "", NOW + 9999)
    assert codes(watched.go_round()[1]) == ["S211"]
    assert watched.fetcher.count_waiting(watched.feeds.feeds[0]) == 2


def test_no_private_address_is_fetched_because_a_feed_names_it(site, watch, monkeypatch):
    from demarche.sources import addresses

    put_articles(site, 1)
    inward = site.url.replace("127.0.0.1", "127.0.0.2")
    monkeypatch.setattr(addresses, "is_public", lambda address: str(address) == "127.0.0.1")
    site.put("/moved", "", 302, Location=f"{inward}/1")
    url = site.put("/a", write_rss("/moved", f"{inward}/1"))
    watched = watch(url, limits=replace(LIMITS, allow_private=False))
    _, items = watched.go_round()
    assert codes(items) == []  # robots.txt of that host cannot be had, so nothing is asked of it
    assert site.take_seen() == ["/a", "/moved"]


def test_an_article_beyond_the_limit_fails_alone(site, watch):
    put_articles(site, 2)
    site.put("/1", b"x" * 200_000)
    _, items = watch(site.put("/a", write_rss("/1", "/2"))).go_round()
    assert codes(items) == ["S213", "ok"]


def test_text_that_a_feed_gives_without_an_address_is_an_article(site, watch):
    item = (
        '<item><guid isPermaLink="false">7</guid><title>A call</title>'
        "<description>&lt;p&gt;They spoke.&lt;/p&gt;</description></item>"
    )
    url = site.put("/a", write_rss(item))
    _, (got,) = watch(url).go_round()
    assert (got.origin, got.url, got.title, got.media) == (f"{url}#7", url, "A call", "html")
    assert "<p>They spoke.</p>" in got.content
    assert watch(url).go_round()[1] == []
