"""Analyses written by hand: one word a line, "form lemma TAG head relation"; names in brackets."""

from __future__ import annotations

from demarche.grounding.mentions import ActorMention, Grounding, TimeMention
from demarche.language.analysis import Analysis, Sentence, Token, Trigger
from demarche.model import Actor, Block, Document, Interval, Published

_UPOS = {
    "NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "VB": "VERB", "VBD": "VERB", "VBN": "VERB",
    "VBG": "VERB", "VBZ": "VERB", "VBP": "VERB", "IN": "ADP", "DT": "DET", "JJ": "ADJ",
    "RB": "ADV", "MD": "AUX", "PRP": "PRON", "PRP$": "PRON", "TO": "PART", "CC": "CCONJ",
    ".": "PUNCT", ",": "PUNCT", "POS": "PART", "WP": "PRON", "RP": "ADP", "CD": "NUM",
}  # fmt: skip


def parse(*sentences: str, genre: str | None = None, published: str | None = None) -> Analysis:
    """Return the analysis of sentences; a head is the number of a word in its sentence, 0 the root.

    The tag "AUX/VBD" gives part of speech and Penn tag apart.
    """
    tokens: list[Token] = []
    made: list[Sentence] = []
    text = ""
    for number, sentence in enumerate(sentences):
        base, root = len(tokens), len(tokens)
        for line in sentence.strip().splitlines():
            form, lemma, tag, head, dep = line.split()
            upos, _, xpos = tag.rpartition("/")
            i, start = len(tokens), len(text)
            text += form
            to = i if head == "0" else base + int(head) - 1
            root = i if head == "0" else root
            tokens.append(
                Token(
                    i, form, start, len(text), lemma, upos or _UPOS[xpos], xpos, "", to, dep, number
                )
            )
            text += " "
        made.append(Sentence(number, base, len(tokens), 0, root))
    day = published and Published(start=published, end=published, precision="day", method="given")
    document = Document(
        id="made",
        sha256="0",
        text=text,
        genre=genre,
        published=day or None,
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )
    return Analysis(document, tuple(tokens), tuple(made))


def ground(
    analysis: Analysis,
    *names: str,
    kinds: dict[str, str] | None = None,
    countries: dict[str, str] | None = None,
    times: dict[str, str] | None = None,
    triggers: tuple[Trigger, ...] = (),
    typed: dict[int, dict[str, float]] | None = None,
) -> Grounding:
    """Return a grounding in which each name is an actor; its id is the name.

    `times` gives the day of a word.
    """
    if triggers or typed:
        analysis = Analysis(
            analysis.document, analysis.tokens, analysis.sentences, triggers=triggers,
            typed=lambda i: (typed or {}).get(i, {}),
        )  # fmt: skip
    actors = {
        name: Actor.model_validate(
            {
                "id": name,
                "name": name,
                "kind": (kinds or {}).get(name, "state"),
                "country": (countries or {}).get(name),
            }
        )
        for name in names
    }
    mentions = tuple(
        ActorMention(t.i, t.i + 1, t.i, "name", (t.text,))
        for t in analysis.tokens
        if t.text in actors
    )
    moments = tuple(
        TimeMention(
            t.i, t.i + 1, "DATE", day, Interval(start=day, end=day, precision="day"), "explicit"
        )
        for t in analysis.tokens
        if (day := (times or {}).get(t.text))
    )
    return Grounding(analysis, actors, mentions, moments, ())
