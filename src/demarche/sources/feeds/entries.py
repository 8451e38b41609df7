"""What a feed or sitemap lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed.

    `key` names it: its address without a fragment, or, where the feed gives its text but no
    address, a name made of the feed's address and the item's own. `published` and `changed` are ISO
    days; one that a feed gives for the last change is no day of publication.
    """

    key: str
    address: str | None
    title: str | None = None
    published: str | None = None
    changed: str | None = None
    content: str | None = None

    @property
    def day(self) -> str | None:
        """The day that orders it among others."""
        return self.published or self.changed


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that a sitemap index lists; `stated` is when it was last changed, as it says."""

    address: str
    stated: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed, read: its articles in its own order, and what was wrong with it.

    `broken`: its XML is; `unusable`: how many items have neither address nor text.
    """

    entries: tuple[Entry, ...] = ()
    children: tuple[Child, ...] = ()
    broken: bool = False
    unusable: int = 0
