"""Every command, option, setting, code and public name is documented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from docs.hooks import PAGES
from pydantic import BaseModel

import demarche
from demarche.cli.app import app
from demarche.config import Settings
from demarche.evals import SUITES
from demarche.rules.catalogue import load_catalogue

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CODE = re.compile(r"\"([A-Z]\d{3})\"")


def read_doc(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def list_commands(group: Any = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    group = group or typer.main.get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            if command.invoke_without_command:
                yield f"{prefix}{name}", command
            yield from list_commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def list_options() -> Iterator[tuple[str, str]]:
    for name, command in list_commands():
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("--"):
                    yield name, option


def list_settings(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from list_settings(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def split_commands() -> dict[str, str]:
    parts = re.split(r"^## `demarche ([a-z ]+)", read_doc("cli.md"), flags=re.MULTILINE)
    return {name.strip(): text for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_every_command_and_option_is_documented() -> None:
    documented = split_commands()
    assert sorted(documented) == sorted(name for name, _ in list_commands())
    missing = [(c, o) for c, o in list_options() if f"`{o}" not in documented[c]]
    assert missing == []


def test_no_option_is_documented_that_is_none() -> None:
    known = {option for _, option in list_options()} | {"--help", "--version"}
    assert set(re.findall(r"`(--[a-z-]+)", read_doc("cli.md"))) <= known


def test_every_setting_is_documented() -> None:
    page = read_doc("settings.md")
    for name in list_settings(Settings):
        assert f"`{name}`" in page
        variable = "DEMARCHE_" + name.upper().replace(".", "__")
        assert f"`{variable}`" in page


def test_every_code_is_documented_and_no_other() -> None:
    used = {
        code
        for path in (ROOT / "src").rglob("*.py")
        if path.name != "errors.py"
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    assert set(re.findall(r"`([A-Z]\d{3})`", read_doc("errors.md"))) == used


def test_every_public_name_is_documented() -> None:
    page = read_doc("python.md")
    for name in demarche.__all__:
        if not name.startswith("__"):
            assert f"`demarche.{name}`" in page
        assert getattr(demarche, name)


def test_every_suite_is_documented() -> None:
    page = read_doc("evaluation.md")
    assert [name for name in SUITES if f"`{name}`" not in page] == []


def test_every_field_of_a_record_is_documented() -> None:
    page = read_doc("records.md")
    for record in (demarche.Event, demarche.Statement, demarche.Commitment, demarche.Document):
        for field in record.model_fields:
            assert f"`{field}`" in page


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([\w-]+\.md)", path.read_text(encoding="utf-8")):
        assert (DOCS / target).exists() or target in PAGES, target


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [p.name for p in DOCS.glob("*.md")] + list(PAGES)
    assert [name for name in pages if f" {name}" not in menu] == []


def test_the_rules_reference_has_every_rule() -> None:
    page = PAGES["rules-reference.md"]()
    assert [rule for rule in load_catalogue() if f"| `{rule}` |" not in page] == []


def test_the_pages_that_are_made_have_a_heading() -> None:
    for make in PAGES.values():
        assert make().startswith("# ")


def test_readme_names_only_targets_that_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = set(re.findall(r"\bmake (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named <= targets
    assert {"demo", "test", "lint", "types", "eval", "bench", "docs", "serve"} <= targets
