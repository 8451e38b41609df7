"""`feeds.toml`: which feeds are watched, how often, and what of them is wanted."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from demarche.errors import SourceError

_DURATION = re.compile(r"(\d{1,6})\s*([smhd])", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_HINT = "see the page on watching feeds"


def parse_duration(words: str) -> float:
    """Return seconds: "90s", "30m", "6h", "1d". Raises `ValueError` for anything else."""
    match = _DURATION.fullmatch(words.strip())
    seconds = int(match[1]) * _SECONDS[match[2].lower()] if match else 0
    if not seconds:
        raise ValueError(f"not a length of time: {words!r}; write 90s, 30m, 6h or 1d")
    return float(seconds)


def _check_pattern(words: str) -> str:
    try:
        re.compile(words)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return words


def _read_duration(given: object) -> object:
    return parse_duration(given) if isinstance(given, str) else given


Duration = Annotated[float, BeforeValidator(_read_duration), Field(gt=0, allow_inf_nan=False)]
Pattern = Annotated[str, AfterValidator(_check_pattern)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Feed(_Strict):
    """One feed or sitemap.

    Of its articles those are wanted whose address matches `only` and not `never` (regular
    expressions, found anywhere in it), and that are dated `since` that day or not dated at all.
    `every` (seconds) and `most` stand in for those of the list.
    """

    url: str = Field(pattern=r"^https?://[^\s/]+")
    outlet: str | None = Field(default=None, min_length=1)
    only: Pattern | None = None
    never: Pattern | None = None
    since: date | None = None
    every: Duration | None = None
    most: int | None = Field(default=None, gt=0)

    def wants(self, address: str, day: str | None) -> bool:
        """Tell whether an article of that address and ISO day is wanted."""
        if self.only is not None and not re.search(self.only, address):
            return False
        if self.never is not None and re.search(self.never, address):
            return False
        return self.since is None or day is None or day >= self.since.isoformat()


class FeedList(_Strict):
    """The whole file.

    `every`: seconds between two visits of a feed. `pause`: the least number of seconds between two
    requests to one host. `most`: how many new articles of a feed are fetched at one visit; the
    others follow at the next.
    """

    every: Duration = 1800.0
    pause: float = Field(default=2.0, ge=0, allow_inf_nan=False)
    most: int = Field(default=50, gt=0)
    feeds: tuple[Feed, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check_once(self) -> FeedList:
        seen: set[str] = set()
        for feed in self.feeds:
            if feed.url in seen:
                raise ValueError(f"{feed.url} stands in it twice")
            seen.add(feed.url)
        return self

    def interval(self, feed: Feed) -> float:
        """Return the seconds between two visits of a feed."""
        return feed.every or self.every

    def most_of(self, feed: Feed) -> int:
        """Return how many new articles of a feed are fetched at one visit."""
        return feed.most or self.most


def load_list(path: Path) -> FeedList:
    """Return the list of feeds that a file holds.

    Raises `SourceError` S201 (no such file), S202 (cannot be read), S230 (not TOML, or a key that
    is unknown, missing or has a value that cannot be used).
    """
    try:
        known = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceError("S201", f"no such file: {path}") from error
    except OSError as error:
        raise SourceError("S202", f"cannot read {path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError("S230", f"{path} is not TOML: {error}", hint=_HINT) from error
    try:
        return FeedList.model_validate(known)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        fault = f"{where}: {first['msg']}" if where else first["msg"]
        raise SourceError("S230", f"{path}: {fault}", hint=_HINT) from error
