"""Kill -9 at many moments of `add` and `link`: what a ledger has lost afterwards (nothing).

`python benchmarks/ledger_kills.py [--kills N] [--documents N] [--seed N] [--json]` adds made-up
documents to a ledger and links it, in a process that is killed at a moment drawn from the seed.
After each kill the ledger is checked; the next process goes on. A ledger that is finished is
compared with one that nobody killed, and another is begun.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.ledger_made_up import make_report

from demarche.ledger.linking import link_ledger
from demarche.ledger.store import Run, Writer, open_store

ADD = Run(kind="add", at="2031-01-01T00:00:00Z", program="0", reader="0")
LINK = Run(kind="link", at="2031-01-02T00:00:00Z", program="0", reader="")
KEPT = ("documents", "readings", "actors", "events", "statements", "commitments", "parties",
        "judgements", "subjects", "members", "occurrences")  # fmt: skip
_WIDEST = 1 << 32


@dataclass
class Found:
    """What the kills found: how many fell in which phase, and every fault, in words."""

    kills: int = 0
    while_adding: int = 0
    while_linking: int = 0
    ledgers: int = 0
    faults: int = 0
    first_fault: str = ""

    def note(self, faults: list[str]) -> None:
        """Count the faults and keep the first."""
        self.faults += len(faults)
        self.first_fault = self.first_fault or next(iter(faults), "")


def draw(seed: int) -> Iterator[float]:
    """Yield fractions of 1, the same for the same seed."""
    number = 0
    while True:
        digest = hashlib.sha256(f"{seed} {number}".encode()).digest()
        yield int.from_bytes(digest[:4], "big") / _WIDEST
        number += 1


def work(path: Path, documents: int, said: int | None = None) -> float:
    """Add what is missing and link; each document that is kept is told through the pipe `said`.

    Returns how many seconds it linked.
    """
    store = open_store(path, create=True)
    writer = Writer(store, ADD)
    for number in range(documents):
        writer.add_report(make_report(number), origin=f"i:{number}")
        if said is not None:
            os.write(said, b"d")
    if said is not None:
        os.write(said, b"l")
    start = time.monotonic()
    link_ledger(store, LINK)
    store.close()
    return time.monotonic() - start


def kill_once(path: Path, documents: int, wait: float, *, linking: bool) -> tuple[bytes, bool]:
    """Run `work` in a process and kill it after `wait` seconds, of its linking if so asked.

    Returns what it told, and whether it had ended by itself.
    """
    told, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        status = 1
        try:
            work(path, documents, said)
            status = 0
        finally:
            os._exit(status)
    os.close(said)
    heard = b""
    while linking and not heard.endswith(b"l") and (more := os.read(told, 1)):
        heard += more
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with open(told, "rb") as stream:
        heard += stream.read()
    ended = os.WIFEXITED(status)
    if ended and os.WEXITSTATUS(status) != 0:
        raise SystemExit("the work failed without being killed")
    return heard, ended


def check(path: Path, known: dict[str, int], promised: int) -> list[str]:
    """Return what is wrong with a ledger after a kill; `known` is brought up to date.

    `promised` is how many documents the dead process had told of as kept.
    """
    if not path.exists():
        return ["the ledger is gone"] if promised or known else []
    faults = []
    open_store(path, create=True).close()  # opens as a user would open it
    with closing(sqlite3.connect(path)) as connection:
        ask = connection.execute
        if ask("PRAGMA integrity_check").fetchone() != ("ok",):
            faults.append("the file is damaged")
        if ask("PRAGMA foreign_key_check").fetchall():
            faults.append("a row refers to one that is not there")
        ask("INSERT INTO passages_fts(passages_fts) VALUES ('integrity-check')")
        counts = {t: ask(f"SELECT count(*) FROM {t}").fetchone()[0] for t in (*KEPT, "current")}
        if ask("SELECT count(*) FROM judgements WHERE id NOT IN (SELECT judgement FROM subjects)"
               ).fetchone()[0]:  # fmt: skip
            faults.append("a judgement has no subject")
    each = {"readings": 1, "current": 1, "actors": 2, "events": 3, "statements": 1,
            "commitments": 1}  # fmt: skip
    for table, many in each.items():
        if counts[table] != many * counts["documents"]:
            faults.append(f"half a document: {counts[table]} {table}")
    if counts["documents"] < promised:
        faults.append(f"{promised - counts['documents']} documents that were kept are lost")
    for table in ("documents", "judgements"):
        if counts[table] < known.get(table, 0):
            faults.append(f"{table} were lost")
    known.update(counts)
    return faults


def dump(path: Path) -> str:
    """Return a hash of all that is in a ledger, in no order of its rows."""
    with closing(sqlite3.connect(path)) as connection:
        rows = [sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in KEPT]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def measure(*, kills: int, documents: int, seed: int, folder: Path) -> Found:
    """Kill until enough kills fell while a process was at work; every other one aims at linking."""
    found, moments = Found(), draw(seed)
    start = time.monotonic()
    linked = work(folder / "whole.db", documents)
    added = time.monotonic() - start - linked
    wanted = dump(folder / "whole.db")
    path, known = folder / "0.db", dict[str, int]()
    while found.kills < kills:
        linking = found.kills % 2 == 1
        wait = next(moments) * (linked if linking else added)
        heard, ended = kill_once(path, documents, wait, linking=linking)
        promised = heard.count(b"d")
        found.note(check(path, known, promised))
        if not ended:
            found.kills += 1
            found.while_linking += heard.endswith(b"l")
            found.while_adding += not heard.endswith(b"l")
            continue
        found.note([] if dump(path) == wanted else ["a ledger differs from one never killed"])
        found.ledgers += 1
        path, known = folder / f"{found.ledgers}.db", {}
    work(path, documents)  # the last one, finished in peace
    found.note([] if dump(path) == wanted else ["a ledger differs from one never killed"])
    found.ledgers += 1
    return found


def main() -> None:
    """Print what was found; exit status 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(
            kills=asked.kills, documents=asked.documents, seed=asked.seed, folder=Path(folder)
        )
    if asked.json:
        print(json.dumps(asdict(found)))
    else:
        for name, value in asdict(found).items():
            print(f"{name.replace('_', ' '):<16} {value}")
    sys.exit(bool(found.faults))


if __name__ == "__main__":
    main()
