"""Forms: what a browser sends, and the key that shows it was sent from a page of this site."""

from __future__ import annotations

import hmac
from urllib.parse import parse_qs

from fastapi import Request
from starlette.exceptions import HTTPException

KEY = "key"
_LONGEST = 64 * 1024


class Form:
    """The fields of a form; several of one name are kept in order."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self._fields = fields

    def one(self, name: str) -> str:
        """Return the first value of a field, "" where it was not sent."""
        return self.all(name)[0] if self.all(name) else ""

    def all(self, name: str) -> list[str]:
        """Return every value of a field."""
        return self._fields.get(name, [])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields that were sent."""
        return tuple(self._fields)


async def read_form(request: Request, longest: int = _LONGEST) -> Form:
    """Return the form in a request's body. Answers 413 where it is longer than `longest` bytes."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > longest:
            raise HTTPException(413)
    words = body.decode("utf-8", "replace")
    return Form(parse_qs(words, keep_blank_values=True, max_num_fields=200))


async def read_own_form(request: Request) -> Form:
    """Return a form of this site: another site cannot know the key. Answers 403 without it."""
    form = await read_form(request)
    key = request.app.state.keeper.form_key
    if not hmac.compare_digest(form.one(KEY).encode(), key.encode()):
        raise HTTPException(403)
    return form
