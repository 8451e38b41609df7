"""A text's blocks: headline, byline, credit, dateline, heading, paragraph, quote, boilerplate."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from demarche.documents.headings import find_headline, is_heading, is_prose, repeats
from demarche.documents.lines import CLOSED, ITEM, Unit, split_units
from demarche.documents.patterns import (
    below_rules,
    block_rules,
    lead_rules,
    tail_rules,
    whole_rules,
)
from demarche.documents.turns import Label, find_labels, starts_turn
from demarche.model import Block
from demarche.model.vocabulary import BlockKind

BULLET = re.compile(r"(?<=\s)(?:[-–—][ \xa0]{2,}|[•▪◦●·][ \xa0]*)(?=\S)")
QUOTED = re.compile(r"[“\"][^“”\"]{20,}[”\"]", re.DOTALL)
PATTERN_LONGEST = 800
LEAD_LONGEST = 200


class Piece(NamedTuple):
    """A unit and its kind, where that is settled."""

    start: int
    end: int
    kind: BlockKind | None


def find_blocks(
    text: str, *, title: str | None = None, hints: Mapping[int, BlockKind] | None = None
) -> tuple[tuple[Block, ...], tuple[Label, ...]]:
    """Return the blocks of a text and the speakers' labels in it, both in order.

    Blocks cover all that is not white space and do not overlap. `title` is the one given with the
    document; `hints` are kinds known from markup, by the offset where their unit starts.
    """
    units = split_units(text, starts=_begins_unit)
    labels = find_labels(text, units)
    turns = [label.start for label in labels]
    pieces = [p for unit in units for p in _split_unit(text, unit, turns)]
    pieces = _match_patterns(text, pieces, hints or {})
    pieces = _name_headings(text, pieces, title, frozenset(turns))
    blocks = tuple(
        Block(kind=p.kind or _prose_kind(text, p), start=p.start, end=p.end) for p in pieces
    )
    return blocks, tuple(labels)


def _begins_unit(line: str) -> bool:
    if starts_turn(line) or lead_rules().pattern.match(line):
        return True
    return len(line) <= LEAD_LONGEST and whole_rules(front=True).pattern.fullmatch(line) is not None


def _split_unit(text: str, unit: Unit, turns: Sequence[int]) -> list[Piece]:
    """Cut a unit at its lead, its tail, its turns and its bullets."""
    start, end = unit
    whole = whole_rules(front=True).pattern
    if end - start <= LEAD_LONGEST and whole.fullmatch(text, start, end):
        return [Piece(start, end, None)]
    pieces: list[Piece] = []
    lead = _match_lead(text, start, end)
    while lead is not None and _trim(text, lead.end, end) is not None:
        pieces.append(lead)
        start = lead.end
        lead = _match_lead(text, start + _white(text, start, end), end)
    tail = _match_tail(text, start, end)
    stop = tail.start if tail else end
    cuts = sorted({*_within(turns, start, stop), *_bullets(text, start, stop)})
    for cut in [*cuts, stop]:
        if cut == stop or any(map(str.isalnum, text[start:cut])):  # a bullet stays with its words
            bounds = _trim(text, start, cut)
            pieces += [Piece(*bounds, None)] if bounds else []
            start = cut
    return [*pieces, tail] if tail else pieces


def _match_lead(text: str, start: int, end: int) -> Piece | None:
    rules = lead_rules()
    match = rules.pattern.match(text, start, min(end, start + 2 * LEAD_LONGEST))
    return Piece(start, match.end(), rules.kind(match)) if match and match.end() > start else None


def _match_tail(text: str, start: int, end: int) -> Piece | None:
    rules = tail_rules()
    match = rules.pattern.search(text, max(start + 1, end - LEAD_LONGEST), end)
    bounds = _trim(text, match.start(), end) if match else None
    return Piece(*bounds, rules.kind(match)) if match and bounds else None


def _within(places: Sequence[int], start: int, end: int) -> list[int]:
    return list(places[bisect_right(places, start) : bisect_left(places, end)])


def _bullets(text: str, start: int, end: int) -> list[int]:
    return [match.start() for match in BULLET.finditer(text, start + 1, end)]


def _white(text: str, start: int, end: int) -> int:
    piece = text[start : min(end, start + LEAD_LONGEST)]
    return len(piece) - len(piece.lstrip())


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    words = piece.strip()
    if not words:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(words)


def _match_patterns(
    text: str, pieces: Sequence[Piece], hints: Mapping[int, BlockKind]
) -> list[Piece]:
    """Give each piece the kind of the first rule that it matches as a whole."""
    out: list[Piece] = []
    front = True
    for piece in pieces:
        words = text[piece.start : piece.end]
        kind = piece.kind or hints.get(piece.start) or _pattern_kind(words, front=front)
        out.append(piece._replace(kind=kind))
        front = front and (kind is not None or not is_prose(words))
    return out


def _pattern_kind(words: str, *, front: bool) -> BlockKind | None:
    if not any(map(str.isalnum, words)):
        return "boilerplate"
    if len(words) > PATTERN_LONGEST:
        return None
    rules = whole_rules(front=front)
    match = rules.pattern.fullmatch(" ".join(words.split()))
    return rules.kind(match) if match else None


def _name_headings(
    text: str, pieces: Sequence[Piece], title: str | None, turns: frozenset[int]
) -> list[Piece]:
    """Find the headline, then the headings between paragraphs."""
    words = [text[p.start : p.end] for p in pieces]
    open_ = [
        i for i, p in enumerate(pieces)
        if p.kind is None and p.start not in turns and not ITEM.match(words[i])
    ]  # fmt: skip
    first_turn = next((i for i, p in enumerate(pieces) if p.start in turns), len(pieces))
    out = list(pieces)
    headline = find_headline(words, open_, until=first_turn, title=title)
    if len(turns) >= block_rules().turns.label_count:  # a transcript: its body has no headings
        open_ = [i for i in open_ if i < first_turn]
        if title and headline is not None and not repeats(words[headline], title):
            out[headline] = pieces[headline]._replace(kind="dateline")  # the place it was held at
            open_.remove(headline)
            headline = None
    if headline is not None:
        out[headline] = pieces[headline]._replace(kind="headline")
        _name_below(words, out, headline)
    prose = [i for i, piece in enumerate(out) if piece.kind is None]
    for i in open_:
        at = bisect_left(prose, i)
        if out[i].kind is not None or at + 1 >= len(prose):
            continue
        before = words[prose[at - 1]] if at else None
        kicker = headline is not None and i < headline and not is_prose(words[i])
        if kicker or is_heading(words[i], before, words[prose[at + 1]]):
            out[i] = out[i]._replace(kind="heading")
    return out


def _name_below(words: Sequence[str], pieces: list[Piece], headline: int) -> None:
    """Name the lines between the headline and the first prose that tell of the writer."""
    rules = below_rules()
    for i in range(headline + 1, len(pieces)):
        if pieces[i].kind is None and is_prose(words[i]):
            return
        match = rules.pattern.fullmatch(words[i]) if pieces[i].kind is None else None
        if match:
            pieces[i] = pieces[i]._replace(kind=rules.kind(match))


def _prose_kind(text: str, piece: Piece) -> BlockKind:
    words = text[piece.start : piece.end]
    return "quote" if QUOTED.fullmatch(words) and CLOSED.search(words) else "paragraph"
