"""A text's blocks: headline, byline, credit, dateline, heading, paragraph, quote, boilerplate."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from demarche.documents.headings import find_headline, is_heading, is_prose, repeats
from demarche.documents.lines import CLOSED, ITEM, Unit, split_units
from demarche.documents.patterns import Pattern, block_rules, compiled
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
    if starts_turn(line) or any(compiled(r.id).match(line) for r in block_rules().leads):
        return True
    return len(line) <= LEAD_LONGEST and any(_fits(rule, line) for rule in block_rules().blocks)


def _fits(rule: Pattern, words: str) -> bool:
    return compiled(rule.id).fullmatch(words) is not None


def _split_unit(text: str, unit: Unit, turns: Sequence[int]) -> list[Piece]:
    """Cut a unit at its lead, its tail, its turns and its bullets."""
    start, end = unit
    if end - start <= LEAD_LONGEST and any(_fits(r, text[start:end]) for r in block_rules().blocks):
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
    for rule in block_rules().leads:
        match = compiled(rule.id).match(text, start, min(end, start + 2 * LEAD_LONGEST))
        if match and match.end() > start:
            return Piece(start, match.end(), rule.kind)
    return None


def _match_tail(text: str, start: int, end: int) -> Piece | None:
    first = max(start + 1, end - LEAD_LONGEST)
    for rule in block_rules().tails:
        for match in compiled(rule.id).finditer(text, first, end):
            if match.end() == end and (bounds := _trim(text, match.start(), end)):
                return Piece(*bounds, rule.kind)
    return None


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
    words = " ".join(words.split())
    for rule in block_rules().blocks:
        if (front or rule.where == "any") and _fits(rule, words):
            return rule.kind
    return None


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
    for i in open_:
        if i == headline:
            continue
        before = next((words[j] for j in range(i - 1, -1, -1) if out[j].kind is None), None)
        after = next(
            (words[j] for j in range(i + 1, min(i + 4, len(out))) if out[j].kind is None), None
        )
        if is_heading(words[i], before, after):
            out[i] = out[i]._replace(kind="heading")
    return out


def _prose_kind(text: str, piece: Piece) -> BlockKind:
    words = text[piece.start : piece.end]
    return "quote" if QUOTED.fullmatch(words) and CLOSED.search(words) else "paragraph"
