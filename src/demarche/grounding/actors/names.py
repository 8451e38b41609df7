"""Names in an analysis: states, bodies, capitals, persons and organisations, with their titles."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.grounding.actors.figures import Draft
from demarche.grounding.actors.lexicon import Referent
from demarche.grounding.actors.phrases import Found
from demarche.grounding.actors.speech import find_hours, find_labels, is_office
from demarche.grounding.actors.titles import Title, find_title, strip_titles
from demarche.grounding.actors.vocatives import find_vocatives
from demarche.grounding.actors.words import Words, is_plural
from demarche.language.analysis import Chunk

_ORGANISED = ("organisation",)
_SCORE = 0.35
_SURE = 0.9
_LONGEST = 12
_ACRONYM = 4
_PREMODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART"})


def find_names(words: Words) -> list[Draft]:
    """Return a draft for every name, in order; persons carry their titles and countries."""
    found = words.lexicon.names.find(words.pieces)
    found = [f for f in found if not _is_negated_prefix(words, f)]
    known: dict[int, Found[Referent]] = {f.start: f for f in found}
    taken = [False] * len(words.analysis.tokens)
    drafts: list[Draft] = []
    for hour in find_hours(words):
        taken[hour] = True
    labels = find_labels(words)
    for start, colon in labels:
        if is_office(words, start, colon):
            continue
        label = draft_person(words, start, colon, known)
        if label is not None:
            label.head = words.head_of(start, colon)
            drafts.append(label)
            taken[start:colon] = [True] * (colon - start)
    for start, end in find_vocatives(words) if labels else ():
        if not any(taken[start:end]):
            drafts.append(_new(words, start, end, form="role", kind="you"))
            taken[start:end] = [True] * (end - start)
    for chunk in _order_chunks(words):
        draft = _read_chunk(words, chunk, known, taken)
        if draft is not None:
            drafts.append(draft)
            taken[draft.start : draft.end] = [True] * (draft.end - draft.start)
    for f in found:
        if not any(taken[f.start : f.end]) or f.value.kind == "adjective":
            drafts.append(_draft_referent(words, f))
            if f.value.kind != "adjective":
                taken[f.start : f.end] = [True] * (f.end - f.start)
    drafts += _read_runs(words, taken, drafts)
    drafts.sort(key=lambda d: (d.start, d.end))
    return drafts


def _is_negated_prefix(words: Words, found: Found[Referent]) -> bool:
    k = words.piece_of[found.start]
    return k > 0 and words.pieces.keys[k - 1] in words.lexicon.words.unnegated


def _order_chunks(words: Words) -> list[Chunk]:
    chunks = [c for c in words.analysis.entities if c.score >= _SCORE]
    chunks.sort(key=lambda c: (-(c.end - c.start), -c.score, c.start))
    kept: list[Chunk] = []
    used: set[int] = set()
    for chunk in chunks:
        if not used.intersection(range(chunk.start, chunk.end)):
            used.update(range(chunk.start, chunk.end))
            kept.append(chunk)
    return sorted(kept, key=lambda c: c.start)


def _read_chunk(
    words: Words, chunk: Chunk, known: dict[int, Found[Referent]], taken: list[bool]
) -> Draft | None:
    start, end = _trim(words, chunk.start, chunk.end)
    if chunk.label == "person":
        start, end = _leave_states(words, start, end, known)
    if start >= end or any(taken[start:end]) or _is_common(words, start, end):
        return None
    if _is_pair(words, start, end, known) or _is_inside(start, end, known):
        return None
    match = known.get(start)
    if chunk.label == "person":
        sure = end - start == 1 and chunk.score >= _SURE  # "Jordan" may be a person's name
        exact = match is not None and match.end == end and not sure
        if exact or (match is not None and match.end >= end and match.value.kind == "adjective"):
            return None
        return draft_person(words, start, end, known)
    if chunk.label in _ORGANISED:
        if match is not None and match.end >= end:
            return None
        return _draft_organisation(words, start, end, known)
    if chunk.label == "place" and not (match is not None and match.end >= end - 2):
        return _draft_place(words, start, end)
    return None


def _leave_states(
    words: Words, start: int, end: int, known: dict[int, Found[Referent]]
) -> tuple[int, int]:
    """Cut from a person's chunk the state whose office comes before it, or after "of".

    "President of the United States Donald Trump"; "Keir Starmer of Britain".
    """
    for f in _near(start, end, known):
        if f.start <= start < f.end < end and f.end - f.start > 1:
            start = f.end
        if start + 1 < f.start < end and words.analysis.tokens[f.start - 1].lower == "of":
            end = f.start - 1
    return start, end


def _is_inside(start: int, end: int, known: dict[int, Found[Referent]]) -> bool:
    """Tell whether a chunk is a part of a name of the lexicon ("Arabia" of "Saudi Arabia")."""
    inside = (f for f in _near(start, end, known) if f.start <= start and end <= f.end)
    return any(f.end - f.start > end - start for f in inside)


def _near(start: int, end: int, known: dict[int, Found[Referent]]) -> list[Found[Referent]]:
    """The names of the lexicon that begin in a chunk or shortly before it."""
    return [known[i] for i in range(max(0, start - _LONGEST), end) if i in known]


def _is_pair(words: Words, start: int, end: int, known: dict[int, Found[Referent]]) -> bool:
    """Tell whether a chunk is two states or bodies with a hyphen between ("EU-Turkey deal").

    With more capitals after them they name an organisation ("U.S.-China Business Council").
    """
    first = known.get(start)
    second = known.get(first.end + 1) if first is not None else None
    if first is None or second is None or not _joins(words, first.end):
        return False
    if second.value.kind == "people" or not (first.value.country and second.value.country):
        return False
    rest = words.analysis.tokens[second.end : end]
    return not any(t.text[:1].isupper() for t in rest)


def _joins(words: Words, i: int) -> bool:
    """Tell whether token `i` is a hyphen or a dash that touches its neighbours."""
    tokens = words.analysis.tokens
    if not 0 < i < len(tokens) - 1 or tokens[i].text not in ("-", "‑", "–"):
        return False
    return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _is_common(words: Words, start: int, end: int) -> bool:
    """Tell whether a chunk is no name: nothing in capitals, or a noun of the lexicon alone."""
    tokens = words.analysis.tokens
    if not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in tokens[start:end]):
        return True
    if tokens[start].upos == "NOUN" and tokens[start].text.islower() and start + 1 < end:
        if tokens[start + 1].lower == "of":
            return True  # "leaders of Britain"
    hit = words.sense_at(end - 1)
    return hit is not None and hit[0] <= start


def _trim(words: Words, start: int, end: int) -> tuple[int, int]:
    tokens = words.analysis.tokens
    while end + 1 < len(tokens) and _is_hyphen(words, end) and tokens[end + 1].text[:1].isupper():
        end += 2
    while start > 1 and _is_hyphen(words, start - 1) and tokens[start - 2].text[:1].isupper():
        start -= 2
    while start < end and (tokens[start].upos in ("DET", "PUNCT") or tokens[start].lower == "the"):
        start += 1
    while end > start and (
        tokens[end - 1].upos in ("PUNCT", "PART", "ADP", "CCONJ", "DET")
        or tokens[end - 1].lower in ("'s", "’s", "of", "and")
    ):
        end -= 1
    return start, end


def _is_hyphen(words: Words, i: int) -> bool:
    """Tell whether token `i` is a hyphen inside a word."""
    return words.analysis.tokens[i].text in ("-", "‑") and _joins(words, i)


def _role_of(words: Words, head: int) -> bool:
    token = words.analysis.tokens[head]
    return token.dep in ("nsubj", "nsubj:pass", "obl:agent")


def _new(words: Words, start: int, end: int, *, form: str, kind: str, head: int = -1) -> Draft:
    head = words.head_of(start, end) if head < 0 else head
    token = words.analysis.tokens[head]
    draft = Draft(start, end, head, "name", kind, token.sent, subject=_role_of(words, head))
    draft.form = form  # type: ignore[assignment]
    draft.plural = is_plural(token)
    return draft


def _draft_referent(words: Words, found: Found[Referent]) -> Draft:
    value = found.value
    form = "metonym" if value.kind in ("capital", "metonym") else "name"
    start = found.start
    if value.kind == "people" and start > 1 and _is_hyphen(words, start - 1):
        start -= 2  # "Cuban-Americans"
    draft = _new(words, start, found.end, form=form, kind=value.kind)
    draft.referent = value
    draft.country, draft.sectors = value.country, value.sectors
    draft.name = value.name
    draft.plural = value.kind == "people" and words.analysis.tokens[draft.head].lower.endswith("s")
    return draft


def _draft_place(words: Words, start: int, end: int) -> Draft:
    draft = _new(words, start, end, form="name", kind="place")
    draft.name = words.analysis.quote(start, end)
    draft.confidence = 0.3
    return draft


def _draft_organisation(
    words: Words, start: int, end: int, known: dict[int, Found[Referent]]
) -> Draft:
    draft = _new(words, start, end, form="name", kind="organisation")
    draft.name = words.analysis.quote(start, end)
    draft.confidence = 0.9
    for i in range(start, end):
        inner = known.get(i)
        if inner is not None and inner.value.country:
            draft.country = inner.value.country
    if draft.country is None:
        draft.country = country_before(words, start, known)
    return draft


def country_before(words: Words, start: int, known: dict[int, Found[Referent]]) -> str | None:
    """Return the country of a name or adjective that stands right before a token."""
    for back in range(1, 6):
        match = known.get(start - back)
        if match is not None:
            between = words.analysis.tokens[match.end : start]
            if all(t.lower in ("'s", "’s", "'", "’") or t.upos == "ADJ" for t in between):
                return match.value.country
    return None


def draft_person(
    words: Words, start: int, end: int, known: dict[int, Found[Referent]]
) -> Draft | None:
    """Return the draft of a person's name `start:end` with the title before it, if any."""
    name_start, inner = strip_titles(words, start, end)
    first, last = words.analysis.tokens[min(name_start, end - 1)], words.analysis.tokens[end - 1]
    if name_start >= end or last.text.islower() or first.upos == "ADP":
        return None
    title = find_title(words, name_start) or inner
    begin = min(start, title.start) if title else start
    end = _with_suffix(words, end)
    draft = _new(words, begin, end, form="name", kind="person")
    draft.start = min(begin, _reach_left(words, draft.head, begin))
    draft.name = words.analysis.quote(name_start, end)
    if draft.name.isupper() and (end - name_start > 1 or len(draft.name) > _ACRONYM):
        draft.name = draft.name.title()
    draft.plural = False
    draft.words = _name_words(words, name_start, end)
    if title is not None:
        _apply_title(words, draft, title, name_start, known)
    draft.country = draft.country or _country_after(words, draft, known)
    draft.gender = draft.gender or _gender_of(words, draft.words)
    return draft


