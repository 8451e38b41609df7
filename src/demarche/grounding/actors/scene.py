"""The scene of a document: its figures so far, and the makers of new ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from demarche.grounding.actors.entries import OfficeKind
from demarche.grounding.actors.figures import Draft, Figure
from demarche.grounding.actors.lexicon import Lexicon, Referent
from demarche.grounding.actors.people import PeopleIndex
from demarche.grounding.actors.principal import Principal
from demarche.grounding.actors.registry import Registry
from demarche.grounding.actors.spelling import fold
from demarche.grounding.actors.words import Words
from demarche.model.vocabulary import ActorKind


@dataclass(slots=True)
class Scene:
    """Everything resolution needs; figures are kept in order of making."""

    words: Words
    lexicon: Lexicon
    registry: Registry
    day: str | None
    people: PeopleIndex
    principal: Principal
    figures: list[Figure] = field(default_factory=list)
    by_key: dict[str, Figure] = field(default_factory=dict)
    recent: list[Draft] = field(default_factory=list)
    by_head: dict[int, Draft] = field(default_factory=dict)
    by_text: dict[str, Draft] = field(default_factory=dict)
    by_noun: dict[str, list[Draft]] = field(default_factory=dict)

    def add(self, figure: Figure) -> Figure:
        """Enter a figure."""
        self.figures.append(figure)
        if figure.key:
            self.by_key[figure.key] = figure
        return figure

    def of_referent(self, referent: Referent) -> Figure:
        """Return the figure of a state or body; a metonym's is that of its state or body."""
        ident = referent.id
        known = self.by_key.get(ident)
        if known is not None:
            return known
        main = self.lexicon.states.get(ident) or self.lexicon.bodies.get(ident) or referent
        kind = cast(ActorKind, main.actor_kind)
        return self.add(Figure(main.name, kind, main.country, main.sectors, key=ident))

    def state(self, country: str | None) -> Figure | None:
        """Return the figure of a country or of the body a non-state code stands for."""
        body = {"EUR": "org:eu", "UNO": "org:un"}.get(country or "")
        referent = self.lexicon.bodies.get(body) if body else self.lexicon.states.get(country or "")
        return self.of_referent(referent) if referent is not None else None

    def holder(self, office: str, owner: str | None) -> Figure | None:
        """Return the holder of an office on the document's day, by the registry; None if unsure."""
        if not owner or self.day is None:
            return None
        held = self.registry.holders(cast(OfficeKind, office), owner, self.day)
        if not held:
            return None
        person, tenure = held[0]
        for figure in self.people.figures:
            if figure.registry == person.id:
                return figure
        figure = Figure(person.name, "person", gender=person.gender or "")
        self.people.adopt(figure, person, tenure)
        self.people.enter(figure, tuple(person.name.lower().split()))
        return self.add(figure)

    def remember(self, draft: Draft) -> None:
        """Enter a settled mention, for the mentions after it."""
        self.recent.append(draft)
        if draft.form in ("role", "group") and len(draft.figures) == 1:
            self.by_text[fold(name_of(self.words, draft))] = draft
            if draft.words:
                self.by_noun.setdefault(draft.words[0], []).append(draft)

    def draft_headed(self, token: int) -> Draft | None:
        """Return the draft with this head."""
        return self.by_head.get(token)

    def new_group(self, draft: Draft, kind: ActorKind) -> Figure:
        """Return a new figure named by the mention's own words."""
        return self.add(
            Figure(
                name_of(self.words, draft), kind, draft.country, draft.sectors,
                office=draft.office, gender=draft.gender, plural=draft.plural, title=draft.title,
            )
        )  # fmt: skip


def name_of(words: Words, draft: Draft) -> str:
    """Return the words of a mention without the article before them."""
    tokens = words.analysis.tokens
    start = draft.start
    while start < draft.head and tokens[start].lower in (
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
    ):
        start += 1  # fmt: skip
    return words.analysis.quote(start, draft.end)
