"""The principal of an official release: whose outlet it is, and who "the President" is there."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.grounding.actors.lexicon import Lexicon, Referent
from demarche.grounding.actors.phrases import Pieces, key_of
from demarche.model import Document


@dataclass(frozen=True, slots=True)
class Principal:
    """Country, body and chief office of the outlet; all empty for media and unknown outlets."""

    country: str | None = None
    referent: Referent | None = None
    office: str = ""
    names: tuple[str, ...] = ()


def find_principal(document: Document, lexicon: Lexicon) -> Principal:
    """Return the principal told by the document's outlet, with the names its title gives."""
    names = _names_in(document.title or "", lexicon)
    outlet = document.outlet or ""
    if not outlet:
        return Principal(names=names)
    found = lexicon.names.find(Pieces.of(outlet.split()))
    official = [f.value for f in found if f.value.actor_kind in ("state", "government", "igo")]
    if not official:
        return Principal(names=names)
    referent = next((r for r in official if r.kind in ("body", "metonym")), official[0])
    return Principal(referent.country, referent, _office_of(outlet, referent, lexicon), names)


def _office_of(outlet: str, referent: Referent, lexicon: Lexicon) -> str:
    folded = " ".join(key_of(w) for w in outlet.split())
    for words, office in lexicon.words.outlet_offices:
        if words in folded:
            return office
    return referent.office


def _names_in(title: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The names that follow titles in a headline ("Readout of President Biden's Call …")."""
    words = title.replace("’s", " ").replace("'s", " ").replace("’", " ").split()
    pieces = Pieces.of(words)
    names: list[str] = []
    for k in range(len(pieces.keys)):
        hit = lexicon.titles.at(pieces.keys, pieces.keys, k)
        if hit is None:
            continue
        run: list[str] = []
        for text in pieces.texts[hit[1] : hit[1] + 4]:
            if not text[:1].isupper():
                break
            run.append(text.strip(",.:;"))
        if run:
            names.append(" ".join(run))
    return tuple(dict.fromkeys(names))
