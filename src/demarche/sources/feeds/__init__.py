"""Feeds and sitemaps, visited again and again: what is new in them, fetched politely.

Enters: a list of feeds (`feeds.toml`) and a clock. Leaves: what each visit found, then a `RawItem`
or `FailedItem` for each new article. Never: fetches what robots.txt does not allow, asks a host
sooner than it wishes, fetches an article again that was had, or reads one.
"""

from demarche.sources.feeds.asking import Asker, Limits, tell_time
from demarche.sources.feeds.fetching import Fetcher
from demarche.sources.feeds.listing import Feed, FeedList, load_list, parse_duration
from demarche.sources.feeds.pace import Clock, Pace
from demarche.sources.feeds.state import State, open_state
from demarche.sources.feeds.visiting import Visit, Visitor

__all__ = [
    "Asker", "Clock", "Feed", "FeedList", "Fetcher", "Limits", "Pace", "State", "Visit", "Visitor",
    "load_list", "open_state", "parse_duration", "tell_time",
]  # fmt: skip
