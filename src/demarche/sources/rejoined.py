"""A stream whose first bytes were already taken to see what it holds."""

from __future__ import annotations

from typing import BinaryIO


class Rejoined:
    """Reads `head` first, then the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes; fewer only at the end."""
        pieces = [self._head[:size]]
        self._head = self._head[size:]
        left = size - len(pieces[0])
        while left > 0 and (piece := self._rest.read(left)):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def readline(self, limit: int) -> bytes:
        """Return the next line with its end, at most `limit` bytes of it."""
        stop = self._head.find(b"\n", 0, limit) + 1
        if stop or len(self._head) >= limit:
            stop = stop or limit
            line, self._head = self._head[:stop], self._head[stop:]
            return line
        start, self._head = self._head, b""
        return start + self._rest.readline(limit - len(start))
