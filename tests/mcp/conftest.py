"""The site's ledger, asked by the SDK's own client."""

from __future__ import annotations

import anyio
import pytest
from mcp import Client

from demarche.mcp import make_server
from tests.web.conftest import ledger, path

__all__ = ["ledger", "path"]


@pytest.fixture
def ask(ledger):
    """Call a tool; returns its structured answer, or raises what it refuses with."""

    async def _call(tool, arguments):
        async with Client(make_server(ledger)) as client:
            return await client.call_tool(tool, arguments)

    def _ask(tool, **arguments):
        result = anyio.run(_call, tool, arguments)
        if result.is_error:
            raise RuntimeError(result.content[0].text)
        return result.structured_content

    return _ask