def _with_suffix(words: Words, end: int) -> int:
    """Take in ", Jr." after a name."""
    tokens = words.analysis.tokens
    for at in (end, end + 1):
        if at < len(tokens) and tokens[at].lower.strip(".") in words.lexicon.words.suffixes:
            if at == end or tokens[end].text == ",":
                return at + 1
    return end


def _name_words(words: Words, start: int, end: int) -> tuple[str, ...]:
    k = words.piece_of[start]
    out: list[str] = []
    while 0 <= k < len(words.pieces.tokens) and words.pieces.tokens[k] < end:
        key = words.pieces.keys[k].strip(",.'’\"")
        if key and words.pieces.tokens[k] >= start:
            out.append(key)
        k += 1
    return tuple(out)


def _reach_left(words: Words, head: int, begin: int) -> int:
    tokens = words.analysis.tokens
    edge = words.left_edge(head)
    if edge >= begin:
        return begin
    if not all(
        t.upos in _PREMODIFIERS or t.text in ("-", ".", "'s", "’s") for t in tokens[edge:begin]
    ):
        return begin
    return edge


def _apply_title(
    words: Words, draft: Draft, title: Title, name_start: int, known: dict[int, Found[Referent]]
) -> None:
    vocabulary, tokens = words.lexicon.words, words.analysis.tokens
    text = words.analysis.quote(title.start, title.end)
    first = tokens[title.end - 1].lower.rstrip(".")
    if first in vocabulary.female_titles:
        draft.gender = "f"
    elif first in vocabulary.male_titles:
        draft.gender = "m"
    if title.sense.id == "honorific":
        return
    draft.title = (text, title.start, max(title.end, min(name_start, title.end)))
    draft.sense, draft.office = title.sense, title.sense.office
    draft.sectors, draft.former = title.sense.sectors, title.former
    for i in range(draft.start, name_start):
        match = known.get(i)
        if match is not None and match.end <= name_start:
            draft.country = match.value.country
            if match.value.kind == "body" and match.value.sectors:
                draft.sectors = match.value.sectors
    if title.former:
        draft.sectors = ("ELI",)


