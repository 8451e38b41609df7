"""The lexicon: which words name which act, and where its parties stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from demarche.errors import RuleError
from demarche.model.vocabulary import EventType, Medium, Status
from demarche.rules.files import RuleModel, Words, list_files, read_file
from demarche.rules.ontology import Ontology, load_ontology

PartOfSpeech = Literal["verb", "noun", "adjective", "auxiliary"]
_SLOT = re.compile(
    r"(subject|object|second-object|agent|possessor|modifier|clause-subject"
    r"|complement-subject|content|speaker|undergoer|prep:[a-z]+(_[a-z]+)*)"
)
_CONDITION = re.compile(
    r"(subject|object|complement|infinitive|content|source|target|support|plural|passive|future"
    r"|negation|together|plural-subject|(actor|person|igo|state|crowd)-(subject|object)"
    r"|actor-(prep|complement)|prep:[a-z]+)"
)


def _check_slot(slot: str) -> str:
    if not _SLOT.fullmatch(slot):
        raise ValueError(f"no such slot: {slot}")
    return slot


def _check_condition(condition: str) -> str:
    if not _CONDITION.fullmatch(condition):
        raise ValueError(f"no such condition: {condition}")
    return condition


Slot = Annotated[str, AfterValidator(_check_slot)]
Condition = Annotated[str, AfterValidator(_check_condition)]


class Frame(RuleModel):
    """Where the parties stand: slots in order of preference; the first that names an actor wins.

    `prep:with` is a dependent with that preposition; `agent` the by-phrase of a passive; `modifier`
    a name or demonym before a noun; `clause-subject` the subject of the clause that holds a noun;
    `content` any actor in the infinitive or clause that says what is promised, refused or asked;
    `undergoer` the subject of "is under attack"; `speaker` whoever says the sentence.
    """

    source: tuple[Slot, ...] = ()
    target: tuple[Slot, ...] = ()
    mediator: tuple[Slot, ...] = ()


class FrameFile(RuleModel):
    """The named frames, and those a part of speech has when an entry names none."""

    frames: dict[str, Frame]
    defaults: dict[PartOfSpeech, str]
    typed: dict[EventType, dict[PartOfSpeech, str]] = {}


class Entry(RuleModel):
    """A word that names an act. All conditions must hold in the parse; lists are alternatives.

    `particle`, `prep` (an oblique must have it), `case` (its own preposition), `object` (lemma of
    the direct object), `modifier` (lemma of a word before a noun), `complement` (lemma of a
    predicate complement), `carrier` (lemma of the verb whose subject a noun is) narrow the word;
    `needs` and `forbids` name what must, or must not, be there. `fires` and `silent` are its tests.
    """

    id: str = Field(pattern=r"[A-Z]{3}-\d{3}")
    lemma: Words
    pos: PartOfSpeech = "verb"
    particle: Words = ()
    prep: Words = ()
    case: Words = ()
    object: Words = ()
    object_modifier: Words = ()
    modifier: Words = ()
    complement: Words = ()
    carrier: Words = ()
    not_object: Words = ()
    not_modifier: Words = ()
    needs: tuple[Condition, ...] = ()
    forbids: tuple[Condition, ...] = ()
    frame: str | None = None
    source: tuple[Slot, ...] | None = None
    target: tuple[Slot, ...] | None = None
    mode: str | None = None
    medium: Medium | None = None
    status: Status | None = None
    weight: float = Field(default=0.7, gt=0, le=1)
    fires: Words
    silent: Words


class LexiconFile(RuleModel):
    """One event type's entries; retired ids keep their reason."""

    type: EventType
    entries: tuple[Entry, ...]
    retired: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class LexicalRule:
    """An entry made ready: its type and its frame resolved."""

    type: EventType
    entry: Entry
    frame: Frame


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules, by id and by lemma."""

    rules: dict[str, LexicalRule]
    frames: dict[str, Frame]
    defaults: dict[PartOfSpeech, Frame]
    by_lemma: dict[str, tuple[LexicalRule, ...]] = field(default_factory=dict)
    by_type: dict[tuple[EventType, PartOfSpeech], Frame] = field(default_factory=dict)

    def look_up(self, lemma: str) -> tuple[LexicalRule, ...]:
        """Return the rules of a lemma (in lower case)."""
        return self.by_lemma.get(lemma, ())


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon of the package; read and checked once in a process."""
    frames = read_file(FrameFile, "rules", "events-frames.yml")
    loaded = [read_file(LexiconFile, "lexicon", name) for name in list_files("lexicon")]
    return build_lexicon(loaded, frames, load_ontology())


def build_lexicon(loaded: Iterable[LexiconFile], frames: FrameFile, ontology: Ontology) -> Lexicon:
    """Return the lexicon of checked files.

    Raises `RuleError` R103 (an id twice, retired, or with another type's prefix), R104 (no such
    frame) or R105 (no such mode).
    """
    rules: dict[str, LexicalRule] = {}
    retired: set[str] = set()
    for file in loaded:
        retired.update(file.retired)
        for entry in file.entries:
            _check_entry(entry, file.type, ontology)
            if entry.id in rules:
                raise RuleError("R103", f"{entry.id} is defined twice")
            rules[entry.id] = LexicalRule(file.type, entry, _resolve_frame(entry, frames))
    for name in retired & rules.keys():
        raise RuleError("R103", f"{name} was retired and is used again")
    index: dict[str, list[LexicalRule]] = defaultdict(list)
    for rule in rules.values():
        for lemma in rule.entry.lemma:
            index[lemma].append(rule)
    return Lexicon(
        rules,
        frames.frames,
        {pos: frames.frames[name] for pos, name in frames.defaults.items()},
        {lemma: tuple(found) for lemma, found in index.items()},
        {
            (kind, pos): frames.frames[name]
            for kind, named in frames.typed.items()
            for pos, name in named.items()
        },
    )


def _check_entry(entry: Entry, kind: EventType, ontology: Ontology) -> None:
    facts = ontology.types[kind]
    if not entry.id.startswith(facts.prefix + "-"):
        raise RuleError(
            "R103", f"{entry.id} is in the file of {kind}, whose ids begin {facts.prefix}"
        )
    if entry.mode is not None and entry.mode not in facts.modes:
        raise RuleError("R105", f"{entry.id}: {kind} has no mode {entry.mode}")


def _resolve_frame(entry: Entry, frames: FrameFile) -> Frame:
    name = entry.frame or frames.defaults[entry.pos]
    if name not in frames.frames:
        raise RuleError("R104", f"{entry.id}: no frame is called {name}")
    frame = frames.frames[name]
    return Frame(
        source=frame.source if entry.source is None else entry.source,
        target=frame.target if entry.target is None else entry.target,
        mediator=frame.mediator,
    )
