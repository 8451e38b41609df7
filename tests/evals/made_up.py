"""Two invented documents, what a careful reader wrote down, and what a program said."""

from __future__ import annotations

from typing import Any

TALKS = (
    "NORDHAVEN — President Ana Rivas of Sudria met Prime Minister Tomas Lind in Nordhaven on "
    "Monday. Rivas said that “the border will open again in May.” The two will speak by phone "
    "next week. Sudria condemned the shelling of Ostmark’s harbour.\n"
    "Lind promised to send ten ships. He warned Ostmark of an embargo, his spokeswoman said. "
    "Ostmark rejected the offer of talks."
)
SHIPS = (
    "The Kremlin said it would not take part.  The talks between Moscow and Ostmark were called "
    "off. “We have asked for more time,” Foreign Minister Per Dahl told reporters, “and we "
    "will wait.” Dahl urged restraint."
)


def span(text: str, quote: str, nth: int = 0) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return {"start": start, "end": start + len(quote), "quote": quote}


def actor(text: str, ident: str, name: str, *quotes: str, form: str = "name") -> dict[str, Any]:
    mentions = [{**span(text, q), "form": form} for q in quotes]
    return {"id": ident, "name": name, "kind": "person", "mentions": mentions}


def event(text: str, kind: str, quote: str, trigger: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"e:{kind}:{trigger}",
        "type": kind,
        "status": "occurred",
        "trigger": span(text, trigger),
        "evidence": [span(text, quote)],
        "trail": [{"rule": "MADE-001"}],
        **fields,
    }


def statement(text: str, speaker: list[str], *quotes: str) -> dict[str, Any]:
    content = [span(text, q) for q in quotes]
    return {"id": f"s:{quotes[0][:9]}", "speaker": speaker, "content": content, "kind": "direct"}


def day(date: str) -> dict[str, str]:
    return {"start": date, "end": date, "precision": "day"}


GOLD: list[dict[str, Any]] = [
    {
        "id": "talks",
        "published": "2031-04-02",
        "title": "",
        "text": TALKS,
        "events": [
            {
                "type": "CONSULT", "mode": "visit", "source": ["Ana Rivas|Rivas"],
                "target": ["Tomas Lind"], "status": "occurred", "time": day("2031-03-31"),
                "place": "Nordhaven", "medium": "in-person", "evidence": "met Prime Minister",
            },
            {
                "type": "CONSULT", "mode": "phone", "source": ["Ana Rivas"],
                "target": ["Tomas Lind"], "status": "planned", "time": None, "medium": "phone",
                "evidence": "The two will speak by phone next week",
            },
            {
                "type": "ACCUSE", "mode": "disapprove", "source": ["Sudria"], "target": [],
                "status": "occurred", "evidence": "condemned the shelling",
            },
            {
                "type": "THREATEN", "mode": "restrict", "source": ["Tomas Lind"],
                "target": ["Ostmark"], "status": "occurred", "evidence": "warned Ostmark",
            },
            {
                "type": "REJECT", "source": ["Ostmark"], "target": ["Sudria"],
                "status": "occurred", "evidence": "Ostmark rejected the offer",
            },
        ],
        "statements": [
            {"speaker": "Ana Rivas", "content": ["the border will open again in May"]},
            {"speaker": ["Mara Holt"], "content": ["He warned Ostmark of an embargo"]},
        ],
        "commitments": [
            {"by": ["Tomas Lind"], "evidence": "promised to send ten ships"},
        ],
    },
    {
        "id": "ships",
        "published": "2031-04-03",
        "title": "",
        "text": SHIPS,
        "events": [
            {
                "type": "REJECT", "source": ["Russia|Moscow"], "target": [], "status": "occurred",
                "time": {**day("2031-04-03")}, "evidence": "it would not take part.  The talks",
            },
            {
                "type": "CONSULT", "source": ["Russia"], "target": ["Ostmark"],
                "status": "cancelled", "evidence": "talks between Moscow and Ostmark",
            },
        ],
        "statements": [
            {"speaker": "Kremlin", "content": ["it would not take part"]},
            {"speaker": "Per Dahl", "content": ["We have asked for more time", "and we will wait"]},
        ],
        "commitments": [{"by": ["Russia"], "evidence": "would not take part"}],
    },
]  # fmt: skip


def _read_talks() -> dict[str, Any]:
    t = TALKS
    return {
        "schema": "demarche/1",
        "document": {"id": "talks", "sha256": "0", "text": t},
        "actors": [
            actor(t, "a:rivas", "Ana Rivas", "President Ana Rivas", "Rivas"),
            actor(t, "a:lind", "Tomas Lind", "Prime Minister Tomas Lind", "Lind"),
            actor(t, "a:he", "unknown", "He", form="pronoun"),
            actor(t, "a:ostmark", "Ostmark", "Ostmark"),
            actor(t, "a:sudria", "Republic of Sudria", "Sudria"),
        ],
        "events": [
            event(t, "CONSULT", "met Prime Minister Tomas Lind", "met", mode="visit",
                  source=["a:rivas"], target=["a:lind"], time=day("2031-03-31"),
                  place={"name": "Nordhaven", "span": span(t, "Nordhaven")}, medium="in-person"),
            event(t, "CONSULT", "will speak by phone", "speak", mode="phone",
                  source=["a:lind", "a:rivas"], medium="phone", time=day("2031-04-09")),
            event(t, "ACCUSE", "condemned", "condemned", mode="disapprove", source=["a:sudria"],
                  target=["a:ostmark"]),
            event(t, "THREATEN", "warned Ostmark", "warned", source=["a:he"], target=["a:ostmark"]),
            event(t, "ACCUSE", "rejected", "rejected", source=["a:ostmark"], target=["a:sudria"]),
        ],
        "statements": [
            statement(t, ["a:rivas"], "“the border will open again in May.”"),
            statement(t, ["a:lind"], "He warned Ostmark of an embargo,"),
        ],
        "commitments": [
            {"id": "c:1", "by": ["a:lind"], "act": span(t, "send ten ships"), "strength": "firm",
             "evidence": [span(t, "promised to send ten ships")]},
        ],
    }  # fmt: skip


def _read_ships() -> dict[str, Any]:
    t = SHIPS
    return {
        "schema": "demarche/1",
        "document": {"id": "ships", "sha256": "0", "text": t},
        "actors": [
            actor(t, "a:russia", "Russia", "The Kremlin", "Moscow"),
            actor(t, "a:dahl", "Per Dahl", "Foreign Minister Per Dahl", "Dahl"),
        ],
        "events": [
            event(t, "CONSULT", "talks between Moscow and Ostmark", "called off",
                  source=["a:russia"], target=["Ostmark"], status="cancelled"),
            event(t, "REQUEST", "Dahl urged restraint", "urged", source=["a:dahl"]),
        ],
        "statements": [
            statement(t, ["a:dahl"], "“We have asked for more time,”", "“and we will wait.”"),
        ],
        "commitments": [
            {"id": "c:2", "by": ["a:dahl"], "act": span(t, "wait"), "strength": "intended",
             "evidence": [span(t, "and we will wait")]},
        ],
    }  # fmt: skip


REPORTS: list[dict[str, Any]] = [_read_talks(), _read_ships()]
