"""How long questions and linking take as a ledger grows.

`python -m benchmarks.ledger_scale [--records N ...] [--link N ...] [--json]` writes synthetic
records as rows of the tables, asks every question of the command line several times and prints the
median milliseconds by the clock and of the processor (which does not count what other programs
take); then links ledgers of N made-up documents and prints the seconds, in all and a thousand
records. Countries and persons are as unequal as in news (the n-th
has 1/n of the first's share).
"""

from __future__ import annotations

import argparse
import bisect
import hashlib
import itertools
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.ledger_made_up import COUNTRIES, TOPICS, fill

from demarche.ledger.linking import link_ledger
from demarche.ledger.reviewing import list_queue
from demarche.ledger.store import Run, open_store
from demarche.query import Ledger, open_ledger

LINK = Run(kind="link", at="2031-01-02T00:00:00Z", program="0", reader="")
TYPES = ("CONSULT",) * 6 + ("SUPPORT", "ACCUSE", "AGREE", "REQUEST", "AID", "ASSAULT")
STATUSES = ("occurred",) * 7 + ("planned", "planned", "possible", "requested")
MEDIA = ("phone", "in-person", None)
FIRST_DAY, DAYS = date(2015, 1, 1), 3650
EVENTS, STATEMENTS, PROMISES = 9, 9, 2  # records a document
PERSONS = 5  # a country
_WIDEST = 1 << 32
_AT_A_TIME = 2_000
_TIMES = 5
_RECORDS_A_DOCUMENT = 5  # of the made-up documents that are linked
Rows = dict[str, list[dict[str, Any]]]


class Dice:
    """Draws that are the same each time; `pick` is skewed to the first."""

    def __init__(self, name: str) -> None:
        self._bytes = hashlib.shake_128(name.encode()).digest(4096)
        self._at = itertools.count()
        total = list(itertools.accumulate(1 / n for n in range(1, len(COUNTRIES) + 1)))
        self._shares = [share / total[-1] for share in total]

    def draw(self, below: int) -> int:
        """Return a number from 0 on."""
        at = next(self._at) * 4 % len(self._bytes)
        return int.from_bytes(self._bytes[at : at + 4], "big") % below

    def pick_country(self) -> int:
        """Return the number of a country."""
        return bisect.bisect(self._shares, self.draw(_WIDEST) / _WIDEST)


def make_rows(number: int) -> Rows:
    """Return the rows of one document, by table."""
    dice = Dice(f"document {number}")
    document, reading = f"d:{number:016x}", f"g:{number:016x}"
    day = FIRST_DAY + timedelta(days=dice.draw(DAYS))
    countries = list(dict.fromkeys(dice.pick_country() for _ in range(4))) or [0]
    rows: Rows = {name: [] for name in ("actors", "parties", "passages")}
    actors = [_make_actor(document, reading, c, dice, at) for at, c in enumerate(countries)]
    rows["actors"] = actors
    outlet = f"Outlet {dice.draw(60)}"
    text = f"{actors[0]['name']} and others on {TOPICS[dice.draw(6)]}, story {number}."
    rows["documents"] = [
        {"id": document, "outlet": outlet, "title": text, "published": str(day), "sha256": document,
         "text": text, "body": "{}", "run": "r:scale"}
    ]  # fmt: skip
    rows["readings"] = [
        {"id": reading, "document": document, "reader": "0", "run": "r:scale", "findings": "[]"}
    ]
    rows["current"] = [{"document": document, "reading": reading}]
    rows["passages"].append({"document": document, "kind": "document", "words": text})
    common = {"reading": reading, "document": document, "place_in_text": 0, "body": "{}"}
    for kind, make, many in (
        ("events", _make_event, EVENTS),
        ("statements", _make_statement, STATEMENTS),
        ("commitments", _make_promise, PROMISES),
    ):
        rows[kind] = []
        for at in range(many):
            record = f"{kind[0]}:{number:012x}{at:02x}"
            words = f"{TOPICS[dice.draw(6)]} and matter {dice.draw(5000)}"
            row = {
                **common, "id": record, "number": at, "quote": words,
                "confidence": 0.5 + dice.draw(500) / 1000,
                "day": str(day + timedelta(days=dice.draw(9) - 4)), **make(dice, day, words),
            }  # fmt: skip
            rows[kind].append(row)
            rows["passages"].append(
                {"document": document, "kind": kind[:-1], "record": record, "words": words}
            )
            rows["parties"] += _make_parties(record, reading, kind, actors, dice)
    return rows


