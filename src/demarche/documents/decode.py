"""Bytes to text: marks, declared sets, UTF-8, UTF-16 without a mark, Windows-1252 for the rest."""

from __future__ import annotations

import codecs
import functools

from demarche.documents.patterns import Limits
from demarche.errors import DocumentError
from demarche.model import Finding

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x00")
BYTES_PER_CHARACTER = 4


def decode(
    content: bytes, limits: Limits, *, longest: int, charset: str | None = None
) -> tuple[str, list[Finding]]:
    """Return the text of some bytes, and what was odd about them.

    Only the bytes that a little more than `longest` characters need are read. Raises
    `DocumentError` D103 when the bytes are no text.
    """
    content = content[: (longest + 1) * BYTES_PER_CHARACTER]
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decode_known(content, encoding)
    if wide := _find_wide(content[: limits.binary_sample], limits):
        return _decode_known(content, wide)
    _refuse_binary(content, limits)
    if charset and charset.lower().replace("_", "-") not in ("utf-8", "utf8", "us-ascii", "ascii"):
        try:
            return _decode_known(content, codecs.lookup(charset).name)
        except LookupError:
            pass
    return _decode_unknown(content)


def _decode_known(content: bytes, encoding: str) -> tuple[str, list[Finding]]:
    text = content.decode(encoding, "replace")
    if "\ufffd" not in text.rstrip("\ufffd"):
        return text.rstrip("\ufffd"), []
    message = f"some bytes are not {encoding}: they were replaced by U+FFFD"
    return text, [Finding(code="D104", severity="warning", message=message)]


def _decode_unknown(content: bytes) -> tuple[str, list[Finding]]:
    """Decode UTF-8, and each byte that is not UTF-8 as Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return decoder.decode(content), []  # an incomplete last character is left out
    except UnicodeDecodeError:
        _register()
    valid = content.decode("utf-8", "ignore")
    mixed = not valid.isascii()
    text = content.decode("utf-8", "demarche-windows-1252")
    how = "mixed encodings: bytes that are not UTF-8" if mixed else "not UTF-8: bytes beyond ASCII"
    return text, [
        Finding(code="D104", severity="warning", message=f"{how} were read as Windows-1252")
    ]


@functools.cache
def _register() -> None:
    codecs.register_error("demarche-windows-1252", _read_windows)


def _read_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    return piece.decode("cp1252", "replace"), error.end


def _find_wide(sample: bytes, limits: Limits) -> str | None:
    """Return the UTF-16 that bytes without a mark are in, told by where their NULs stand."""
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > limits.utf16_null_share and even < odd / 10:
        return "utf-16-le"
    if even > limits.utf16_null_share and odd < even / 10:
        return "utf-16-be"
    return None


def _refuse_binary(content: bytes, limits: Limits) -> None:
    sample = content[: limits.binary_sample]
    control = sum(sample.count(byte) for byte in range(32) if byte not in TEXT_CONTROLS)
    control += max(sample.count(0) - sample.count(b"\n"), 0)
    known = any(sample.startswith(magic.encode("latin-1")) for magic in limits.binary_magic)
    if known or control > limits.binary_control_share * len(sample):
        raise DocumentError(
            "D103", "binary data, not text", hint="convert it to text or HTML first"
        )
