"""A span: code-point offsets into a document's stored text, with the words they quote."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from pydantic import BaseModel, ModelWrapValidatorHandler, model_validator

from demarche.errors import SpanError
from demarche.model.base import Noun

_QUOTED: ContextVar[str | None] = ContextVar("quoted_text", default=None)


@contextmanager
def quoting(text: str) -> Iterator[None]:
    """Within this block spans may be built; each must quote `text`."""
    token = _QUOTED.set(text)
    try:
        yield
    finally:
        _QUOTED.reset(token)


class Span(Noun):
    """`text[start:end] == quote`, in code points; anything else cannot be built.

    Build with `Span.of(text, start, end)`, or validate inside `quoting(text)` (as `Report` does
    for all of its spans). Raises `SpanError` (a `ValueError`) when there is no text to check
    against, when the offsets lie outside it, or when the quote differs.
    """

    start: int
    end: int
    quote: str

    @model_validator(mode="wrap")
    @classmethod
    def _quote_text(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        span = data if isinstance(data, cls) else handler(data)
        text = _QUOTED.get()
        if text is not None:
            span.check(text)
        elif span is not data:
            raise SpanError(
                "M101", "a span needs the text it quotes", hint="use Span.of(text, start, end)"
            )
        return span

    def check(self, text: str) -> None:
        """Raise `SpanError` unless the span quotes `text`."""
        if not 0 <= self.start < self.end <= len(text):
            raise SpanError(
                "M102", f"span {self.start}:{self.end} lies outside a text of {len(text)}"
            )
        if text[self.start : self.end] != self.quote:
            raise SpanError("M103", f"span {self.start}:{self.end} does not quote its text")

    @classmethod
    def of(cls, text: str, start: int, end: int, **fields: Any) -> Self:
        """Return the span of `text[start:end]`; raises `SpanError` if it is empty or outside.

        `fields` are those a subclass adds (a mention's `form`, its `confidence`).
        """
        quote = text[max(start, 0) : end]
        make = cls.build if len(fields) + 3 == len(cls.model_fields) else cls.model_construct
        span = make(start=start, end=end, quote=quote, **fields)
        span.check(text)
        return span

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


def find_spans(value: object) -> Iterator[Span]:
    """Yield every span inside a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from find_spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from find_spans(item)
