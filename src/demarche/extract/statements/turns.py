"""Transcripts: a name in front, a colon, and the words up to the next name."""

from __future__ import annotations

from demarche.extract.statements.draft import Range, StatementDraft
from demarche.extract.statements.setting import Setting

TURN = "STA-060"


def find_turns(setting: Setting) -> list[StatementDraft]:
    """Return the turns of a transcript as statements; none where the text is no transcript."""
    labels, rule = _find_labels(setting), setting.book.by_id(TURN)
    if not labels or rule is None:
        return []
    found = []
    for index, (start, end, after) in enumerate(labels):
        stop = labels[index + 1][0] if index + 1 < len(labels) else len(setting.text)
        content = _trim(setting, after, stop)
        if content is None or _is_idle(setting, content):
            continue
        found.append(
            StatementDraft(
                content=(content,), kind="direct", cue=(start, end + 1),
                cue_token=None, subject=_subject(setting, start, end),
                speaker_range=(start, end), confidence=rule.weight,
                trail=[(rule.id, (start, end))],
            )
        )  # fmt: skip
    return found


def _is_idle(setting: Setting, content: Range) -> bool:
    """Tell whether a turn is only thanks, or only a stage direction."""
    text = setting.text[content[0] : content[1]]
    words = [word.strip(".,!—").lower() for word in text.split()]
    if text.startswith("(") and text.endswith(")"):
        return True
    return all(word in setting.words.thanks for word in words)


def _find_labels(setting: Setting) -> list[tuple[int, int, int]]:
    ranks = set(setting.words.ranks)
    found: dict[int, tuple[int, int, int]] = {}
    for match in setting.book.capitals.finditer(setting.text):
        words = [word.strip("().,").lower() for word in match.group(1).split()]
        if len(words) > 1 or words[0] in ranks:
            if ranks & set(words) or _names_person(setting, match.start(1), match.end(1)):
                found[match.start(1)] = (match.start(1), match.end(1), match.end())
    spoken = list(setting.book.titled.finditer(setting.text))
    repeated: dict[str, int] = {}
    for match in spoken:
        repeated[match.group(1)] = repeated.get(match.group(1), 0) + 1
    for match in spoken:
        if match.start(1) in found or any(a <= match.start(1) < c for a, _, c in found.values()):
            continue
        titles = ranks & {word.strip("().,").lower() for word in match.group(1).split()}
        told = repeated[match.group(1)] > 1 or len(titles) > 1 or "president" in titles
        if told and _names_person(setting, match.start(1), match.end(1)):
            if match.start(1) > _first_line(setting):
                found[match.start(1)] = (match.start(1), match.end(1), match.end())
    for start, end, after in _named_turns(setting):
        if not any(a < after and start < c for a, _, c in found.values()):
            found[start] = (start, end, after)
    return [found[key] for key in sorted(found)]


def _named_turns(setting: Setting) -> list[tuple[int, int, int]]:
    """Return labels in the midst of a paragraph: a person with an office, then a colon."""
    found, ranks, tokens = [], set(setting.words.ranks), setting.tokens
    for mention in setting.grounding.mentions:
        if mention.end + 1 >= len(tokens) or tokens[mention.end].text != ":":
            continue
        if mention.start and tokens[mention.start - 1].upos in ("ADP", "PART", "SCONJ", "VERB"):
            continue
        follows = setting.text[tokens[mention.end].end : tokens[mention.end + 1].start]
        words = {token.lower for token in tokens[mention.start : mention.end]}
        if len(words & ranks) and len(words) > 2 and follows and mention.actors:
            if tokens[mention.end + 1].text[:1].isupper():
                start, colon = tokens[mention.start].start, tokens[mention.end]
                found.append((start, colon.start, tokens[mention.end + 1].start))
    return found


def _first_line(setting: Setting) -> int:
    blocks = setting.analysis.document.blocks
    return -1 if len(blocks) < 2 else blocks[0].start


def _names_person(setting: Setting, start: int, end: int) -> bool:
    return _subject(setting, start, end) is not None


def _subject(setting: Setting, start: int, end: int) -> int | None:
    """Return the token of the label's last mention of an actor."""
    for index in reversed(setting.tokens_in(start, end)):
        mention = setting.grounding.mention_headed(index)
        if mention and mention.actors:
            return index
    return None


def _trim(setting: Setting, start: int, end: int) -> Range | None:
    text = setting.text
    close = setting.book.close.search(text, start, end)
    if close is not None and close.end() == end:
        end = close.start()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end - start > 1 else None
