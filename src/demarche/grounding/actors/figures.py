"""Working nouns of the room: mentions before they are resolved, and who they resolve to."""

from __future__ import annotations

from dataclasses import dataclass, field

from demarche.grounding.actors.entries import Person
from demarche.grounding.actors.lexicon import NounSense, Referent
from demarche.model.vocabulary import ActorKind, MentionForm


@dataclass(slots=True, eq=False)
class Figure:
    """Who or what mentions refer to, while resolution is under way."""

    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    key: str = ""
    registry: str | None = None
    wikidata: str | None = None
    person: Person | None = None
    title: tuple[str, int, int] | None = None
    office: str = ""
    gender: str = ""
    plural: bool = False
    forms: list[tuple[str, ...]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Tell whether the figure is one person."""
        return self.kind == "person" and not self.plural

    @property
    def first(self) -> int:
        """The first token that mentions it."""
        return min((d.start for d in self.drafts), default=0)


@dataclass(slots=True, eq=False)
class Draft:
    """A mention: tokens `start:end`, its head, and what its own words say of the actor."""

    start: int
    end: int
    head: int
    form: MentionForm
    kind: str
    sent: int
    name: str = ""
    words: tuple[str, ...] = ()
    referent: Referent | None = None
    sense: NounSense | None = None
    title: tuple[str, int, int] | None = None
    office: str = ""
    country: str | None = None
    sectors: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    definite: bool = False
    former: bool = False
    confidence: float = 1.0
    subject: bool = False
    part_of: int = -1
    figures: list[Figure] = field(default_factory=list)
    candidates: list[Figure] = field(default_factory=list)

    def settle(self, *figures: Figure, confidence: float | None = None) -> None:
        """Resolve the mention to the figures, and enter it in their lists."""
        self.figures = list(figures)
        if confidence is not None:
            self.confidence = confidence
        for figure in figures:
            figure.drafts.append(self)
            figure.gender = figure.gender or (self.gender if not self.plural else "")