def _make_actor(document: str, reading: str, country: int, dice: Dice, at: int) -> dict[str, Any]:
    code, person = COUNTRIES[country], dice.draw(PERSONS)
    name = f"Person{person} Of{code.title()}"
    return {
        "reading": reading, "id": f"a:{document[2:]}{at}", "document": document, "number": at,
        "name": name, "folded": name.lower(), "kind": "person", "country": code, "role": "Minister",
        "registry": f"per:{person}-{code.lower()}", "body": "{}",
    }  # fmt: skip


def _make_parties(
    record: str, reading: str, kind: str, actors: list[dict[str, Any]], dice: Dice
) -> Iterator[dict[str, Any]]:
    roles = {
        "events": ("source", "target"),
        "statements": ("speaker",),
        "commitments": ("by", "to"),
    }
    first = dice.draw(len(actors))
    for step, role in enumerate(roles[kind]):
        actor = actors[(first + step) % len(actors)]
        known = {name: actor[name] for name in ("name", "folded", "country", "registry")}
        yield {"reading": reading, "record": record, "role": role, "number": 0,
               "actor": actor["id"], **known}  # fmt: skip


def _make_event(dice: Dice, day: date, words: str) -> dict[str, Any]:
    start = str(day + timedelta(days=dice.draw(9) - 4))
    return {
        "type": TYPES[dice.draw(len(TYPES))], "status": STATUSES[dice.draw(len(STATUSES))],
        "medium": MEDIA[dice.draw(3)], "day": start, "start": start, "end": start,
        "precision": "day", "place": f"City {dice.draw(300)}", "place_country": "USA",
    }  # fmt: skip


def _make_statement(dice: Dice, day: date, words: str) -> dict[str, Any]:
    return {"kind": "direct", "cue": "said"}


def _make_promise(dice: Dice, day: date, words: str) -> dict[str, Any]:
    due = str(day + timedelta(days=dice.draw(200)))
    return {"act": words, "due_start": due, "due_end": due, "strength": "firm", "status": "pending"}


def write_ledger(path: Path, records: int) -> None:
    """Make a ledger of about so many records, written as rows; a fifth of its events are linked."""
    open_store(path, create=True).close()
    documents = records // (EVENTS + STATEMENTS + PROMISES)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("INSERT INTO runs VALUES ('r:scale', 'add', '2031-01-01', '0', '0')")
        for begin in range(0, documents, _AT_A_TIME):
            batch: Rows = {}
            for number in range(begin, min(begin + _AT_A_TIME, documents)):
                for table, rows in make_rows(number).items():
                    batch.setdefault(table, []).extend(rows)
            for table in ("documents", "readings", "current", "actors", "events", "statements",
                          "commitments", "parties", "passages"):  # fmt: skip
                _insert(connection, table, batch[table])
            connection.commit()
        _join(connection, documents)
        connection.commit()
    store = open_store(path)
    store.count_rows()
    store.close()


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    names = list(dict.fromkeys(name for row in rows[:200] for name in row))
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    values = ([row.get(name) for name in names] for row in rows)
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def _join(connection: sqlite3.Connection, documents: int) -> None:
    """Let the first event of each two documents be one occurrence."""
    for number in range(0, documents - 1, 2):
        name = f"o:{number:012x}"
        connection.execute(
            'INSERT INTO occurrences (id, type, "group", sides, origins)'
            " VALUES (?, 'CONSULT', 'done', '[]', 2)", (name,),
        )  # fmt: skip
        for at in range(2):
            connection.execute(
                "INSERT INTO members VALUES (?, ?, ?)", (f"e:{number + at:012x}00", name, at)
            )


