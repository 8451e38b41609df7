"""The whole chain on one page: items → documents → analyses → groundings → records → reports.

One document that fails becomes a report with no records and an `error` finding; nothing else is
lost. This is the only place that catches everything.
"""

from __future__ import annotations

import functools
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from demarche.config import ReadingSettings, load_settings
from demarche.documents import make_document, parse_published
from demarche.errors import ConfigError, DemarcheError, ReaderError, RuleError, SourceError
from demarche.extract.extraction import extract
from demarche.grounding.actors import Registry, load_registry
from demarche.grounding.ground import ground
from demarche.ids import hash_id, hash_text
from demarche.language.analysis import Analysis
from demarche.model import Document, Finding, Report
from demarche.sources import FailedItem, RawItem, SourceItem, read_inputs

_Result = TypeVar("_Result")
_PACKAGE = Path(__file__).parent
_LOCK = threading.Lock()


class Analyzer(Protocol):
    """What reads the words: our reader, or a stand-in."""

    def analyze(self, documents: Sequence[Document]) -> list[Analysis]:
        """Return one analysis for each document, in order."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document ready to be read, or (`failed`) only what is known of one that cannot be."""

    document: Document
    findings: tuple[Finding, ...]
    failed: bool = False


def get_reader() -> Analyzer:
    """Return the reader, loaded at the first call. Raises `ReaderError` if its weights are not
    there or damaged.
    """
    with _LOCK:
        return _load_reader()


def read_items(
    items: Iterable[SourceItem],
    *,
    published: str | None = None,
    reader: Analyzer | None = None,
    settings: ReadingSettings | None = None,
) -> Iterator[Report]:
    """Yield one report for each item, in order; documents go to the reader in batches.

    `published` is the date of all of them and wins over their own. Nothing is raised for an item.
    Raises `DocumentError` D110 if `published` is no date, `ReaderError` if the reader cannot be
    loaded.
    """
    found = read_with_analyses(items, published=published, reader=reader, settings=settings)
    for report, _ in found:
        yield report


def read_with_analyses(
    items: Iterable[SourceItem],
    *,
    published: str | None = None,
    reader: Analyzer | None = None,
    settings: ReadingSettings | None = None,
) -> Iterator[tuple[Report, Analysis | None]]:
    """Yield what `read_items` does, each with what the reader found; None where it did not read."""
    settings = settings or load_settings().reading
    if published is not None:
        parse_published(published)
    opened = (_open_item(item, published) for item in items)
    for batch in _batch(opened, settings):
        yield from _read_batch(batch, reader)


def read_document(
    document: Document, *, findings: Sequence[Finding] = (), reader: Analyzer | None = None
) -> Report:
    """Return the report of one document; `findings` are those made on the way to it."""
    report, _ = next(_read_batch([_Opened(document, tuple(findings))], reader))
    return report


def read_analysis(analysis: Analysis, findings: Sequence[Finding] = ()) -> Report:
    """Return the report of a document that the reader has read. Raises what the rooms raise."""
    grounding = ground(analysis, registry=_load_registry())
    records = extract(grounding)
    return Report(
        document=analysis.document,
        actors=tuple(grounding.actors.values()),
        events=records.events,
        statements=records.statements,
        commitments=records.commitments,
        exchanges=records.exchanges,
        positions=records.positions,
        findings=(*findings, *records.findings),
    )


def read(
    text_or_path: str | Path,
    *,
    published: str | date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str | None = None,
    allow_private: bool = False,
) -> Report:
    """Read one article and return its report.

    A `Path` is a file; so is a string that names an existing one. A string without white space is
    a path or an http(s) address; any other string is the article's text. `published` is an ISO
    date. An article that cannot be read gives a report with an `error` finding. Raises
    `DocumentError` D110 if `published` is no date, `SourceError` S290 if the input holds no article
    or several, `ReaderError` if the reader cannot be loaded.
    """
    known = {"title": title, "outlet": outlet, "url": url, "id": id}
    items = [_replace_known(item, known) for item in _find_items(text_or_path, allow_private)]
    if len(items) != 1:
        raise SourceError(
            "S290", f"{len(items)} articles found where one was asked for", hint="use read_many"
        )
    day = published.isoformat() if isinstance(published, date) else published
    return next(read_items(items, published=day))


def read_many(
    inputs: Iterable[str | Path | RawItem], *, allow_private: bool = False
) -> Iterator[Report]:
    """Yield a report for each article of the inputs, in order.

    Each input is as for `read`, or a folder, a JSON Lines file with many articles, or a `RawItem`.
    """
    return read_items(item for one in inputs for item in _find_items(one, allow_private))


def has_failed(report: Report) -> bool:
    """Tell whether the document could not be read: an `error` finding says why."""
    return any(finding.severity == "error" for finding in report.findings)


