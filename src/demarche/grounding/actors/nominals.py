"""Common nouns and pronouns that may refer to actors: roles, groups, crowds, "the two leaders"."""

from __future__ import annotations

from demarche.grounding.actors.figures import Draft
from demarche.grounding.actors.lexicon import NounSense, Referent
from demarche.grounding.actors.words import Words, base, is_plural
from demarche.language.analysis import Token

_INNER = frozenset({"compound", "flat", "fixed", "goeswith"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"})
_OWN = ("of", "in", "from", "for", "at")
_WEAK = 0.3


def find_nominals(words: Words, names: list[Draft]) -> list[Draft]:
    """Return a draft for every common noun that may be an agent, in order.

    Nouns of the lexicon have confidence 0.8, other nouns in an argument's place 0.3.
    """
    tokens = words.analysis.tokens
    taken = [False] * len(tokens)
    owner: dict[int, Referent] = {}
    for draft in names:
        if draft.referent is not None:
            for i in range(draft.start, draft.end):
                owner[i] = draft.referent
        if draft.kind != "adjective":
            taken[draft.start : draft.end] = [True] * (draft.end - draft.start)
    found: list[Draft] = []
    for token in tokens:
        if not taken[token.i] and token.upos in ("NOUN", "PROPN", "ADJ", "NUM"):
            nominal = _read_nominal(words, token, owner)
            if nominal is not None:
                found.append(nominal)
    return found


def _read_nominal(words: Words, token: Token, owner: dict[int, Referent]) -> Draft | None:
    relation = base(token.dep)
    if relation in _INNER and not _is_label(words, token):
        return None
    if token.upos in ("ADJ", "NUM"):
        return _read_number(words, token)
    hit = words.sense_at(token.i)
    if hit is not None and not _may_act(words, token, owner):
        hit = None
    partitive = _is_partitive(words, token.i)
    if hit is None and not partitive and not _is_argument(words, token):
        return None
    start, end = words.left_edge(token.i), words.right_edge(token.i)
    draft = Draft(start, end, token.i, "role", "thing", token.sent)
    draft.plural = is_plural(token)
    draft.confidence = _WEAK
    draft.subject = token.dep in ("nsubj", "nsubj:pass", "obl:agent")
    draft.words = (token.lemma.lower(),)
    if hit is not None:
        if draft.words[0] in words.lexicon.words.body_parts and _is_owned(words, start):
            return None
        _apply_sense(words, draft, hit)
    _read_modifiers(words, draft, owner)
    _read_partitive(words, draft)
    return draft


def _is_label(words: Words, token: Token) -> bool:
    """Tell whether a word ends a speaker's label ("THE PRESIDENT:"), whatever the parse says."""
    tokens = words.analysis.tokens
    after = tokens[token.i + 1].text if token.i + 1 < len(tokens) else ""
    return after == ":" and token.text.isupper()


def _may_act(words: Words, token: Token, owner: dict[int, Referent]) -> bool:
    """Tell whether a noun of the lexicon is an agent here and not the abstract thing of its name.

    "Markets", "the leadership" are where they act; "the Russian leadership" everywhere.
    """
    vocabulary, lemma = words.lexicon.words, token.lemma.lower()
    owned = lemma in vocabulary.acting_or_owned
    if not owned and lemma not in vocabulary.acting_only:
        return True
    verb = words.analysis.tokens[token.head]
    if token.dep == "obl:agent" or (token.dep == "nsubj" and verb.upos == "VERB"):
        return True
    return owned and any(i in owner for i in range(words.left_edge(token.i), token.i))


def _read_partitive(words: Words, draft: Draft) -> None:
    """Let "dozens of protesters" mean what its complement means."""
    if not _is_partitive(words, draft.head):
        return
    part = next((c.i for c in words.analysis.children(draft.head, "nmod") if _is_of(words, c)), -1)
    part = part if part >= 0 else _noun_after_of(words, draft.head)
    if part >= 0:
        draft.part_of = part
        draft.end = max(draft.end, words.right_edge(part))
        draft.plural = draft.plural or is_plural(words.analysis.tokens[part])


def _is_partitive(words: Words, i: int) -> bool:
    token = words.analysis.tokens[i]
    partitive = words.lexicon.words.partitive
    return token.lower in partitive or token.lemma.lower() in partitive


def _is_of(words: Words, child: Token) -> bool:
    return words.case_of(child.i) == "of" and child.i > child.head and not child.lower.isdigit()


def _noun_after_of(words: Words, head: int) -> int:
    """The noun that ends the phrase after "of", where the parse does not tell."""
    tokens = words.analysis.tokens
    if head + 2 >= len(tokens) or tokens[head + 1].lower != "of":
        return -1
    at = head + 2
    while at < len(tokens) and tokens[at].upos in ("DET", "ADJ", "NUM", "PROPN", "NOUN"):
        at += 1
    return at - 1 if tokens[at - 1].upos in ("NOUN", "PROPN") else -1


def _is_owned(words: Words, start: int) -> bool:
    return words.analysis.tokens[start].xpos == "PRP$"


def _is_argument(words: Words, token: Token) -> bool:
    if token.dep not in _ARGUMENTS or token.upos not in ("NOUN", "PROPN"):
        return False
    vocabulary, lemma = words.lexicon.words, token.lemma.lower()
    if lemma in vocabulary.not_agents or not lemma.isalpha():
        return False
    if token.dep in ("nsubj", "obl:agent"):
        verb = words.analysis.tokens[token.head].lemma.lower()
        if verb in vocabulary.speech:
            return True
    return not any(lemma[-n:] in vocabulary.abstract_endings for n in (2, 3, 4))


def _read_number(words: Words, token: Token) -> Draft | None:
    """Read "the two" or "both" as a head: a pair."""
    vocabulary = words.lexicon.words
    if token.lower not in vocabulary.pair_words or base(token.dep) not in ("nsubj", "obj", "obl"):
        return None
    start = words.left_edge(token.i)
    draft = Draft(start, token.i + 1, token.i, "group", "pair", token.sent, plural=True)
    draft.words, draft.definite, draft.confidence = (token.lower,), True, 0.6
    draft.subject = token.dep.startswith("nsubj")
    return draft


def _apply_sense(words: Words, draft: Draft, hit: tuple[int, int, NounSense]) -> None:
    start, end, sense = hit
    draft.sense, draft.sectors, draft.country = sense, sense.sectors, sense.country
    lemma = words.analysis.tokens[draft.head].lemma.lower()
    humans = sense.actor_kind in ("person", "group", "crowd", "armed-group")
    single = humans and not draft.plural and lemma not in words.lexicon.words.collective
    draft.kind = "role" if single or (draft.plural and sense.actor_kind == "person") else "group"
    draft.form = "group" if draft.plural or draft.kind == "group" else "role"
    draft.confidence = 0.8
    draft.start, draft.end = min(draft.start, start), max(draft.end, end)
    draft.words = (words.analysis.tokens[draft.head].lemma.lower(),)
    if lemma in words.lexicon.words.women or lemma in words.lexicon.words.female_titles:
        draft.gender = "f"
    elif lemma in words.lexicon.words.men or lemma in words.lexicon.words.male_titles:
        draft.gender = "m"
    title = words.title_at(draft.head)
    if title is not None and title[2].id != "honorific":
        text = words.analysis.quote(title[0], title[1])
        draft.office, draft.title = title[2].office, (text, title[0], title[1])
        draft.end = max(draft.end, title[1])


def _read_modifiers(words: Words, draft: Draft, owner: dict[int, Referent]) -> None:
    tokens = words.analysis.tokens
    draft.definite = tokens[draft.start].lower in words.lexicon.words.definite or any(
        tokens[i].lower in ("'s", "’s") for i in range(draft.start, draft.head)
    )
    for i in range(draft.start, draft.end):
        if i in owner:
            _take_country(draft, owner[i])
        elif i < draft.head and tokens[i].lower in words.lexicon.words.former:
            draft.former = True
    for child in words.analysis.children(draft.head, "nmod"):
        if child.i > draft.head and child.i in owner and words.case_of(child.i) in _OWN:
            _take_country(draft, owner[child.i])
            if child.i - draft.end <= 3 and words.case_of(child.i) == "of":
                draft.end = max(draft.end, words.right_edge(child.i))
    if draft.former and draft.kind == "role":
        draft.sectors = ("ELI",)


def _take_country(draft: Draft, referent: Referent) -> None:
    draft.country = referent.country
    draft.referent = draft.referent or referent
    if (
        referent.kind == "body"
        and referent.sectors
        and draft.office in ("", "spokesperson", "other")
    ):
        draft.sectors = referent.sectors


def find_pronouns(words: Words) -> list[Draft]:
    """Return a draft for every pronoun that may refer to an actor; its kind tells its class."""
    vocabulary = words.lexicon.words
    classes = (
        ("he", vocabulary.masculine, "m"), ("she", vocabulary.feminine, "f"),
        ("it", vocabulary.neuter, ""), ("they", vocabulary.plural, ""),
        ("i", vocabulary.first_singular, ""), ("we", vocabulary.first_plural, ""),
        ("you", vocabulary.second, ""),
    )  # fmt: skip
    kinds = {form: (kind, gender) for kind, forms, gender in classes for form in forms}
    found: list[Draft] = []
    for token in words.analysis.tokens:
        lower = token.lower
        if token.upos not in ("PRON", "DET") and lower != "both":
            continue
        kind, gender = kinds.get(lower, ("", ""))
        if (
            not kind
            and lower in vocabulary.relative
            and base(token.dep) in ("nsubj", "obj", "obl", "nmod")
        ):
            kind = "relative"
        if not kind and lower in vocabulary.pair_words and base(token.dep) in ("nsubj", "obj"):
            kind = "pair"
        if not kind and lower in vocabulary.indefinite and base(token.dep) in ("nsubj", "obl"):
            kind = "indefinite"
        if not kind or (lower == "us" and token.text.isupper()):
            continue
        draft = Draft(token.i, token.i + 1, token.i, "pronoun", kind, token.sent, gender=gender)
        draft.plural = kind in ("they", "we", "pair")
        draft.subject = token.dep in ("nsubj", "nsubj:pass")
        draft.words = (lower,)
        found.append(draft)
    return found
