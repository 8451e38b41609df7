"""Identifiers that hash content: the same input gives the same id in every process."""

from __future__ import annotations

import hashlib


def hash_id(prefix: str, *parts: object, digits: int = 12) -> str:
    """Return `prefix:` and the first hexadecimal digits of the SHA-256 of the parts, joined by
    U+001F.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return (
        f"{prefix}:{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:digits]}"
    )


def hash_text(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
