"""Which network addresses may be fetched."""

from __future__ import annotations

import ipaddress
import socket

from demarche.errors import SourceError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def resolve(host: str, *, allow_private: bool) -> list[str]:
    """Return the addresses of `host`, in the order they should be tried.

    Raises `SourceError` S211 when the name is unknown, S214 when any of its addresses is private
    and `allow_private` is not set.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError("S211", f"no such host: {host}") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses:
        raise SourceError("S211", f"no such host: {host}")
    if not allow_private and not all(map(is_public, addresses)):
        raise SourceError(
            "S214",
            f"{host} is an address of a private network",
            hint="allow private addresses to fetch it",
        )
    return list(dict.fromkeys(map(str, addresses)))


def is_public(address: Address) -> bool:
    """Tell whether an address lies in the public network, also when wrapped in an IPv6 one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
