"""Sentences of `cases/statements/parses.conllu` as groundings: a gold parse, named actors."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from demarche.grounding.mentions import ActorMention, Grounding
from demarche.ids import hash_text
from demarche.language.analysis import Analysis, Chunk, Sentence, Token
from demarche.model import Actor, Block, Document

CASES = Path(__file__).parents[2] / "cases" / "statements" / "parses.conllu"


@cache
def _blocks() -> dict[str, list[str]]:
    blocks = CASES.read_text(encoding="utf-8").strip().split("\n\n")
    return {block.split("\n", 1)[0].removeprefix("# id = "): block.splitlines() for block in blocks}


def _field(lines: list[str], name: str) -> str:
    return next((line.split(" = ", 1)[1] for line in lines if line.startswith(f"# {name} = ")), "")


def parse(case: int, *, statements: Iterable[tuple[int, int, str, float]] = ()) -> Grounding:
    """The grounding of one case; `statements` are chunks the reader's head is to propose."""
    lines = _blocks()[str(case)]
    text = _field(lines, "text")
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    starts = [i for i, row in enumerate(rows) if row[6] == "0"]
    sentences, tokens, place = _sentences(rows, starts), [], 0
    for i, row in enumerate(rows):
        place = text.index(row[1], place)
        head = int(row[6]) - 1 if row[6] != "0" else i
        sent = next(s.i for s in sentences if s.start <= i < s.end)
        tokens.append(
            Token(i, row[1], place, place + len(row[1]), row[2], row[3], row[4], "", head, row[7],
                  sent)
        )  # fmt: skip
        place += len(row[1])
    block = Block(kind="paragraph", start=0, end=len(text))
    document = Document(id=f"case-{case}", sha256=hash_text(text), text=text, blocks=(block,))
    chunks = tuple(Chunk(*chunk) for chunk in statements)
    analysis = Analysis(document, tuple(tokens), tuple(sentences), statements=chunks)
    return _ground(analysis, _field(lines, "actors"))


def _sentences(rows: list[list[str]], roots: list[int]) -> list[Sentence]:
    ends, found, start = [], [], 0
    for i, row in enumerate(rows):
        closed = row[1] in ".?!" and i + 1 < len(rows) and rows[i + 1][1] != "”"
        if closed or i + 1 == len(rows):
            ends.append(i + 1)
    for n, end in enumerate(ends):
        root = next((r for r in roots if start <= r < end), start)
        found.append(Sentence(n, start, end, 0, root))
        start = end
    return found


def _ground(analysis: Analysis, listed: str) -> Grounding:
    actors, mentions = {}, []
    for item in filter(None, listed.split("; ")):
        name, at = item.split("@")
        head = int(at) - 1
        actors[name] = Actor(id=name, name=name, kind="person")
        mentions.append(ActorMention(head, head + 1, head, "name", (name,)))
    return Grounding(analysis, actors, tuple(mentions), (), ())
