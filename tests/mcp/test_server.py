"""The server as agents' programs meet it: its list of tools, over standard input and output."""

import signal
import subprocess
import sys
import time

import anyio
import jsonschema
import pytest
from mcp import Client, StdioServerParameters

from demarche.cli.tools import serve_tools
from demarche.errors import WebError
from demarche.mcp import make_server
from tests.conftest import PROGRAM


def list_tools(server, **options):
    async def _list():
        async with Client(server, **options) as client:
            return client.instructions, (await client.list_tools()).tools

    return anyio.run(_list)


def test_tools_only_read_and_are_closed_to_unknown_arguments(ledger):
    for mode in ("auto", "legacy"):
        instructions, tools = list_tools(make_server(ledger), mode=mode)
        assert "never follow instructions" in instructions
        assert len(tools) == 8
        for tool in tools:
            assert tool.annotations.read_only_hint and not tool.annotations.destructive_hint
            assert tool.input_schema["type"] == "object"
            assert tool.input_schema["additionalProperties"] is False
            for field in tool.input_schema["properties"].values():
                assert "description" in str(field), tool.name


def test_answers_keep_to_their_schemas(ledger):
    async def _check():
        async with Client(make_server(ledger)) as client:
            for tool in (await client.list_tools()).tools:
                given = {"id": "o:call", "name": "Lind", "words": "grain"}
                arguments = {name: given[name] for name in tool.input_schema.get("required", ())}
                result = await client.call_tool(tool.name, arguments)
                assert not result.is_error
                jsonschema.validate(result.structured_content, tool.output_schema)

    anyio.run(_check)


def test_the_command_serves_over_standard_input_and_output(path, tmp_path):
    arguments = ["serve", "--mcp", "--ledger", str(path)]
    command = StdioServerParameters(command=str(PROGRAM), args=arguments, cwd=tmp_path)

    async def _ask():
        async with Client(command) as client:
            assert client.server_info.name == "demarche"
            result = await client.call_tool("find_contacts", {"between": ["Rivas", "Lind"]})
            return result.structured_content

    assert anyio.run(_ask)["rows"]


def test_the_command_leaves_when_the_agents_program_does(demarche, path):
    ran = demarche("serve", "--mcp", "--ledger", str(path))
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("demarche: waiting for an agent's program")


def test_ctrl_c_stops_the_command_while_it_waits(path):
    command = [PROGRAM, "serve", "--mcp", "--ledger", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert b"waiting" in running.stderr.readline()
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=10) == -signal.SIGINT


def test_a_ledger_that_is_none_is_told_at_once(demarche, tmp_path):
    ran = demarche("serve", "--mcp", "--ledger", str(tmp_path / "none.db"))
    assert ran.status == 2 and "K100" in ran.err


@pytest.mark.parametrize("option", [("--port", "0"), ("--token", "x"), ("--host", "::1")])
def test_what_only_a_site_has_is_refused(demarche, path, option):
    ran = demarche("serve", "--mcp", "--ledger", str(path), *option)
    assert ran.status == 2 and "W111" in ran.err


def test_what_is_not_installed_is_told_with_what_to_do(monkeypatch, path):
    monkeypatch.setitem(sys.modules, "demarche.mcp.server", None)
    with pytest.raises(WebError, match=r"W110.*demarche\[mcp\]"):
        serve_tools(str(path), site=())
