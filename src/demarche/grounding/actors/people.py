"""Names of persons joined into figures, and figures found in the registry."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.grounding.actors.entries import UNKNOWN, Office, Person, first_day, last_day
from demarche.grounding.actors.figures import Draft, Figure
from demarche.grounding.actors.lexicon import Lexicon
from demarche.grounding.actors.registry import Registry

_TOP = ("head-of-state", "head-of-government", "foreign-minister", "igo-head", "defence-minister",
        "national-security-adviser")  # fmt: skip


def core_words(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of a name without "Jr." and the like, and without initials between names."""
    kept = [w for w in words if w not in lexicon.words.suffixes]
    if len(kept) > 2:
        kept = [w for k, w in enumerate(kept) if len(w) > 1 or k == 0]
    return tuple(kept) or tuple(words)


class PeopleIndex:
    """Figures of persons by the words of their names."""

    def __init__(self, lexicon: Lexicon, registry: Registry, day: str | None) -> None:
        self.lexicon = lexicon
        self.registry = registry
        self.day = day
        self.figures: list[Figure] = []
        self._by_word: dict[str, list[Figure]] = {}

    def enter(self, figure: Figure, words: tuple[str, ...]) -> None:
        """Add a figure under the words of a name."""
        if figure not in self.figures:
            self.figures.append(figure)
        figure.forms.append(words)
        for word in words:
            figures = self._by_word.setdefault(word, [])
            if figure not in figures:
                figures.append(figure)

    def join(self, drafts: list[Draft]) -> None:
        """Give every person's name a figure: longer names first, then the short ones."""
        order = sorted(drafts, key=lambda d: (-len(core_words(d.words, self.lexicon)), d.start))
        for draft in order:
            words = core_words(draft.words, self.lexicon)
            if not words:
                continue
            figure = self.match(words, draft) or self._make(words, draft)
            draft.settle(figure, confidence=0.95)
            self._learn(figure, draft)

    def match(self, words: tuple[str, ...], draft: Draft) -> Figure | None:
        """Return the figure a name means, or None: one name holds the other's words."""
        found = [f for f in self._by_word.get(words[-1], ()) if _agrees(f, words, draft)]
        if len(found) > 1:
            found = _narrow(found, draft)
        return found[0] if found else None

    def _make(self, words: tuple[str, ...], draft: Draft) -> Figure:
        person, office = self.look_up(draft.name, draft)
        for figure in self.figures:
            if person is not None and figure.registry == person.id:
                self.enter(figure, words)
                return figure
        figure = Figure(draft.name, "person", gender=draft.gender)
        if person is not None:
            self.adopt(figure, person, office)
        self.enter(figure, words)
        return figure

    def adopt(self, figure: Figure, person: Person, office: Office | None) -> None:
        """Take country, sectors, gender and full name of a registry's person."""
        figure.person, figure.registry, figure.wikidata = person, person.id, person.wikidata
        figure.gender = person.gender or figure.gender
        if len(person.name.split()) >= len(figure.name.split()):
            figure.name = person.name
        figure.country = (office.country if office else None) or person.country
        if office is not None:
            figure.office = office.office
            figure.sectors = office.sectors or self.lexicon.offices.get(office.office, ())
            if office.org and office.org in self.lexicon.bodies:
                body = self.lexicon.bodies[office.org]
                figure.country, figure.sectors = body.country, body.sectors
        elif self.day and any(_over(o, self.day) for o in person.offices):
            figure.sectors = ("ELI",)

    def look_up(self, name: str, draft: Draft) -> tuple[Person | None, Office | None]:
        """Return the registry's person a name means on the day, with the office held, or None.

        A full name is enough; a family name alone needs an office on the day, or a title or
        country that agrees.
        """
        scored: list[tuple[int, int, Person, Office | None]] = []
        for order, person in enumerate(self.registry.find_named(name)):
            office = self._office_of(person, draft)
            score = self._score(person, office, draft)
            if score > 0:
                scored.append((score, -order, person, office))
        scored.sort(key=lambda s: s[:2], reverse=True)
        if not scored or (
            len(scored) > 1 and scored[0][0] == scored[1][0] and len(draft.words) < 2
        ):
            return None, None
        return scored[0][2], scored[0][3]

    def _office_of(self, person: Person, draft: Draft) -> Office | None:
        held = person.offices_on(self.day) if self.day else []
        for office in held:
            if office.office == draft.office:
                return office
        return min(
            held, key=lambda o: _TOP.index(o.office) if o.office in _TOP else 9, default=None
        )

    def _score(self, person: Person, office: Office | None, draft: Draft) -> int:
        full = len(core_words(draft.words, self.lexicon)) > 1
        score = 2 if full else 0
        if office is not None:
            score += 2 + (office.office in _TOP)
            score += 3 if office.office == draft.office else 0
        elif self.day and person.offices and not full:
            score += 1 if any(o.office == draft.office for o in person.offices) else -1
        countries = {person.country, *(o.country for o in person.offices)}
        if draft.country:
            score += 2 if draft.country in countries else -5
        if draft.gender and person.gender and draft.gender != person.gender:
            score -= 6
        if not full and office is None and draft.former and draft.office:
            score += 2
        return score

    def _learn(self, figure: Figure, draft: Draft) -> None:
        if (
            len(draft.words) > max((len(f) for f in figure.forms), default=0)
            and not figure.registry
        ):
            figure.name = draft.name
        words = core_words(draft.words, self.lexicon)
        if words not in figure.forms:
            self.enter(figure, words)
        apply_role(figure, draft)


def apply_role(figure: Figure, draft: Draft) -> None:
    """Take title, office, country and sectors from a mention; the registry's facts stay."""
    if draft.title is not None and (figure.title is None or not figure.office):
        figure.title = draft.title
    if figure.registry is None or not figure.sectors:
        figure.office = figure.office or draft.office
        figure.sectors = figure.sectors or draft.sectors
    figure.country = figure.country or draft.country
    figure.gender = figure.gender or draft.gender


def _over(office: Office, day: str) -> bool:
    return office.end != UNKNOWN and last_day(office.end) < day and first_day(office.start) < day


def _agrees(figure: Figure, words: tuple[str, ...], draft: Draft) -> bool:
    if draft.gender and figure.gender and draft.gender != figure.gender:
        return False
    if len(words) == 1:
        if any(form[-1] == words[0] or form[0] == words[0] for form in figure.forms):
            return not (draft.country and figure.country and draft.country != figure.country
                        and draft.title is not None)  # fmt: skip
        return any(words[0] in form[-2:] for form in figure.forms)
    return any(_same_name(form, words) for form in figure.forms)


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if set(a) <= set(b) or set(b) <= set(a):
        return a[-1] == b[-1] or a[0] == b[0]
    return a[-1] == b[-1] and (_initial(a[0], b[0]) or _initial(b[0], a[0]))


def _initial(short: str, long: str) -> bool:
    return len(short) == 1 and long.startswith(short)


def _narrow(found: list[Figure], draft: Draft) -> list[Figure]:
    def rank(figure: Figure) -> tuple[int, int, int]:
        office = bool(draft.office) and figure.office == draft.office
        country = bool(draft.country) and figure.country == draft.country
        before = [d.start for d in figure.drafts if d.start < draft.start]
        return (office + country, max(before, default=-1), len(figure.drafts))

    return sorted(found, key=rank, reverse=True)
