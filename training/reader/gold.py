"""The gold documents → windows: event triggers, roles, statuses, modes, statements, commitments."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from .words import Window, cut_windows, mark

ROLES = ("none", "source", "target", "other", "place", "speaker")
PRONOUNS = frozenset(
    (
        "he",
        "she",
        "they",
        "we",
        "i",
        "it",
        "you",
        "who",
        "which",
        "that",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "him",
        "them",
        "us",
        "me",
        "himself",
        "herself",
        "themselves",
        "itself",
        "ourselves",
    )
)


def is_tune(document_id: str) -> bool:
    """Tell whether a training document is kept out for setting thresholds (a tenth, by hash)."""
    return int(hashlib.sha256(document_id.encode()).hexdigest(), 16) % 10 == 0


def find_quote(text: str, quote: str | None) -> tuple[int, int] | None:
    """Return where a quote first stands in the text, white space being free."""
    if not quote:
        return None
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    match = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return (match.start(), match.end()) if match else None


def grow_sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Grow a span to the sentences that hold it."""
    start = max(text.rfind(". ", 0, span[0]), text.rfind("\n", 0, span[0])) + 1
    ends = [e for e in (text.find(". ", span[1] - 1), text.find("\n", span[1])) if e >= 0]
    return start, (min(ends) + 1 if ends else len(text))


def read_gold(path: Path, *, tune: bool) -> list[Window]:
    """Return the windows of the documents that are (or are not) in the tuning tenth."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        if is_tune(document["id"]) == tune:
            out.extend(_label_document(document))
    return out


def _label_document(document: dict) -> list[Window]:
    text = document["text"]
    windows = cut_windows(text, "gold")
    for window in windows:
        for head in ("trigger", "said", "saying", "promise"):
            window.labels[head] = ["O"] * len(window.words)
    for event in document["events"]:
        _label_event(text, windows, event)
    for statement in sorted(document["statements"], key=lambda s: -len(str(s["content"]))):
        _label_statement(text, windows, statement)
    for commitment in document["commitments"]:
        span = find_quote(text, commitment["act"])
        for window in _touching(windows, span):
            mark(window, "promise", *span, commitment["strength"])
    return windows


def _touching(windows: list[Window], span: tuple[int, int] | None) -> list[Window]:
    if not span:
        return []
    return [w for w in windows if w.starts[0] < span[1] and w.ends[-1] > span[0]]


def _inside(window: Window, span: tuple[int, int]) -> list[int]:
    return [
        i
        for i in range(len(window.words))
        if window.starts[i] < span[1] and window.ends[i] > span[0]
    ]


def _label_event(text: str, windows: list[Window], event: dict) -> None:
    evidence = find_quote(text, event["evidence"])
    if not evidence:
        return
    scope = grow_sentence(text, evidence)
    at = find_quote(text[evidence[0] : evidence[1]], event["trigger"])
    if at:
        trigger = (at[0] + evidence[0], at[1] + evidence[0])
    else:
        at = find_quote(text[scope[0] : scope[1]], event["trigger"])
        if not at:
            return
        trigger = (at[0] + scope[0], at[1] + scope[0])
    for window in _touching(windows, trigger)[:1]:
        mark(window, "trigger", *trigger, event["type"])
        inside = _inside(window, trigger)
        roles, certain = _label_roles(window, _inside(window, scope), event)
        window.anchors.append(
            {
                "kind": "event",
                "at": inside,
                "status": event["status"],
                "mode": f"{event['type']}/{event['mode'] or '-'}",
                "roles": roles,
                "certain": certain,
            }
        )


def match_name(window: Window, inside: list[int], names: str) -> list[int]:
    """Return the tokens of `inside` that spell one of the `|`-separated names (longest first)."""
    found: list[int] = []
    lower = [w.lower().replace("’", "'") for w in window.words]
    for name in sorted(names.split("|"), key=len, reverse=True):
        parts = name.lower().replace("’", "'").split()
        n = len(parts)
        for i in inside:
            if lower[i : i + n] == parts and i + n - 1 <= inside[-1]:
                found.extend(range(i, i + n))
        if found:
            break
    if not found:
        last = {name.split()[-1].lower() for name in names.split("|") if name[:1].isupper()}
        found = [i for i in inside if lower[i] in last and window.words[i][:1].isupper()]
    return sorted(set(found))


def _label_roles(window: Window, inside: list[int], event: dict) -> tuple[dict[int, str], bool]:
    """Map tokens to roles; `certain` is False where a party was not found by name."""
    roles: dict[int, str] = dict.fromkeys(inside, "none")
    certain = True
    parties = [(n, "place") for n in [event.get("place")] if n]
    parties += [(o["name"], "other") for o in event["others"]]
    parties += [(n, "target") for n in event["target"]] + [(n, "source") for n in event["source"]]
    for names, role in parties:
        found = match_name(window, inside, names)
        certain = certain and bool(found or role in ("place", "other"))
        roles.update(dict.fromkeys(found, role))
    if not certain:
        for i in inside:
            if roles[i] == "none" and window.words[i].lower() in PRONOUNS:
                del roles[i]
    return roles, certain


def _label_statement(text: str, windows: list[Window], statement: dict) -> None:
    parts = statement["content"]
    parts = parts if isinstance(parts, list) else [parts]
    spans = [s for s in (find_quote(text, part) for part in parts) if s]
    if not spans:
        return
    for span in spans:
        for window in _touching(windows, span):
            mark(window, "said", *span, "content")
    cue = _nearest_cue(text, spans[0], statement["cue"])
    for window in _touching(windows, cue)[:1]:
        mark(window, "saying", *cue, "cue")
        speakers = statement["speaker"]
        speakers = speakers if isinstance(speakers, list) else [speakers] if speakers else []
        taken = {i for span in spans for i in _inside(window, span)}
        scope = [i for i in _inside(window, grow_sentence(text, cue)) if i not in taken]
        roles = dict.fromkeys(scope, "none")
        certain = True
        for names in speakers:
            found = match_name(window, scope, names) if scope else []
            certain = certain and bool(found)
            roles.update(dict.fromkeys(found, "speaker"))
        if not certain:
            roles = {i: r for i, r in roles.items() if window.words[i].lower() not in PRONOUNS}
        window.anchors.append({"kind": "cue", "at": _inside(window, cue), "roles": roles})


def _nearest_cue(text: str, content: tuple[int, int], cue: str | None) -> tuple[int, int] | None:
    if not cue:
        return None
    low = max(0, content[0] - 300)
    area = text[low : content[1] + 200]
    best, at = None, area.find(cue)
    while at >= 0:
        span = (low + at, low + at + len(cue))
        outside = span[1] <= content[0] or span[0] >= content[1]
        gap = min(abs(span[1] - content[0]), abs(span[0] - content[1])) + (0 if outside else 1000)
        if best is None or gap < best[0]:
            best = (gap, span)
        at = area.find(cue, at + 1)
    return best[1] if best else None
