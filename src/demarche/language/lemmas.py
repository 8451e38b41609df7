"""Lemmas as edit scripts: how many letters to cut from the end of a form, and what to add.

The scheme is UDPipe's idea (Straka et al. 2016) reduced to suffixes: "l|3|y" turns "countries"
into "country"; a leading "k" keeps the form's letter case, "l" lowers it first.
"""

from __future__ import annotations


def write_script(form: str, lemma: str) -> str:
    """Return the script that turns `form` into `lemma`."""
    lowered = lemma == lemma.lower()
    base = form.lower() if lowered else form
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    return f"{'l' if lowered else 'k'}|{len(base) - shared}|{lemma[shared:]}"


def apply_script(form: str, script: str) -> str:
    """Return the lemma of `form`; a script that cuts more than there is leaves the form."""
    case, cut, add = script.split("|", 2)
    base = form.lower() if case == "l" else form
    n = int(cut)
    if n > len(base):
        return base
    return (base[: len(base) - n] + add) or base