def list_questions(ledger: Ledger) -> dict[str, Callable[[], Any]]:
    """Return the questions by name: each narrow one in full, each broad one's first page."""
    return {
        "contacts of two, one year": lambda: ledger.contacts(
            "UKR", "TUR", since="2021", until="2021"
        ),
        "contacts of two, page": lambda: ledger.contacts("USA", "RUS", limit=50),
        "contacts of two, newest": lambda: ledger.contacts("USA", "RUS", limit=50, newest=True),
        "contacts of a person, page": lambda: ledger.contacts("Person1 OfUsa", limit=50),
        "contacts of an id, page": lambda: ledger.contacts("per:1-usa", limit=50),
        "contacts, page": lambda: ledger.contacts(limit=50),
        "contacts at a place": lambda: ledger.contacts(place="City 7", limit=50),
        "contacts of an outlet": lambda: ledger.contacts(outlet="Outlet 7", limit=50),
        "contacts of nobody": lambda: ledger.contacts("Nobody Known"),
        "events, planned": lambda: ledger.events(status="planned", limit=50),
        "commitments, open": lambda: ledger.commitments(
            by="UKR", open=True, as_of="2022-02-01", since="2022-01", limit=50
        ),
        "commitments of two": lambda: ledger.commitments(
            by="TUR", to="IRN", as_of="2022-02-01", limit=50
        ),
        "statements about": lambda: ledger.statements(
            speaker="RUS", about="prisoners matter 77", limit=50
        ),
        "statements, page": lambda: ledger.statements(speaker="RUS", limit=50),
        "timeline of two, page": lambda: ledger.timeline("USA", "RUS", limit=50),
        "timeline, one month": lambda: ledger.timeline("USA", since="2021-03", until="2021-03"),
        "occurrence": lambda: ledger.occurrence("o:" + "0" * 12),
        "who, a name": lambda: ledger.who("Person1 OfVnm"),
        "search, rare words": lambda: ledger.search('"matter 77"', limit=50),
        "search, common word": lambda: ledger.search("grain", limit=50),
        "sql, count": lambda: ledger.sql("SELECT count(*) FROM documents"),
    }


def time_questions(path: Path) -> dict[str, dict[str, float]]:
    """Return the median milliseconds of each question, by the clock and by the processor, and how
    many rows it gave.
    """
    found = {}
    with open_ledger(path) as ledger:
        questions = list_questions(ledger)
        store = open_store(path, read_only=True)
        questions["review list"] = lambda: list_queue(store, limit=20)
        for name, ask in questions.items():
            took, busy = [], []
            for _ in range(_TIMES):
                start, begun = time.perf_counter(), time.process_time()
                rows = len(ask())
                busy.append(1000 * (time.process_time() - begun))
                took.append(1000 * (time.perf_counter() - start))
            found[name] = {
                "clock": round(statistics.median(took), 1),
                "processor": round(statistics.median(busy), 1),
                "rows": rows,
            }
        store.close()
    return found


def time_linking(documents: int, folder: Path) -> dict[str, float]:
    """Return how long it took to link a ledger of made-up documents."""
    store = open_store(folder / f"link-{documents}.db", create=True)
    fill(store, documents)
    start, begun = time.perf_counter(), time.process_time()
    linked = link_ledger(store, LINK)
    seconds, busy = time.perf_counter() - start, time.process_time() - begun
    store.close()
    records = documents * _RECORDS_A_DOCUMENT
    return {
        "documents": documents,
        "records": records,
        "judgements": linked.judgements,
        "clock": round(seconds, 2),
        "processor": round(busy, 2),
        "processor_a_thousand": round(1000 * busy / records, 3),
    }


def main() -> None:
    """Print the tables, or one JSON object."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--link", type=int, nargs="*", default=[500, 1000, 2000, 4000])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        questions = {}
        for records in asked.records:
            path = folder / f"{records}.db"
            write_ledger(path, records)
            questions[records] = time_questions(path)
            path.unlink()
        linking = [time_linking(documents, folder) for documents in asked.link]
    if asked.json:
        print(json.dumps({"questions": questions, "linking": linking}))
    else:
        print_tables(questions, linking)


def print_tables(
    questions: dict[int, dict[str, dict[str, float]]], linking: list[dict[str, float]]
) -> None:
    """Print the milliseconds of each question at each size, then the seconds of linking."""
    if questions:
        print(f"{'ms: clock / processor (rows)':<30}" + "".join(f"{n:>24,}" for n in questions))
        for name in next(iter(questions.values())):
            cells = (found[name] for found in questions.values())
            shown = (f"{one['clock']} / {one['processor']} ({one['rows']})" for one in cells)
            print(f"{name:<30}" + "".join(f"{cell:>24}" for cell in shown))
    for one in linking:
        print(
            f"link {one['documents']:>7,} documents, {one['records']:>9,} records:"
            f" {one['clock']} s by the clock, {one['processor']} s of the processor,"
            f" {one['processor_a_thousand']} s a thousand records"
        )


if __name__ == "__main__":
    main()
