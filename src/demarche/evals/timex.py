"""The suite `timex`: times found and valued in news, by the rules of TempEval-3.

Scored on TimeBank and AQUAINT as TempEval-3 cleaned them (TimeML), the document creation time
given as publication date (UzZaman et al. 2013): strict match (both ends of a time right), relaxed
match (one token or more shared), and value (relaxed match and the TIMEX3 value right). A tenth of
the files, chosen by the hash of their names, is held out from all writing of rules and scored
apart (`timex.heldout`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from demarche.errors import EvalError
from demarche.grounding.mentions import TimeMention
from demarche.grounding.times import find_times
from demarche.language.analysis import Analysis
from demarche.language.reader import load_reader
from demarche.model import Document
from demarche.model.document import Block
from demarche.model.time import Published

FOLDER = Path("data/timeml")
CORPORA = ("TimeBank", "AQUAINT")
BATCH = 16
RANGE, LINKS = "/", ("to", "through", "until", "and")

Analyze = Callable[[Sequence[Document]], list[Analysis]]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time as annotated or found: code points `start:end` and its TIMEX3 value."""

    start: int
    end: int
    value: str


@dataclass(slots=True)
class Counts:
    """How many times there are, were said, and were right."""

    gold: int = 0
    said: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    files: list[Path] = field(default_factory=list)

    def add(self, path: Path, gold: Sequence[Timex], said: Sequence[Timex]) -> None:
        """Count one document."""
        self.files.append(path)
        self.gold += len(gold)
        self.said += len(said)
        free = list(said)
        for time in gold:
            hit = next((s for s in free if s.start < time.end and time.start < s.end), None)
            if hit is None:
                continue
            free.remove(hit)
            self.relaxed += 1
            self.strict += (hit.start, hit.end) == (time.start, time.end)
            self.value += hit.value == time.value

    def figures(self, prefix: str) -> dict[str, Any]:
        """Return precision, recall and F1 (0..1) of each match, and what was scored."""
        out: dict[str, Any] = {}
        for name in ("strict", "relaxed", "value"):
            right = getattr(self, name)
            out[f"{prefix}.{name}.P"] = right / self.said if self.said else 0.0
            out[f"{prefix}.{name}.R"] = right / self.gold if self.gold else 0.0
            total = self.gold + self.said
            out[f"{prefix}.{name}.F1"] = 2 * right / total if total else 0.0
        out[f"{prefix}.files"] = len(self.files)
        out[f"{prefix}.rows"] = self.gold
        out[f"{prefix}.sha256"] = _hash_files(self.files)
        return out


def _hash_files(paths: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def is_heldout(name: str) -> bool:
    """Tell whether a file, by its name, is in the tenth that no rule was written from."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0


def read_timeml(path: Path) -> tuple[Document, list[Timex]]:
    """Read a TimeML file: its text, published on its creation day, and the times annotated.

    Raises `EvalError` E102 where the file is not TimeML.
    """
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise EvalError("E102", f"{path} is not XML: {error}") from error
    created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    if created is None or body is None:
        raise EvalError("E102", f"{path} lacks DCT or TEXT", hint="TimeML is expected")
    pieces: list[str] = []
    times: list[Timex] = []
    _read_element(body, pieces, times)
    text = "".join(pieces)
    day = created.attrib["value"][:10]
    published = Published(start=day, end=day, precision="day", method="given")
    document = Document(
        id=path.stem, sha256="", text=text, published=published, blocks=_cut_blocks(text)
    )
    return document, times


def _read_element(element: ElementTree.Element, pieces: list[str], times: list[Timex]) -> None:
    start = sum(map(len, pieces))
    if element.text:
        pieces.append(element.text)
    for child in element:
        _read_element(child, pieces, times)
        if child.tail:
            pieces.append(child.tail)
    if element.tag == "TIMEX3":
        times.append(Timex(start, sum(map(len, pieces)), element.attrib["value"]))


def _cut_blocks(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    at = 0
    for piece in text.split("\n\n"):
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            start = at + lead
            blocks.append(Block(kind="paragraph", start=start, end=start + len(piece.strip())))
        at += len(piece) + 2
    return tuple(blocks)


def list_timeml(data: Path) -> list[Path]:
    """Return the files of both corpora, sorted; raises `EvalError` E101 if there are none."""
    paths = [p for c in CORPORA for p in sorted((data / FOLDER / c).glob("*.tml"))]
    if not paths:
        raise EvalError(
            "E101", f"no *.tml in {data / FOLDER}", hint="give the folder of the data with --data"
        )
    return paths


def run(data: Path, *, file: Path | None = None) -> dict[str, Any]:
    """Return the figures of the suite: `timex.*` on nine tenths, `timex.heldout.*` on the tenth.

    `file` scores one TimeML file instead. Raises `EvalError` where the data is not there.
    """
    if file is not None:
        return score_files([file], load_reader().analyze).figures("timex.file")
    paths = list_timeml(data)
    open_files = [p for p in paths if not is_heldout(p.name)]
    kept = [p for p in paths if is_heldout(p.name)]
    analyze = load_reader().analyze
    figures = score_files(open_files, analyze).figures("timex")
    return figures | score_files(kept, analyze).figures("timex.heldout")


def score_files(paths: Sequence[Path], analyze: Analyze) -> Counts:
    """Return the counts over files, read by `analyze` in batches."""
    counts = Counts()
    for at in range(0, len(paths), BATCH):
        batch = paths[at : at + BATCH]
        read = [read_timeml(p) for p in batch]
        analyses = analyze([document for document, _ in read])
        for path, (_, gold), analysis in zip(batch, read, analyses, strict=True):
            counts.add(path, gold, _said(analysis))
    return counts


def _said(analysis: Analysis) -> list[Timex]:
    out: list[Timex] = []
    for time in find_times(analysis):
        out.extend(_tag_ends(analysis, time))
    return out


def _tag_ends(analysis: Analysis, time: TimeMention) -> list[Timex]:
    """Return a time as TIMEX3 tags it: of "3 to 5 May" each end by itself, around the word."""
    tokens = analysis.tokens[time.start : time.end]
    whole = Timex(tokens[0].start, tokens[-1].end, time.value)
    first, parted, second = time.value.partition(RANGE)
    links = [i for i, token in enumerate(tokens) if token.lower in LINKS]
    if not parted or not links or not 0 < links[-1] < len(tokens) - 1:
        return [whole]
    at = links[-1]
    return [
        Timex(whole.start, tokens[at - 1].end, first),
        Timex(tokens[at + 1].start, whole.end, second),
    ]
