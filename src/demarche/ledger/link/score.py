"""From what the features saw to a probability, with every step on record."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from demarche.ledger.judgements import Reason
from demarche.ledger.link.book import WeightBook, load_link
from demarche.ledger.link.features import list_sightings
from demarche.ledger.link.tellings import Telling

_PLACES = 4


@dataclass(frozen=True, slots=True)
class Score:
    """The probability that two tellings are of one event, and why."""

    value: float
    reasons: tuple[Reason, ...]


def score_pair(
    one: Telling, other: Telling, *, weights: WeightBook | None = None, bias: float | None = None
) -> Score:
    """Return the logistic of the weighted features.

    Weights and bias are those of one occurrence in `data/ledger/link.yml` unless given. A feature
    of no weight leaves no reason.
    """
    weights = weights or load_link().weights
    bias = load_link().judge.bias if bias is None else bias
    reasons = tuple(
        Reason(
            feature=sighting.feature,
            value=round(sighting.value, _PLACES),
            weight=getattr(weights, sighting.feature),
            saw=sighting.saw,
        )
        for sighting in list_sightings(one, other)
        if getattr(weights, sighting.feature)
    )
    odds = bias + sum(reason.value * reason.weight for reason in reasons)
    return Score(round(1 / (1 + exp(-odds)), _PLACES), reasons)
