"""The tables of a ledger, for SQLite and PostgreSQL alike.

Two sorts of tables: kept ones are only ever added to (the database itself refuses anything else);
derived ones follow from them and may be rebuilt at any time. A record's row has columns to ask by
and the whole record as JSON in `body`.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)


def _text(name: str, *, need: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=not (need or key))


def _record(name: str, *columns: Column[str] | Column[int] | Column[float]) -> Table:
    """Return the table of one kind of record: a row for each record of each reading."""
    return Table(
        name,
        METADATA,
        Column("reading", Text, ForeignKey("readings.id"), primary_key=True),
        _text("id", key=True),
        Column("document", Text, ForeignKey("documents.id"), nullable=False),
        _text("day"),
        Column("number", Integer, nullable=False),
        *columns,
        Column("place_in_text", Integer, nullable=False),
        _text("quote", need=True),
        Column("confidence", Double, nullable=False),
        _text("body", need=True),
        Index(None, "id"),
        Index(None, "confidence"),
    )


RUNS = Table(
    "runs",
    METADATA,
    _text("id", key=True),
    _text("kind", need=True),
    _text("at", need=True),
    _text("program", need=True),
    _text("reader", need=True),
)
DOCUMENTS = Table(
    "documents",
    METADATA,
    _text("id", key=True),
    _text("given_id"),
    _text("url"),
    _text("outlet"),
    _text("title"),
    _text("published"),
    _text("language"),
    _text("genre"),
    _text("sha256", need=True),
    _text("text", need=True),
    _text("body", need=True),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    Index(None, "published"),
    Index(None, "outlet"),
)
READINGS = Table(
    "readings",
    METADATA,
    _text("id", key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    _text("reader", need=True),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    _text("findings", need=True),
    Index(None, "document"),
)
INPUTS = Table(
    "inputs",
    METADATA,
    _text("id", key=True),
    _text("reader", key=True),
    Column("reading", Text, ForeignKey("readings.id"), nullable=False),
)
ACTORS = Table(
    "actors",
    METADATA,
    Column("reading", Text, ForeignKey("readings.id"), primary_key=True),
    _text("id", key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("number", Integer, nullable=False),
    _text("name", need=True),
    _text("folded", need=True),
    _text("kind", need=True),
    _text("country"),
    _text("role"),
    _text("registry"),
    _text("wikidata"),
    _text("body", need=True),
    Index(None, "folded"),
    Index(None, "registry"),
)
EVENTS = _record(
    "events",
    _text("type", need=True),
    _text("mode"),
    _text("status", need=True),
    _text("start"),
    _text("end"),
    _text("precision"),
    _text("place"),
    _text("place_country"),
    _text("medium"),
    Column("duration", Integer),
)
STATEMENTS = _record("statements", _text("kind", need=True), _text("cue"), _text("medium"))
COMMITMENTS = _record(
    "commitments",
    _text("act", need=True),
    _text("due_start"),
    _text("due_end"),
    _text("condition"),
    _text("strength", need=True),
    _text("status", need=True),
    _text("event"),
)
EXCHANGES = _record("exchanges", _text("status", need=True))
POSITIONS = _record("positions", _text("question", need=True), _text("stance", need=True))
PARTIES = Table(
    "parties",
    METADATA,
    Column("reading", Text, primary_key=True),
    _text("record", key=True),
    _text("role", key=True),
    Column("number", Integer, primary_key=True),
    _text("actor", need=True),
    _text("name", need=True),
    _text("folded", need=True),
    _text("country"),
    _text("registry"),
    ForeignKeyConstraint(["reading", "actor"], ["actors.reading", "actors.id"]),
    Index(None, "record"),
    Index(None, "country", "record", "reading", "role"),
    Index(None, "folded"),
    Index(None, "registry"),
)
JUDGEMENTS = Table(
    "judgements",
    METADATA,
    _text("id", key=True),
    _text("kind", need=True),
    _text("verdict", need=True),
    Column("score", Double, nullable=False),
    _text("author_kind", need=True),
    _text("author", need=True),
    _text("at", need=True),
    _text("dated"),
    Column("run", Text, ForeignKey("runs.id")),
    _text("body", need=True),
    Index(None, "kind"),
)
SUBJECTS = Table(
    "subjects",
    METADATA,
    Column("judgement", Text, ForeignKey("judgements.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _text("kind", need=True),
    _text("id", need=True),
    Index(None, "id"),
)

CURRENT = Table(
    "current",
    METADATA,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("reading", Text, ForeignKey("readings.id"), nullable=False, index=True),
)
PASSAGES = Table(
    "passages",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False, index=True),
    _text("kind", need=True),
    _text("record"),
    _text("words", need=True),
)
STANDINGS = Table(
    "standings",
    METADATA,
    Column("judgement", Text, ForeignKey("judgements.id"), primary_key=True),
    _text("kind", need=True),
    _text("record", need=True),
    _text("verdict", need=True),
    Column("by_person", Integer, nullable=False),
    _text("dated"),
    _text("author"),
    _text("at"),
    _text("changes"),
    Index(None, "record"),
)
OCCURRENCES = Table(
    "occurrences",
    METADATA,
    _text("id", key=True),
    _text("type", need=True),
    _text("group", need=True),
    _text("sides", need=True),
    _text("start"),
    _text("end"),
    Column("origins", Integer, nullable=False),
)
MEMBERS = Table(
    "members",
    METADATA,
    _text("record", key=True),
    Column("occurrence", Text, ForeignKey("occurrences.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
)

Index("ix_events_type_day", EVENTS.c.type, EVENTS.c.day)
for _table in (STATEMENTS, COMMITMENTS, EVENTS):
    Index(f"ix_{_table.name}_day", _table.c.day)

RECORDS: dict[str, Table] = {
    "events": EVENTS,
    "statements": STATEMENTS,
    "commitments": COMMITMENTS,
    "exchanges": EXCHANGES,
    "positions": POSITIONS,
}
KEPT: tuple[Table, ...] = (
    RUNS, DOCUMENTS, READINGS, INPUTS, ACTORS, *RECORDS.values(), PARTIES, JUDGEMENTS, SUBJECTS,
)  # fmt: skip
DERIVED: tuple[Table, ...] = (CURRENT, PASSAGES, STANDINGS, OCCURRENCES, MEMBERS)
