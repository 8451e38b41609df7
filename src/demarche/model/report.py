"""What reading one document returns."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, ModelWrapValidatorHandler, model_validator

from demarche.display import render_html
from demarche.model.actor import Actor
from demarche.model.base import Noun
from demarche.model.commitment import Commitment, Exchange, Position
from demarche.model.document import Document
from demarche.model.event import Event
from demarche.model.span import Span, find_spans, quoting
from demarche.model.statement import Statement
from demarche.model.vocabulary import Severity


class Finding(Noun):
    """Something the user should know about how the document was read; codes as in `errors`."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None


class Report(Noun):
    """The records of one document. Every span in it is checked against the document's text."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["demarche/1"] = Field(default="demarche/1", alias="schema")
    document: Document
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    positions: tuple[Position, ...] = ()
    findings: tuple[Finding, ...] = ()

    @model_validator(mode="wrap")
    @classmethod
    def _quote_document(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        document = data.get("document") if isinstance(data, dict) else None
        text = document.get("text") if isinstance(document, dict) else getattr(document, "text", "")
        with quoting(text if isinstance(text, str) else ""):
            report = handler(data)
        for span in find_spans(report):
            span.check(report.document.text)
        return report

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(getattr(self, name))} {name}"
            for name in ("events", "statements", "commitments", "findings")
        )
        return f"Report({self.document.id!r}: {counts})"

    __str__ = __repr__

    def _repr_html_(self) -> str | None:
        return render_html(self)

    def to_json(self) -> str:
        """Return the report as one line of JSON: keys in schema order, always the same bytes."""
        return self.model_dump_json(by_alias=True)
