"""The benchmark's ledger is one, and each of its questions finds what it should."""

import sqlite3
from contextlib import closing

from benchmarks.ledger_scale import list_questions, write_ledger

from demarche.query import open_ledger


def test_rows_written_directly_are_a_ledger_that_answers(tmp_path):
    path = tmp_path / "ledger.db"
    write_ledger(path, 2000)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO passages_fts(passages_fts) VALUES ('integrity-check')")
    with open_ledger(path) as ledger:
        found = {name: len(ask()) for name, ask in list_questions(ledger).items()}
        rows = ledger.contacts("USA", "RUS", every=True).rows
        every = ledger.contacts(every=True).rows
        moments = ledger.timeline("USA", "RUS").rows
    sides = {row.id: " ".join((*row.source, *row.target)) for row in every}
    both = {id for id, names in sides.items() if "OfUsa" in names and "OfRus" in names}
    assert {row.id for row in rows} == both != set()
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    assert {row.kind for row in moments} == {"event", "commitment"}  # statements have one speaker
    assert all("OfUsa" in str(m) and "OfRus" in str(m) for m in moments)
    assert (found["contacts of nobody"], found["contacts, page"], found["occurrence"]) == (0, 50, 2)
