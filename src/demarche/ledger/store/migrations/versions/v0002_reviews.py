"""What holds of a record says who decided it, when, and what was corrected."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_RECORDS = ("events", "statements", "commitments", "exchanges", "positions")
_COLUMNS = ("author", "at", "changes")
_FILL = (
    "UPDATE standings SET changes = '[]',"
    " author = (SELECT j.author FROM judgements j WHERE j.id = standings.judgement),"
    " at = (SELECT j.at FROM judgements j WHERE j.id = standings.judgement)"
)


def upgrade() -> None:
    """Add the columns, and the index that the queue of what is to be reviewed goes by."""
    run = op.get_bind().exec_driver_sql
    for column in _COLUMNS:
        run(f"ALTER TABLE standings ADD COLUMN {column} TEXT")
    run(_FILL)
    for table in _RECORDS:
        run(f"CREATE INDEX ix_{table}_confidence ON {table} (confidence)")
