"""What leaves the room: an item as it came, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from demarche.errors import SourceError
from demarche.model import Finding

Media = Literal["text", "html", "unknown"]


@dataclass(frozen=True, slots=True)
class RawItem:
    """One article as it came.

    `origin` says where from ("page.html", "feed.jsonl:12", an address, "-"). `content` is text
    where the source gives text (JSON), else bytes; `charset` is what a server declared. `size` is
    the whole length in bytes when `content` is only its beginning, else None.
    """

    origin: str
    content: bytes | str
    media: Media = "unknown"
    charset: str | None = None
    size: int | None = None
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class FailedItem:
    """Something that was asked for and could not be had."""

    origin: str
    error: SourceError
    url: str | None = None

    @property
    def finding(self) -> Finding:
        """The error as a finding for the report."""
        hint = f" ({self.error.hint})" if self.error.hint else ""
        return Finding(
            code=self.error.code, severity="error", message=f"{self.error.message}{hint}"
        )


SourceItem = RawItem | FailedItem