def _country_after(words: Words, draft: Draft, known: dict[int, Found[Referent]]) -> str | None:
    tokens = words.analysis.tokens
    end = draft.end
    if end + 1 < len(tokens) and tokens[end].lower == "of":
        at = end + 1 + (tokens[end + 1].lower == "the")
        match = known.get(at)
        if match is not None and match.value.kind in ("state", "body"):
            return match.value.country
    return None


def _gender_of(words: Words, name: tuple[str, ...]) -> str:
    if len(name) < 2:
        return ""
    if name[0] in words.lexicon.words.female_names:
        return "f"
    return "m" if name[0] in words.lexicon.words.male_names else ""


def _read_runs(words: Words, taken: list[bool], drafts: list[Draft]) -> Iterator[Draft]:
    """Proper nouns that no entity and no entry of the lexicon covers."""
    tokens = words.analysis.tokens
    known: dict[int, Found[Referent]] = {
        d.start: Found(d.start, d.end, d.referent) for d in drafts if d.referent is not None
    }
    i = 0
    while i < len(tokens):
        if (
            taken[i]
            or tokens[i].upos != "PROPN"
            or tokens[i].lower in words.lexicon.words.not_names
        ):
            i += 1
            continue
        j = i
        while (
            j < len(tokens)
            and not taken[j]
            and tokens[j].upos == "PROPN"
            and tokens[j].sent == tokens[i].sent
        ):
            j += 1  # fmt: skip
        draft = _read_run(words, i, j, known)
        if draft is not None:
            yield draft
        i = j


def _read_run(
    words: Words, start: int, end: int, known: dict[int, Found[Referent]]
) -> Draft | None:
    name_start, inner = strip_titles(words, start, end)
    if name_start >= end or words.sense_at(end - 1) is not None:
        return None
    title = find_title(words, name_start) or inner
    keys = _name_words(words, name_start, end)
    opening = words.analysis.sentence_of(start).start
    if title is None and len(keys) == 1 and start <= opening + 1:
        return None  # a capital at the start of a sentence makes no name
    given = words.lexicon.words.male_names | words.lexicon.words.female_names
    if title is not None or (len(keys) > 1 and keys[0] in given):
        return draft_person(words, start, end, known)
    draft = _draft_organisation(words, start, end, known)
    draft.confidence = 0.4
    return draft
