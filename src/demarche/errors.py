"""One exception tree; every error has a code, says what happened, where, and what to do."""

from __future__ import annotations


class DemarcheError(Exception):
    """Base of all errors raised on purpose.

    `code` is stable ("S201"); the letter names the room: C config, S sources, D documents,
    L language, G grounding, X extract, R rules, M model, K ledger, Q query, O export, W web,
    E evals.
    """

    def __init__(self, code: str, message: str, *, hint: str = "") -> None:
        self.code = code
        self.message = message
        self.hint = hint
        super().__init__(f"{code}: {message}" + (f" ({hint})" if hint else ""))


class ConfigError(DemarcheError):
    """A setting is missing or has a value that cannot be used."""


class SourceError(DemarcheError):
    """An input could not be fetched or opened."""


class DocumentError(DemarcheError):
    """Bytes were fetched but no document could be made of them."""


class ReaderError(DemarcheError):
    """The reader's weights are missing, damaged or of another version."""


class RuleError(DemarcheError):
    """A rule, lexicon or registry file breaks its schema."""


class SpanError(DemarcheError, ValueError):
    """A span does not quote its text."""


class LedgerError(DemarcheError):
    """A ledger cannot be opened, read or written."""


class QueryError(DemarcheError):
    """A question to a ledger cannot be answered as it was put."""


class ExportError(DemarcheError):
    """An export cannot be written, or a file is none that can be read back."""


class WebError(DemarcheError):
    """The site cannot be served as it was asked for."""


class EvalError(DemarcheError):
    """An evaluation was asked for on data that is not there or not in its layout."""