def open_inputs(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    known: Mapping[str, str | None] | None = None,
    allow_private: bool = False,
) -> Iterator[SourceItem]:
    """Yield the items of the inputs, fetched as the settings say.

    `known` is what the user states of them (id, url, outlet, title); it holds where an item states
    nothing itself.
    """
    fetch = load_settings().fetch
    items = read_inputs(
        inputs,
        stdin=stdin,
        allow_private=allow_private or fetch.allow_private,
        timeout=fetch.timeout_seconds,
        max_bytes=fetch.max_bytes,
        max_redirects=fetch.max_redirects,
        user_agent=fetch.user_agent,
    )
    return (_replace_known(item, known or {}) for item in items)


def _replace_known(item: SourceItem, known: Mapping[str, str | None]) -> SourceItem:
    if isinstance(item, FailedItem):
        return item
    return replace(
        item,
        id=item.id or known.get("id"),
        url=item.url or known.get("url"),
        outlet=item.outlet or known.get("outlet"),
        title=item.title or known.get("title"),
    )


@functools.cache
def _load_registry() -> Registry:
    overlay = load_settings().registry.overlay
    return load_registry(Path(overlay) if overlay else None)


@functools.cache
def _load_reader() -> Analyzer:
    from demarche.language.reader import load_reader  # spaCy and ONNX Runtime, when needed

    return load_reader()


def _find_items(one: str | Path | RawItem, allow_private: bool) -> Iterator[SourceItem]:
    if isinstance(one, RawItem):
        return iter((one,))
    if isinstance(one, str) and not _names_file(one):
        return iter((RawItem(origin="text", content=one, media="text"),))
    return open_inputs([str(one)], allow_private=allow_private)


def _names_file(text: str) -> bool:
    if text and not any(map(str.isspace, text)):
        return True
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or a NUL in it
        return False


def _open_item(item: SourceItem, published: str | None) -> _Opened:
    made = _attempt("D900", lambda: make_document(item, published=published))
    if isinstance(made, Finding):
        return _Opened(_stand_in(item), (made,), failed=True)
    document, findings = made
    failed = any(finding.severity == "error" for finding in findings)
    return _Opened(document, tuple(findings), failed)


def _stand_in(item: SourceItem) -> Document:
    """Return a document that only says which item could not become one."""
    given_id = item.id if isinstance(item, RawItem) else None
    return Document(
        id=given_id or hash_id("d", item.origin), url=item.url, text="", sha256=hash_text("")
    )


def _batch(opened: Iterable[_Opened], settings: ReadingSettings) -> Iterator[list[_Opened]]:
    batch: list[_Opened] = []
    size = 0
    for one in opened:
        length = len(one.document.text)
        full = len(batch) >= settings.batch_documents
        if batch and (full or size + length > settings.batch_characters):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += length
    if batch:
        yield batch


def _read_batch(
    batch: Sequence[_Opened], reader: Analyzer | None
) -> Iterator[tuple[Report, Analysis | None]]:
    whole = [one for one in batch if not one.failed]
    if whole and reader is None:
        reader = get_reader()
    analyses = iter(_analyze(reader, [one.document for one in whole]) if reader else ())
    for one in batch:
        if one.failed:
            yield Report(document=one.document, findings=one.findings), None
        else:
            yield _finish(one, next(analyses))


def _analyze(reader: Analyzer, documents: list[Document]) -> list[Analysis | Finding]:
    """Read the documents together; if that fails, one by one, so that only the culprit is lost."""
    together = _attempt("L900", lambda: reader.analyze(documents))
    if not isinstance(together, Finding):
        return list(together)
    if len(documents) == 1:
        return [together]
    return [one for document in documents for one in _analyze(reader, [document])]


def _finish(opened: _Opened, analysis: Analysis | Finding) -> tuple[Report, Analysis | None]:
    if isinstance(analysis, Finding):
        return _fail(opened, analysis), None
    report = _attempt("X900", lambda: read_analysis(analysis, opened.findings))
    return (_fail(opened, report) if isinstance(report, Finding) else report), analysis


def _fail(opened: _Opened, failure: Finding) -> Report:
    return Report(document=opened.document, findings=(*opened.findings, failure))


def _attempt(code: str, work: Callable[[], _Result]) -> _Result | Finding:
    """Do the work, or return what went wrong as a finding: the document boundary.

    A fault of the installation (weights, rules, settings) is no document's and is raised.
    """
    try:
        return work()
    except (ReaderError, RuleError, ConfigError):
        raise
    except DemarcheError as error:
        hint = f" ({error.hint})" if error.hint else ""
        return Finding(code=error.code, severity="error", message=f"{error.message}{hint}")
    except Exception as error:  # noqa: BLE001  # one bad document must not lose the others
        fault = f"{type(error).__name__}: {error}".partition("\n")[0]
        message = f"could not be read, please report it: {fault} ({_locate(error)})"
        return Finding(code=code, severity="error", message=message)


def _locate(error: Exception) -> str:
    """Return the last place in this package that the error passed: "extract/roles.py:12"."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    path = Path(inside[-1].filename).relative_to(_PACKAGE)
    return f"{path.as_posix()}:{inside[-1].lineno}"
