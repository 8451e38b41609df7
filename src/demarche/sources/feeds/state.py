"""What `demarche watch` remembers between visits: a small SQLite file beside the ledger.

Not in the ledger: that is only ever added to and holds what was read, while this changes at every
visit and may be thrown away (the feeds are then fetched anew, and the ledger passes over what it
has). Not JSON: a sitemap lists fifty thousand articles, and each that was fetched is noted at once,
so that a kill loses nothing. What a feed lists is noted together with the ETag it came with: a feed
that answers "not modified" next time may still have articles waiting.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demarche.errors import SourceError
from demarche.sources.feeds.entries import Entry

STATE_FAULTS = frozenset({"S236", "S237"})
MOST_TRIES = 3  # of an article that cannot be fetched or read
_TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
    address TEXT PRIMARY KEY, etag TEXT, modified TEXT, stated TEXT,
    failures INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS articles (
    key TEXT PRIMARY KEY, feed TEXT NOT NULL, address TEXT, title TEXT, published TEXT,
    changed TEXT, content TEXT, tries INTEGER NOT NULL DEFAULT 0, fate TEXT
);
CREATE INDEX IF NOT EXISTS articles_waiting ON articles (feed) WHERE fate IS NULL;
CREATE TABLE IF NOT EXISTS sites (
    name TEXT PRIMARY KEY, robots TEXT, robots_until REAL NOT NULL DEFAULT 0,
    held_until REAL NOT NULL DEFAULT 0
);
"""
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_PRIMARY = 0xFF  # the low byte of SQLite's extended codes is the kind of fault
_PATIENCE = 0.5  # seconds


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a feed from its last visits; `due` is when it may be visited next."""

    etag: str | None = None
    modified: str | None = None
    stated: str | None = None
    failures: int = 0
    due: float = 0.0


class State:
    """An open state; every method is one transaction, and raises `SourceError` S237."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def recall(self, address: str) -> Memory:
        """Return what is known of a feed; nothing, for one that was never visited."""
        query = "SELECT etag, modified, stated, failures, due FROM feeds WHERE address = ?"
        with self._begin() as connection:
            row = connection.execute(query, (address,)).fetchone()
        return Memory(*row) if row else Memory()

    def note_visit(
        self,
        address: str,
        memory: Memory,
        entries: Iterable[Entry] = (),
        *,
        feed: str | None = None,
    ) -> int:
        """Note a visit and what was listed there, for `feed` (the address itself, if None); return
        how many articles are new.
        """
        row = (address, memory.etag, memory.modified, memory.stated, memory.failures, memory.due)
        new = 0
        with self._begin() as connection:
            connection.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?)", row)
            for one in entries:
                values = (
                    one.key, feed or address, one.address, one.title, one.published, one.changed,
                    one.content,
                )  # fmt: skip
                new += connection.execute(_NEW_ARTICLE, values).rowcount
        return new

    def list_waiting(self, feed: str, most: int) -> list[Entry]:
        """Return a feed's articles that are still to be fetched, the newest first."""
        with self._begin() as connection:
            return [Entry(*row) for row in connection.execute(_WAITING, (feed, most))]

    def count_waiting(self, feed: str) -> int:
        """Return how many of a feed's articles are still to be fetched."""
        query = "SELECT count(*) FROM articles WHERE feed = ? AND fate IS NULL"
        with self._begin() as connection:
            return int(connection.execute(query, (feed,)).fetchone()[0])

    def settle(self, key: str, fate: str) -> None:
        """Note what became of an article: it is not fetched again."""
        with self._begin() as connection:
            connection.execute(
                "UPDATE articles SET fate = ?, content = NULL WHERE key = ?", (fate, key)
            )

    def note_failure(self, key: str) -> None:
        """Note that an article could not be had or read: it is tried three times, then left."""
        with self._begin() as connection:
            connection.execute(
                "UPDATE articles SET tries = tries + 1,"
                " fate = CASE WHEN tries + 1 >= ? THEN 'failed' END WHERE key = ?",
                (MOST_TRIES, key),
            )

    def recall_robots(self, site: str, now: float) -> str | None:
        """Return a site's robots.txt if it was fetched not long ago."""
        query = "SELECT robots FROM sites WHERE name = ? AND robots_until > ?"
        with self._begin() as connection:
            row = connection.execute(query, (site, now)).fetchone()
        return None if row is None else row[0]

    def note_robots(self, site: str, robots: str, until: float) -> None:
        """Note a site's robots.txt, which is good until then."""
        with self._begin() as connection:
            connection.execute("INSERT OR IGNORE INTO sites (name) VALUES (?)", (site,))
            connection.execute(
                "UPDATE sites SET robots = ?, robots_until = ? WHERE name = ?",
                (robots, until, site),
            )

    def recall_hold(self, site: str) -> float:
        """Return until when a site wants to be left alone; 0 if it never said so."""
        query = "SELECT held_until FROM sites WHERE name = ?"
        with self._begin() as connection:
            row = connection.execute(query, (site,)).fetchone()
        return float(row[0]) if row else 0.0

    def note_hold(self, site: str, until: float) -> None:
        """Note that a site wants to be left alone until then."""
        with self._begin() as connection:
            connection.execute("INSERT OR IGNORE INTO sites (name) VALUES (?)", (site,))
            connection.execute("UPDATE sites SET held_until = ? WHERE name = ?", (until, site))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def _begin(self) -> Iterator[sqlite3.Connection]:
        with _telling_faults(self.path), self._connection:
            self._connection.execute("BEGIN")
            yield self._connection


_NEW_ARTICLE = """
INSERT OR IGNORE INTO articles (key, feed, address, title, published, changed, content)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_WAITING = """
SELECT key, address, title, published, changed, content FROM articles
WHERE feed = ? AND fate IS NULL ORDER BY coalesce(published, changed, '') DESC, rowid LIMIT ?
"""


def open_state(path: Path) -> State:
    """Open the state at a path, which is made where there is none; one program at a time has it.

    Raises `SourceError` S236 (another program has it), S237 (it cannot be opened, or is damaged).
    """
    with _telling_faults(path):
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.executescript(_TABLES)
        except sqlite3.Error:
            connection.close()
            raise
    return State(path, connection)


@contextmanager
def _telling_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        number = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if number in _BUSY:
            raise SourceError(
                "S236", f"{path} is in use: another `demarche watch` runs over this ledger"
            ) from error
        raise SourceError(
            "S237",
            f"{path}: the state of the watch cannot be used: {error}",
            hint="delete it if it is damaged: feeds are fetched anew, the ledger keeps what it has",
        ) from error
