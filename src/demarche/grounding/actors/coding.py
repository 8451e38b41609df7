"""A phrase → country and PLOVER sector, from its words, the registry and a date; no parse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from demarche.grounding.actors.entries import UNKNOWN, Office, Person, first_day
from demarche.grounding.actors.lexicon import Lexicon, NounSense, Referent, load_lexicon
from demarche.grounding.actors.phrases import Found, Pieces
from demarche.grounding.actors.registry import load_registry
from demarche.grounding.actors.spelling import fold, singular

Locate = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class PhraseCode:
    """Country (alpha-3 or PLOVER's non-state code) and sectors; `code` is the first sector."""

    country: str | None
    sectors: tuple[str, ...]
    person: str | None = None

    @property
    def code(self) -> str | None:
        """The main sector."""
        return self.sectors[0] if self.sectors else None


@dataclass(frozen=True, slots=True)
class _Phrase:
    pieces: Pieces
    lemmas: tuple[str, ...]
    names: tuple[Found[Referent], ...]


def code_phrase(
    phrase: str, *, context: str = "", date: str | None = None, locate: Locate | None = None
) -> PhraseCode:
    """Return what a phrase that names an actor says of country and sector on an ISO date.

    `context` gives the country where the phrase does not; `locate` gives the country of a place
    name. Without a date the last office known decides, and an ended one makes a former official.
    """
    lexicon = load_lexicon()
    read = _read(phrase, lexicon)
    person = _find_person(phrase, read, lexicon, date)
    if person is not None:
        return person
    sense = _find_sense(read, lexicon)
    country = _country_of(read, sense)
    located = locate(phrase.strip()) if locate is not None and country is None else None
    if country is None and located is None and locate is not None and not _titles_in(read, lexicon):
        located = _locate_parts(read, locate)
    if country is None and located is None and context:
        country = _country_of(_read(context, lexicon), None)
    sectors = _sectors_of(read, sense, lexicon, whole_place=located is not None)
    return PhraseCode(country or located, sectors)


def _read(phrase: str, lexicon: Lexicon) -> _Phrase:
    words = phrase.replace(",", " , ").replace("\u2019", "'").split()
    pieces = Pieces.of(words)
    lemmas = tuple(map(singular, pieces.keys))
    return _Phrase(pieces, lemmas, tuple(lexicon.names.find(pieces)))


def _find_person(
    phrase: str, read: _Phrase, lexicon: Lexicon, date: str | None
) -> PhraseCode | None:
    run = _name_run(read, lexicon)
    if not run:
        return None
    found = load_registry().rank_named(" ".join(run))
    if len(run) == 1:
        titles = [t for t in _titles_in(read, lexicon) if t[2].office != "other"]
        kinds = {t[2].office for t in titles}
        said = {" ".join(read.pieces.keys[start:end]) for start, end, _ in titles}
        found = [f for f in found if not titles or _held_any(f[1], kinds, said)]
        found = [f for f in found if _stands_alone(run[0], *f, titled=bool(titles))]
    if not found:
        return None
    return _code_person(found, date, lexicon, former=_is_former(read, lexicon))


def _held_any(person: Person, kinds: set[str], titles: set[str]) -> bool:
    """Tell whether a person held an office of these kinds or titles."""
    return any(o.office in kinds or fold(o.title) in titles for o in person.offices)


def _stands_alone(word: str, rank: int, person: Person, *, titled: bool) -> bool:
    """Tell whether one word names a person: a family name, or with a title a name ("Francis")."""
    return fold(word) == fold(person.family).split()[-1] or (titled and rank == 0)


def _name_run(read: _Phrase, lexicon: Lexicon) -> list[str]:
    """The capitalised words after the last title or noun, up to the end or a comma."""
    texts = [t.strip(".'") for t in read.pieces.texts]
    end = texts.index(",") if "," in texts else len(texts)
    after = max((t[1] for t in _titles_in(read, lexicon) if t[0] < end), default=0)
    run = texts[after:end]
    if not run or not all(w[:1].isupper() or w.lower() in lexicon.words.particles for w in run):
        return []
    if any(f.start < end and f.end > read.pieces.tokens[after] for f in read.names) and not after:
        return [] if len(run) < 2 or _is_named(read, end) else run
    return run


def _titles_in(read: _Phrase, lexicon: Lexicon) -> list[tuple[int, int, NounSense]]:
    hits = (
        lexicon.titles.at(read.pieces.keys, read.lemmas, k) for k in range(len(read.pieces.keys))
    )
    return [hit for hit in hits if hit is not None]


def _is_named(read: _Phrase, end: int) -> bool:
    """Tell whether one name of the lexicon fills the phrase."""
    return any(f.start == 0 and f.end >= end for f in read.names)


def _is_former(read: _Phrase, lexicon: Lexicon) -> bool:
    return any(key in lexicon.words.former for key in read.pieces.keys)


def _code_person(
    found: Sequence[tuple[int, Person]], date: str | None, lexicon: Lexicon, *, former: bool
) -> PhraseCode:
    """Code the person whose name comes closest; of equals, who is in office, then the latest."""

    def weigh(ranked: tuple[int, Person]) -> tuple[int, bool, str]:
        rank, person = ranked
        held = person.offices_on(date) if date else []
        latest = max((first_day(o.start) for o in person.offices), default="")
        return -rank, bool(held), latest

    person = max(found, key=weigh)[1]
    office = _office_on(person, date)
    if office is None or former:
        return PhraseCode(person.country, ("ELI",) if person.offices else (), person.id)
    sectors = office.sectors or lexicon.offices.get(office.office, ())
    country = office.country or person.country
    if office.org in lexicon.bodies:
        body = lexicon.bodies[office.org]
        country, sectors = body.country, sectors or body.sectors
    return PhraseCode(country, sectors, person.id)


def _office_on(person: Person, date: str | None) -> Office | None:
    if date is not None:
        held = person.offices_on(date)
        return held[0] if held else None
    last = max(person.offices, key=lambda o: first_day(o.start), default=None)
    return last if last is not None and last.end == UNKNOWN else None


def _find_sense(read: _Phrase, lexicon: Lexicon) -> NounSense | None:
    """The noun that heads the phrase: the last before a preposition, or after a partitive."""
    keys, lemmas = read.pieces.keys, read.lemmas
    breaks = [k for k, key in enumerate(keys) if key in lexicon.words.breaks and k] + [len(keys)]
    start = 0
    weak: NounSense | None = None
    for end in breaks:
        hits = [
            h for k in range(start, end) if (h := lexicon.nouns.at(keys, lemmas, k)) is not None
        ]
        if hits:
            best = max(hits, key=lambda h: (h[1], h[1] - h[0]))
            head = lemmas[best[1] - 1] if best[1] <= len(lemmas) else ""
            partitive = head in lexicon.words.partitive
            if not (partitive and end < len(keys) and keys[end] == "of"):
                if _is_former(read, lexicon) and best[2].actor_kind == "person":
                    return NounSense("former", ("ELI",), "person", best[2].country)
                return best[2]
            weak = weak or best[2]
        start = end + 1
    return None if any(f.value.kind == "body" for f in read.names) else weak


def _country_of(read: _Phrase, sense: NounSense | None) -> str | None:
    order = sorted(read.names, key=lambda f: (f.value.kind == "body", f.start))
    for found in order:
        return found.value.country
    return sense.country if sense is not None else None


def _locate_parts(read: _Phrase, locate: Locate) -> str | None:
    texts = read.pieces.texts
    for size in (3, 2, 1):
        for start in range(len(texts) - size + 1):
            run = texts[start : start + size]
            if all(w[:1].isupper() for w in run) and (start or size > 1 or len(texts) > 1):
                country = locate(" ".join(run))
                if country:
                    return country
    return None


def _sectors_of(
    read: _Phrase, sense: NounSense | None, lexicon: Lexicon, *, whole_place: bool
) -> tuple[str, ...]:
    bodies = [f for f in read.names if f.value.kind == "body"]
    if bodies and bodies[0].value.sectors and (sense is None or sense.id in ("documents", "unknown")
                                               or _is_covered(read, bodies[0])):  # fmt: skip
        return bodies[0].value.sectors
    if sense is not None:
        return sense.sectors or ("UNK",)
    for found in read.names:
        if found.value.kind == "people" or _is_people(read, found):
            return ("CVL",)
        return found.value.sectors
    return ("CVL",) if whole_place else ("UNK",)


def _is_people(read: _Phrase, found: Found[Referent]) -> bool:
    return found.value.kind == "adjective" and read.pieces.texts[found.end - 1].endswith("s")


def _is_covered(read: _Phrase, body: Found[Referent]) -> bool:
    """Tell whether the body's name is the end of the phrase or is only followed by an aside."""
    rest = [t for t in read.pieces.texts[body.end :] if t not in ("'s",)]
    return not rest or rest[0] == ","
