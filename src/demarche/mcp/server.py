"""The server: tells an agent of the tools, and answers, over standard input and output."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import anyio.to_thread
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp.types import Tool as Told
from pydantic import ValidationError

from demarche import __version__
from demarche.errors import DemarcheError
from demarche.mcp.tools import INSTRUCTIONS, TOOLS, Tool
from demarche.query import Ledger

_ONLY_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_BY_NAME: Mapping[str, Tool] = {tool.name: tool for tool in TOOLS}


def make_server(ledger: Ledger) -> Server[dict[str, Any]]:
    """Return a server whose tools ask the ledger.

    What cannot be answered is a tool's error, which says what to do; the server goes on.
    """

    async def list_tools(_: object, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_tell_of(tool) for tool in TOOLS])

    async def call_tool(_: object, asked: CallToolRequestParams) -> CallToolResult:
        reply = partial(_reply, ledger, asked.name, asked.arguments or {})
        return await anyio.to_thread.run_sync(reply)

    return Server(
        "demarche", title="Demarche", version=__version__, instructions=INSTRUCTIONS,
        on_list_tools=list_tools, on_call_tool=call_tool,
    )  # fmt: skip


def serve(ledger: Ledger) -> None:
    """Answer over standard input and output until the input ends."""
    anyio.run(_serve, make_server(ledger))


async def _serve(server: Server[dict[str, Any]]) -> None:
    async with stdio_server() as (questions, answers):
        await server.run(questions, answers, server.create_initialization_options())


def _tell_of(tool: Tool) -> Told:
    return Told(
        name=tool.name, title=tool.title, description=tool.description,
        input_schema=tool.question.model_json_schema(),
        output_schema=tool.answer.model_json_schema(mode="serialization"),
        annotations=_ONLY_READS,
    )  # fmt: skip


def _reply(ledger: Ledger, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
    tool = _BY_NAME.get(name)
    if tool is None:
        return _refuse(f"no tool {name}: one of {', '.join(_BY_NAME)}")
    try:
        answer = tool.ask(ledger, tool.question.model_validate(arguments))
    except ValidationError as error:
        return _refuse(_name_faults(tool, error))
    except DemarcheError as error:
        return _refuse(str(error))
    content = TextContent(type="text", text=answer.model_dump_json())
    return CallToolResult(content=[content], structured_content=answer.model_dump(mode="json"))


def _refuse(message: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=message)], is_error=True)


def _name_faults(tool: Tool, error: ValidationError) -> str:
    faults = [
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].lower()}" for fault in error.errors()
    ]
    takes = ", ".join(tool.question.model_fields) or "nothing"
    return f"{'; '.join(faults)} ({tool.name} takes {takes})"
