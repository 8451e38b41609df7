"""House rules that a program can check."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "demarche"
MODULES = sorted(PACKAGE.rglob("*.py"))
CORE = ("model", "rules", "documents", "language", "grounding", "extract", "export")
CLOCK_AND_CHANCE = {
    ("time", "time"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"),
    ("date", "today"), ("os", "environ"), ("os", "getenv"),
}  # fmt: skip
ONE_BROAD_EXCEPT = PACKAGE / "reading.py"
LONG_FILE, LONGEST_FILE, LONG_FILES = 400, 500, 4
LONGEST_FUNCTION = 60


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def list_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    return isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"}


def test_files_are_rarely_long() -> None:
    lengths = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    long = {name: length for name, length in lengths.items() if length > LONG_FILE}
    assert len(long) <= LONG_FILES, long
    assert max(lengths.values()) <= LONGEST_FILE, long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    for function in list_functions(parse(path)):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, function.name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_broad_excepts_stand_at_the_document_boundary_only(path: Path) -> None:
    broad = [
        handler
        for handler in ast.walk(parse(path))
        if isinstance(handler, ast.ExceptHandler) and is_broad(handler.type)
    ]
    assert len(broad) == (1 if path == ONE_BROAD_EXCEPT else 0)


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.relative_to(PACKAGE).parts[0] in CORE], ids=name_of
)
def test_the_core_asks_no_clock_no_chance_and_no_environment(path: Path) -> None:
    tree = parse(path)
    asked = {
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    assert asked & CLOCK_AND_CHANCE == set()
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported & {"random", "uuid", "secrets"} == set()


@pytest.mark.parametrize(
    "room", [p for p in sorted(PACKAGE.iterdir()) if (p / "__init__.py").exists()], ids=name_of
)
def test_a_room_says_what_enters_what_leaves_and_what_it_never_does(room: Path) -> None:
    said = ast.get_docstring(parse(room / "__init__.py")) or ""
    for word in ("Enters:", "Leaves:", "Never:"):
        assert word in said


def test_no_file_is_a_drawer() -> None:
    drawers = {"utils.py", "helpers.py", "misc.py", "common.py"}
    assert [name_of(p) for p in MODULES if p.name in drawers] == []


def test_the_version_is_said_once_the_same() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    package = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    pattern = re.compile(r'^(?:__)?version(?:__)? = "([^"]+)"', re.MULTILINE)
    assert pattern.findall(project) == pattern.findall(package)
    assert len(pattern.findall(package)) == 1
