"""Tools for agents (Model Context Protocol): questions to a ledger, answered with quotes.

Enters: an open ledger; what an agent asks. Leaves: rows with their quotes, offsets and addresses, a
bounded number at a time. Never: writes to the ledger, asks what day it is, reads an article, or
takes words of an article for anything but data.
"""

from demarche.mcp.server import make_server

__all__ = ["make_server"]
