"""Which files open, and what is said of those that do not."""

import sqlite3
import textwrap
from collections import deque

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from demarche.errors import LedgerError
from demarche.ledger.store import View, Writer, open_store
from demarche.ledger.store.migrations import FOLDER, HEAD, VERSIONS
from demarche.ledger.store.schema import DERIVED, KEPT, METADATA
from tests.export.made_up import make_report
from tests.ledger.store.conftest import make_run

NEWER = textwrap.dedent('''\
    """A version after the newest."""

    from alembic import op

    revision = "9999"
    down_revision = "{head}"
    branch_labels = None
    depends_on = None


    def upgrade() -> None:
        op.get_bind().exec_driver_sql("CREATE TABLE later (id TEXT)")
        {more}
''')


def refuse(path, **options):
    with pytest.raises(LedgerError) as refused:
        open_store(path, **options)
    assert str(path) in refused.value.message
    return refused.value.code


def with_newer(folder, more="pass"):
    folder.mkdir(exist_ok=True)
    (folder / "v9999_later.py").write_text(NEWER.format(head=HEAD, more=more))
    return {"versions": (*VERSIONS, folder), "head": "9999"}


def test_the_migrations_make_the_tables_of_the_schema(store):
    def own(_name, kind, _parent):
        return kind != "table" or not _name.startswith("passages_fts")

    with store.begin() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": False, "include_name": own}
        )
        assert compare_metadata(context, METADATA) == []


def test_every_table_is_kept_or_derived():
    assert {*KEPT, *DERIVED} == set(METADATA.tables.values())


def test_the_head_is_the_newest_version():
    assert ScriptDirectory(str(FOLDER)).get_current_head() == HEAD


def test_none_there(path):
    assert refuse(path) == "K100"
    assert refuse(path, read_only=True) == "K100"
    assert not path.exists()


def test_a_folder_and_a_folder_that_is_not_there(path):
    assert refuse(path.parent) == "K101"
    assert refuse(path.parent / "no" / "ledger.db", create=True) == "K102"


@pytest.mark.parametrize("content", [b"President Rivas met Lind." * 99, bytes(range(256)) * 40])
@pytest.mark.parametrize("create", [True, False])
def test_another_file_is_no_ledger_and_stays_as_it_is(path, content, create):
    path.write_bytes(content)
    assert refuse(path, create=create) == "K101"
    assert path.read_bytes() == content


@pytest.mark.parametrize("table", ["other", "alembic_version"])
def test_another_database_is_no_ledger(path, table):
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE {table} (version_num TEXT)")
    before = path.read_bytes()
    assert refuse(path, create=True) == "K101"
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_ledger_when_one_is_to_be_made(path):
    path.touch()
    assert refuse(path) == "K101"
    open_store(path, create=True).close()
    open_store(path).close()


def test_a_newer_ledger(store, path):
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert refuse(path) == "K105"


def test_a_damaged_ledger(store, writer, path):
    for number in range(9):
        writer.add_report(make_report().model_copy(update={"document": _renamed(number)}))
    store.close()
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = b"\x01" * (len(content) // 2 - 4096)
    path.write_bytes(content)
    with pytest.raises(LedgerError) as refused:
        View(open_store(path)).count()
    assert refused.value.code == "K106"


def _renamed(number):
    return make_report().document.model_copy(update={"outlet": f"Outlet {number}"})


def test_an_older_ledger_is_brought_up_and_a_copy_is_kept(store, writer, path, tmp_path):
    writer.add_report(make_report())
    store.close()
    newer = with_newer(tmp_path / "versions")
    opened = open_store(path, read_only=True, **newer)
    assert View(opened).count()["events"] == 3
    with opened.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM later").scalar_one() == 0
    copy = open_store(path.with_name(f"ledger.db.{HEAD}.backup"))
    assert View(copy).count()["events"] == 3


def test_a_migration_that_fails_leaves_the_older_ledger(store, writer, path, tmp_path):
    writer.add_report(make_report())
    more = 'op.get_bind().exec_driver_sql("SELECT nothing FROM nowhere")'
    newer = with_newer(tmp_path / "versions", more)
    assert refuse(path, **newer) == "K109"
    assert View(open_store(path)).count()["events"] == 3
    tables = sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall()
    assert ("later",) not in tables


def test_reading_only_writes_nothing(store, writer, path):
    writer.add_report(make_report())
    only = open_store(path, read_only=True)
    assert View(only).count()["events"] == 3
    report = make_report().model_copy(update={"document": _renamed(1)})
    with pytest.raises(LedgerError) as refused:
        Writer(only, make_run()).add_report(report)
    assert refused.value.code == "K103"


def test_a_folder_that_may_only_be_read(store, writer, path, monkeypatch):
    writer.add_report(make_report())
    store.close()
    monkeypatch.setattr("os.access", lambda *_: False)
    opened = open_store(path, read_only=True)
    assert View(opened).count()["events"] == 3
    assert not path.with_name("ledger.db-shm").exists()


def test_a_full_disk_keeps_what_was_there(store, writer, path, monkeypatch):
    from demarche.ledger.store import engine

    writer.add_report(make_report())
    connect = engine._connect

    def connect_small(*arguments):
        connection = connect(*arguments)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(engine, "_connect", connect_small)
    small = Writer(open_store(path), make_run())
    many = (make_report().model_copy(update={"document": _renamed(n)}) for n in range(99))
    with pytest.raises(LedgerError) as refused:
        deque(map(small.add_report, many))
    assert refused.value.code == "K104"
    counts = View(store).count()
    assert counts["events"] == 3 * counts["documents"] > 0


def test_a_locked_ledger_is_said_to_be(store, writer, path, monkeypatch):
    monkeypatch.setattr("demarche.ledger.store.engine.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError) as refused:
        writer.add_report(make_report())
    assert refused.value.code == "K107"
    assert View(open_store(path, read_only=True)).count()["events"] == 0  # readers do not wait


@pytest.mark.parametrize("url", ["mysql://host/name", "http://host/", "postgresql://h:port/x"])
def test_an_address_of_something_else(url):
    with pytest.raises(LedgerError) as refused:
        open_store(url)
    assert refused.value.code == "K110"


def test_a_password_is_not_printed():
    with pytest.raises(LedgerError) as refused:
        open_store("mysql://user:hidden@host/name")
    assert "hidden" not in str(refused.value)
