"""The cue rules of statements: their schema, and the index the finder looks them up in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from demarche.errors import RuleError
from demarche.extract.statements.forms import index_forms
from demarche.model.vocabulary import BlockKind
from demarche.rules.files import RuleModel, read_file

Frame = Literal[
    "quote",
    "clause",
    "infinitive",
    "gerund",
    "object",
    "oblique",
    "small",
    "subject",
    "nominal",
    "anaphor",
]
Share = Annotated[float, Field(ge=0.0, le=1.0)]


class Example(RuleModel):
    """A sentence in which a rule fires, and the statement it gives."""

    text: str
    content: tuple[str, ...]
    speaker: str | None = None


class CueRule(RuleModel):
    """Words that attribute, and the frames in which they do.

    `cues` are lemmas of one part of speech. `preps` are the prepositions of the oblique frame,
    `addressee` those that mark whom it is said to, `objects` the only heads an object may have
    (empty: any), `barred` those it may not have, `subjects` the only heads the speaker may have.
    `actor` asks for a speaker that is a known actor, `own` for a subject of its own when the cue
    stands inside other words that are reported. `weight` is the chance that a match is a statement.
    """

    id: Annotated[str, Field(pattern=r"^STA-\d{3}$")]
    what: str
    pos: Literal["verb", "noun", "adjective"]
    cues: Annotated[tuple[str, ...], Field(min_length=1)]
    frames: Annotated[tuple[Frame, ...], Field(min_length=1)]
    preps: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    actor: bool = False
    own: bool = False
    weight: Share
    fires: tuple[Example, ...] = ()
    silent: tuple[str, ...] = ()
    retired: str | None = None


class Words(RuleModel):
    """Closed classes and thresholds the finder needs, as data."""

    negations: tuple[str, ...]
    hypotheticals: tuple[str, ...]
    conditionals: tuple[str, ...]
    unsaid: tuple[str, ...]
    relatives: tuple[str, ...]
    extends: tuple[str, ...]
    feels: tuple[str, ...]
    breaks: tuple[str, ...]
    this: tuple[str, ...]
    thanks: tuple[str, ...]
    collectives: tuple[str, ...]
    partitives: tuple[str, ...]
    texts: tuple[str, ...]
    impersonal: tuple[str, ...]
    sources: tuple[str, ...]
    quotes: tuple[str, ...]
    relays: tuple[str, ...]
    platforms: tuple[str, ...]
    venues: tuple[str, ...]
    media_preps: tuple[str, ...]
    joins: tuple[str, ...]
    vessels: tuple[str, ...]
    ranks: tuple[str, ...]
    attributable: tuple[str, ...]
    full_quote: int
    unread: tuple[BlockKind, ...]
    accept: Share
    lone: Share
    least: int
    shortest: int
    head_share: Share
    speaks: Share
    alike: Share
    snap: Share


class Patterns(RuleModel):
    """Regular expressions of transcripts: labels in capitals, titled labels, and what ends one."""

    capitals: str
    titled: str
    close: str


class RuleFile(RuleModel):
    """The file `data/rules/statements.yml`."""

    lists: dict[str, tuple[str, ...]] = {}
    irregular: dict[str, tuple[str, ...]]
    words: Words
    patterns: Patterns
    rules: tuple[CueRule, ...]


class RuleBook:
    """The rules in force, by lemma and part of speech."""

    def __init__(self, file: RuleFile) -> None:
        self.words = file.words
        self.capitals = re.compile(file.patterns.capitals)
        self.titled = re.compile(file.patterns.titled, re.M)
        self.close = re.compile(file.patterns.close)
        self.rules = tuple(rule for rule in file.rules if rule.retired is None)
        self._forms = index_forms(
            ((rule.pos, cue) for rule in self.rules for cue in rule.cues), file.irregular
        )
        self._ids = {rule.id: rule for rule in self.rules}
        self._index: dict[tuple[str, str], list[CueRule]] = {}
        for rule in self.rules:
            for cue in rule.cues:
                self._index.setdefault((rule.pos, cue), []).append(rule)

    def by_id(self, rule_id: str) -> CueRule | None:
        """Return the rule with the id, None if there is none in force."""
        return self._ids.get(rule_id)

    def look_up(self, pos: str, form: str, lemma: str) -> list[CueRule]:
        """Return the rules of a word by its form, else by its lemma, in the order of the file."""
        known = self._forms.get((pos, form))
        return self._index.get((pos, known or lemma), [])


@lru_cache(maxsize=1)
def load_rules() -> RuleBook:
    """Load and check the rules; raises `RuleError` (R101 to R103) if the file breaks its schema."""
    loaded = read_file(RuleFile, "rules", "statements.yml")
    ids = [rule.id for rule in loaded.rules]
    doubled = sorted({rule for rule in ids if ids.count(rule) > 1})
    if doubled:
        raise RuleError("R103", f"rules/statements.yml uses ids twice: {', '.join(doubled)}")
    return RuleBook(loaded)
