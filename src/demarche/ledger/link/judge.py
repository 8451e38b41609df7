"""Reports → judgements: which documents are one origin, and which records one occurrence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from demarche.ledger.judgements import Judgement, Reason, Subject
from demarche.ledger.link.block import list_pairs
from demarche.ledger.link.book import LinkBook, load_link
from demarche.ledger.link.cluster import Pair, cluster_pairs, order_pair
from demarche.ledger.link.origins import Likeness, find_copies, group_origins
from demarche.ledger.link.score import Score, score_pair
from demarche.ledger.link.session import Session
from demarche.ledger.link.tellings import Telling, list_tellings
from demarche.model import Report

_COPY = Reason(feature="copy", value=1.0, weight=1.0, saw="the same words in a copy of the text")


def judge_origins(reports: Iterable[Report], session: Session) -> list[Judgement]:
    """Return a judgement for each pair of documents that are one text."""
    documents = [report.document for report in reports]
    return [_judge_copy(likeness, session) for likeness in find_copies(documents)]


def _judge_copy(likeness: Likeness, session: Session) -> Judgement:
    told = {
        "jaccard": f"{likeness.shared} runs of words in common",
        "containment": "of the shorter text's runs of words",
        "names": "of the names and numbers",
    }
    return session.judge(
        "same-origin",
        (Subject(kind="document", id=one) for one in (likeness.one, likeness.other)),
        "same",
        round(max(likeness.jaccard, likeness.containment), 4),
        reasons=[
            Reason(feature=name, value=round(getattr(likeness, name), 4), weight=1.0, saw=saw)
            for name, saw in told.items()
        ],
    )


def judge_occurrences(
    reports: Sequence[Report],
    session: Session,
    *,
    origins: dict[str, str] | None = None,
    book: LinkBook | None = None,
) -> list[Judgement]:
    """Return a judgement for each pair of events that are one occurrence, or may be.

    `origins` gives each document's origin (see `group_origins`); without it each is its own. A
    copy's records join those of its origin and are compared with no other. A pair that scores well
    but would chain two clusters together is left `unsure`.
    """
    book = book or load_link()
    tellings = list_tellings(reports)
    own, copied = _part_copies(tellings, origins or {})
    by_id = {telling.id: telling for telling in own}
    scores = {
        order_pair(one.id, other.id): score_pair(
            one, other, weights=book.weights, bias=book.judge.bias
        )
        for one, other in list_pairs(own, book=book.block)
        if one.id != other.id
    }
    clusters = cluster_pairs(
        by_id,
        {pair: score.value for pair, score in scores.items() if score.value >= book.judge.unsure},
        accept=book.judge.accept,
        apart={pair for pair, score in scores.items() if score.value < book.judge.never},
    )
    cluster_of = {member: number for number, cluster in enumerate(clusters) for member in cluster}
    judged = [
        _judge_pair(
            (by_id[pair[0]], by_id[pair[1]]),
            scores[pair],
            cluster_of[pair[0]] == cluster_of[pair[1]] and scores[pair].value >= book.judge.accept,
            session,
        )
        for pair in sorted(scores)
        if scores[pair].value >= book.judge.unsure
    ]
    return judged + [_judge_same_words(one, other, session) for one, other in copied]


def _judge_pair(
    pair: tuple[Telling, Telling], score: Score, same: bool, session: Session
) -> Judgement:
    one, other = pair
    return session.judge(
        "same-occurrence",
        (one.subject, other.subject),
        "same" if same else "unsure",
        score.value,
        reasons=score.reasons,
        evidence=(*one.list_quotes(), *other.list_quotes()),
    )


def _judge_same_words(one: Telling, other: Telling, session: Session) -> Judgement:
    return session.judge(
        "same-occurrence",
        (one.subject, other.subject),
        "same",
        1.0,
        reasons=(_COPY,),
        evidence=(*one.list_quotes(), *other.list_quotes()),
    )


def _part_copies(
    tellings: Iterable[Telling], origins: dict[str, str]
) -> tuple[list[Telling], list[tuple[Telling, Telling]]]:
    """Return the tellings to compare, and the copied ones each with the telling it repeats."""
    first: dict[tuple[str, ...], Telling] = {}
    own, copies = [], []
    waiting = []
    for telling in tellings:
        document = telling.source.document.id
        if origins.get(document, document) == document:
            own.append(telling)
            first.setdefault(_key_words(telling, document), telling)
        else:
            waiting.append(telling)
    for telling in waiting:
        origin = origins[telling.source.document.id]
        match = first.get(_key_words(telling, origin))
        if match is not None and match.id != telling.id:
            copies.append((match, telling))
        else:
            own.append(telling)
    return own, copies


def _key_words(telling: Telling, document: str) -> tuple[str, ...]:
    event = telling.event
    return (document, event.type, event.status, event.trigger.quote, *sorted(telling.keys))


def find_origins(reports: Iterable[Report], judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return each document's origin by the judgements in force among those given."""
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for judgement in judgements:
        if judgement.kind == "same-origin":
            pairs[judgement.verdict].append((judgement.subjects[0].id, judgement.subjects[1].id))
    return group_origins([report.document for report in reports], pairs["same"])
