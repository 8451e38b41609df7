"""How the tables came to be: Alembic's scripts; the newest gives what `schema` says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

HEAD = "0003"
FOLDER = Path(__file__).parent
VERSIONS = (FOLDER / "versions",)


def upgrade(connection: Connection, *, versions: Sequence[Path] = VERSIONS) -> None:
    """Bring the tables to the newest version in `versions`, within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _escape(FOLDER))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(_escape, versions)))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _escape(path: Path) -> str:
    return str(path).replace("%", "%%")
