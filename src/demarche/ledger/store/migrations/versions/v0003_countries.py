"""Whether a country has a part in a record is answered from the index alone."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the index of countries by one that has the record, its reading and the role."""
    run = op.get_bind().exec_driver_sql
    run("DROP INDEX ix_parties_country")
    run(
        "CREATE INDEX ix_parties_country_record_reading_role"
        " ON parties (country, record, reading, role)"
    )
