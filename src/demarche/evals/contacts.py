"""Titles of releases → pairs that tell one contact, and pairs that look alike and do not.

A title such as "Readout of President Biden's Call with President Putin" tells who and how; the day
of publication tells when. Nothing else of the document is used, so that the bodies stay unseen.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from demarche.errors import EvalError
from demarche.grounding.actors.entries import State
from demarche.grounding.actors.registry import load_entries
from demarche.grounding.actors.spelling import fold
from demarche.grounding.actors.transliteration import Alike, Speller
from demarche.rules.files import RuleModel, Words, read_file

FOLDER = Path("data") / "readouts"
_CAPITAL = re.compile(r"[^\W\d_][\w'’.-]*")
_SIDES, _MOST = 2, 3
_TRANSCRIPT = "remarks"
_SAME = frozenset({"two-documents", "two-sides", "transcript"})


class Days(RuleModel):
    """Days between releases: of two contacts at least, at most, and of an announcement."""

    apart: int
    farthest: int
    ahead: int


class TitleBook(RuleModel):
    """All of `data/evals/link.yml`."""

    outlets: dict[str, str]
    kinds: dict[str, Words]
    skip: Words
    ahead: Words
    lead: Words
    offices: dict[str, str]
    titles: frozenset[str]
    days: Days


@dataclass(frozen=True, slots=True)
class Readout:
    """A release as the data has it."""

    id: str
    outlet: str
    published: date
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Contact:
    """What a title tells: `people` are name words of each person; `ahead` of one to come."""

    readout: Readout
    kind: str
    people: tuple[frozenset[str], ...]
    ahead: bool

    def find_shared(self, other: Contact) -> int:
        """Return how many people both titles name."""
        return sum(any(one & two for two in other.people) for one in self.people)


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two releases and whether they tell one contact; `why` names the kind of pair."""

    one: Contact
    other: Contact
    same: bool
    why: str


def read_readouts(data: Path) -> list[Readout]:
    """Return the releases of `data/readouts/*.jsonl`; raises `EvalError` E101 without any."""
    found: dict[str, Readout] = {}
    for path in sorted((data / FOLDER).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            day = date.fromisoformat(row["published"])
            found.setdefault(
                row["url"], Readout(row["url"], row["outlet"], day, row["title"], row["text"])
            )
    if not found:
        raise EvalError("E101", f"no .jsonl file in {data / FOLDER}", hint="name it with --data")
    return list(found.values())


def list_contacts(readouts: Iterable[Readout]) -> list[Contact]:
    """Return the contacts that titles tell, in order of day and id."""
    found = (contact for readout in readouts if (contact := read_title(readout)))
    return sorted(found, key=lambda c: (c.readout.published, c.readout.id))


def read_title(readout: Readout) -> Contact | None:
    """Return the contact a title tells: its kind and two people or three, or None."""
    book = load_titles()
    title = fold(readout.title)
    if any(re.search(pattern, title) for pattern in book.skip):
        return None
    kinds = [k for k, ps in book.kinds.items() if any(re.search(p, title) for p in ps)]
    people = _find_people(readout, book)
    if not kinds or not _SIDES <= len(people) <= _MOST:
        return None
    ahead = any(re.search(pattern, title) for pattern in book.ahead)
    return Contact(readout, kinds[0], people, ahead)


def _find_people(readout: Readout, book: TitleBook) -> tuple[frozenset[str], ...]:
    title = readout.title
    for pattern in book.lead:
        title = re.sub(pattern, "", title, flags=re.IGNORECASE)
    found: list[frozenset[str]] = []
    for office, name in book.offices.items():
        if re.search(rf"\b{re.escape(office)}\b", fold(title)):
            title = re.sub(re.escape(office), name.capitalize(), title, flags=re.IGNORECASE)
    run: list[str] = []
    last = 0
    for match in (*_CAPITAL.finditer(title), None):
        word = match.group() if match else ""
        gap = title[last : match.start()] if match else "."
        parts = _read_name(word, book)
        if run and (not parts or gap.strip(" ")):
            found.append(frozenset(run))
            run = []
        run.extend(parts)
        last = match.end() if match else last
    own = book.outlets.get(readout.outlet)
    if own and not any(own in words for words in found):
        found.append(frozenset({own}))
    return tuple(dict.fromkeys(found))


def _read_name(word: str, book: TitleBook) -> list[str]:
    """Return the spelling of a word that may be of a person's name, else nothing."""
    plain = re.sub(r"['’]s?$", "", fold(word)).strip(".-")
    if not word[:1].isupper() or plain in book.titles or plain in _load_state_words():
        return []
    return [w for w in _load_speller().split(plain) if len(w) > 1]


def pair_contacts(contacts: list[Contact]) -> Iterator[GoldPair]:
    """Yield the pairs that titles settle; those they leave open are left out."""
    book = load_titles()
    for one, other in combinations(contacts, 2):
        days = (other.readout.published - one.readout.published).days
        if days > book.days.farthest:
            continue
        why = _name_pair(one, other, days, book)
        if why:
            yield GoldPair(one, other, why in _SAME, why)


def _name_pair(one: Contact, other: Contact, days: int, book: TitleBook) -> str | None:
    if one.ahead or other.ahead:
        return None
    shared = one.find_shared(other)
    abroad = one.readout.outlet != other.readout.outlet
    fewest, most = sorted((len(one.people), len(other.people)))
    if shared == fewest:
        if days >= book.days.apart:
            return "another-day"
        if one.kind != other.kind:
            return None
        if abroad and days <= 1:
            return "two-sides"
        alike = _first_word(one) == _first_word(other)
        if not days and not alike and _TRANSCRIPT in (_first_word(one), _first_word(other)):
            return "transcript"
        return "two-documents" if not days and not alike else None
    return "another-person" if shared == 1 and days <= 1 and most == _SIDES else None


def pair_plans(contacts: list[Contact]) -> Iterator[GoldPair]:
    """Yield an announcement with the first release that tells it took place, and non-pairs.

    A non-pair is the announcement with a contact of one of the two and somebody else, within the
    days an announcement is good for.
    """
    book = load_titles()
    for plan in (contact for contact in contacts if contact.ahead):
        done = False
        for other in contacts:
            days = (other.readout.published - plan.readout.published).days
            if other.ahead or not 1 <= days <= book.days.ahead:
                continue
            shared = plan.find_shared(other)
            if shared >= _SIDES and not done:
                done = True
                yield GoldPair(plan, other, True, "held")
            elif shared == 1:
                yield GoldPair(plan, other, False, "another-person")


def _first_word(contact: Contact) -> str:
    return fold(contact.readout.title).split()[0]


def choose_pairs(pairs: Iterable[GoldPair], count: int) -> list[GoldPair]:
    """Return up to `count` pairs, chosen by a hash of their ids: the same in every run."""

    def rank(pair: GoldPair) -> str:
        names = f"{pair.one.readout.id}\n{pair.other.readout.id}"
        return hashlib.sha256(names.encode("utf-8")).hexdigest()

    return sorted(pairs, key=rank)[:count]


@cache
def load_titles() -> TitleBook:
    """Return how titles are read; read once in a process."""
    return read_file(TitleBook, "evals", "link.yml")


@cache
def _load_speller() -> Speller:
    return Speller(load_entries("spellings", Alike))


@cache
def _load_state_words() -> frozenset[str]:
    fields = (
        f"{state.name}; {state.names}; {state.adjective}; {state.people}; {state.capital}"
        for state in load_entries("states", State)
    )
    return frozenset(word for field in fields for word in re.findall(r"\w+", fold(field)))
