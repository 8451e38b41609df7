"""The first tables: kept ones that refuse to be changed, derived ones, and the search."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = Path(__file__).with_suffix(".sql")
_KEPT = (
    "runs", "documents", "readings", "inputs", "actors", "events", "statements", "commitments",
    "exchanges", "positions", "parties", "judgements", "subjects",
)  # fmt: skip
_SERIAL = {"sqlite": "INTEGER NOT NULL", "postgresql": "SERIAL NOT NULL"}
_REFUSAL = "a ledger is only ever added to"
_SEARCH_SQLITE = (
    "CREATE VIRTUAL TABLE passages_fts USING fts5(words, content='passages',"
    " content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN"
    " INSERT INTO passages_fts(rowid, words) VALUES (new.number, new.words); END",
    "CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN"
    " INSERT INTO passages_fts(passages_fts, rowid, words)"
    " VALUES ('delete', old.number, old.words); END",
)
_SEARCH_POSTGRES = (
    "CREATE INDEX passages_search ON passages USING gin (to_tsvector('english', words))",
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
)


def upgrade() -> None:
    """Make the tables, the search and the guards."""
    dialect = op.get_bind().dialect.name
    script = _TABLES.read_text(encoding="utf-8").replace("{serial}", _SERIAL[dialect])
    for statement in script.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
    search, guard = (
        (_SEARCH_SQLITE, _guard_sqlite) if dialect == "sqlite" else (_SEARCH_POSTGRES, _guard)
    )
    guards = [one for table in _KEPT for one in guard(table)]
    for statement in (*search, *guards):
        op.get_bind().exec_driver_sql(statement)


def _guard_sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for change in ("UPDATE", "DELETE")
    ]


def _guard(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    ]
