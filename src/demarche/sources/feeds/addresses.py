"""The addresses in feeds: made whole, and only those of the web."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from demarche.errors import SourceError

_LONGEST = 2_000  # characters; longer ones are no addresses of articles
_PORTS = {"http": 80, "https": 443}


def find_address(words: str | None, base: str) -> str | None:
    """Return the http(s) address that a feed gives, made whole by the feed's own; else None."""
    given = "".join((words or "").split("\n")).strip()
    if not given or len(given) > _LONGEST:
        return None
    try:
        address = urljoin(base, given)
        name_site(address)
    except (ValueError, SourceError):
        return None
    return address


def make_key(address: str) -> str:
    """Return what two spellings of one address share: no fragment, host in lower case."""
    parts = urlsplit(urldefrag(address).url)
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()


def name_site(address: str) -> str:
    """Return scheme, host and port: what one robots.txt is for.

    Raises `SourceError` S210 for what is no http(s) address.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError("S210", f"cannot fetch {address}: {error}") from error
    if parts.scheme not in _PORTS or not host:
        raise SourceError(
            "S210", f"cannot fetch {address}: only http and https addresses can be fetched"
        )
    name = f"[{host}]" if ":" in host else host
    default = port is None or port == _PORTS[parts.scheme]
    return f"{parts.scheme}://{name}" + ("" if default else f":{port}")
