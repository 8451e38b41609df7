import ipaddress
import socket

import pytest

from demarche.errors import SourceError
from demarche.sources.addresses import is_public, resolve


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address, public):
    assert is_public(ipaddress.ip_address(address)) is public


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    entries = [(2, 1, 6, "", (a, 0)) for a in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(SourceError) as error:
        resolve("example.org", allow_private=False)
    assert error.value.code == "S214"
    assert resolve("example.org", allow_private=True) == ["8.8.8.8", "10.0.0.1"]


def test_an_unknown_name(monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(SourceError) as error:
        resolve("nowhere.example", allow_private=False)
    assert error.value.code == "S211"
    with pytest.raises(SourceError):
        resolve("a" * 300, allow_private=False)
