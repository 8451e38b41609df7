"""Settings: the package's `data/default.toml`, overridden by the environment.

Read at the edges only (the command line, `demarche.read`) and handed on as arguments.
"""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from demarche.errors import ConfigError

DEFAULTS = Path(__file__).parent / "data" / "default.toml"


class Section(BaseModel):
    """A part of the settings: immutable, and an unknown name is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FetchSettings(Section):
    """How files and addresses are fetched."""

    timeout_seconds: float = Field(gt=0)
    max_bytes: int = Field(gt=0)
    max_redirects: int = Field(ge=0)
    user_agent: str = Field(min_length=1)
    allow_private: bool


class ReadingSettings(Section):
    """How many documents go to the reader at a time."""

    batch_documents: int = Field(gt=0)
    batch_characters: int = Field(gt=0)


class RegistrySettings(Section):
    """The user's own file of office holders (none if empty), and where newer ones are asked for."""

    overlay: str
    endpoint: str = Field(pattern=r"^https?://")


class LedgerSettings(Section):
    """Where the ledger is: the path of a file, or a `postgresql://` URL."""

    location: str = Field(min_length=1)


class ExportSettings(Section):
    """What an export says of its licence, where none is given."""

    licence: str = Field(min_length=1)


class SiteSettings(Section):
    """Where the site listens, and the token its visitors give (none if empty)."""

    host: str = Field(min_length=1)
    port: int = Field(ge=0, le=65535)
    token: str


class Settings(BaseSettings):
    """All settings. `DEMARCHE_FETCH__MAX_BYTES=1000` in the environment overrides the file."""

    model_config = SettingsConfigDict(
        env_prefix="DEMARCHE_",
        env_nested_delimiter="__",
        frozen=True,
        extra="forbid",
        toml_file=DEFAULTS,
    )

    fetch: FetchSettings
    reading: ReadingSettings
    registry: RegistrySettings
    ledger: LedgerSettings
    site: SiteSettings
    export: ExportSettings

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take arguments first, then the environment, then the defaults; nothing else."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


@functools.cache
def load_settings() -> Settings:
    """Return the settings, read once. Raises `ConfigError` C101 for a value that cannot be used."""
    try:
        return Settings()  # type: ignore[call-arg]  # the fields come from the file
    except (ValidationError, SettingsError) as error:
        raise ConfigError(
            "C101", _name_fault(error), hint="see the settings page of the documentation"
        ) from error


def _name_fault(error: ValidationError | SettingsError) -> str:
    if not isinstance(error, ValidationError):
        return f"a setting cannot be read: {error}"
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"setting {where}: {first['msg'].lower()}"
