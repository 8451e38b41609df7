"""Characters that cannot be stored are replaced, one for one, so that offsets stay true."""

from __future__ import annotations

import re

from demarche.model import Finding

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> tuple[str, list[Finding]]:
    """Return the text with control characters as spaces and lone surrogates as U+FFFD.

    The result has the length of the input. Line ends, tabs and all else stay as they came.
    """
    text, controls = CONTROL.subn(" ", text)
    text, surrogates = SURROGATE.subn("\ufffd", text)
    replaced = controls + surrogates
    if not replaced:
        return text, []
    what = "character that cannot" if replaced == 1 else "characters that cannot"
    message = f"{replaced} {what} be stored (NUL, control) replaced, one for one"
    return text, [Finding(code="D105", severity="warning", message=message)]


def cut(text: str, longest: int) -> tuple[str, list[Finding]]:
    """Return at most `longest` characters of a text, cut at a paragraph's or a word's end."""
    if len(text) <= longest:
        return text, []
    near = longest - longest // 10
    at = max(text.rfind("\n", near, longest), 0) or max(text.rfind(" ", near, longest), 0)
    kept = text[: at or longest]
    message = f"a text of more than {longest} characters: only the first {len(kept)} were read"
    return kept, [Finding(code="D106", severity="warning", message=message)]
