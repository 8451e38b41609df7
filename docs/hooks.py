"""Pages of the site that are made from the package's data: never written twice, never out of date.

`PAGES` names them; `make docs` calls `on_files` before the menu is made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
_ESCAPED = re.compile(r"([\\|<>*_`\[\]{}])")


def on_files(files: Any, config: Any) -> Any:
    """Add the made pages to those that stand in the folder (an event of MkDocs)."""
    from mkdocs.structure.files import File

    for name, make in PAGES.items():
        files.append(File.generated(config, name, content=make()))
    return files


def make_rules() -> str:
    """Return the rules reference: every rule of every family, with where it fires and does not."""
    from demarche.rules.catalogue import load_catalogue

    rules = list(load_catalogue().values())
    parts = [
        "# Rules reference",
        f"All {len(rules)} rules that have an id, as the package's data has them. What the parts of"
        " a rule mean: [rules and lexicon](rules.md). `demarche rules show ID` prints one.",
    ]
    for family, found in groupby(rules, key=lambda rule: rule.family):
        parts += [f"## {family}", *_list_rules(found)]
    return "\n\n".join(parts) + "\n"


def _list_rules(rules: Iterable[Any]) -> Iterator[str]:
    lines = ["| rule | what it says, where it fires (✓), where it must not (✗) |", "|---|---|"]
    for rule in rules:
        told = (
            _escape(rule.summary),
            *(f"✓ *{_escape(example)}*" for example in rule.fires),
            *(f"✗ *{_escape(example)}*" for example in rule.silent),
        )
        lines.append(f"| `{rule.id}` | {'<br>'.join(told)} |")
    yield "\n".join(lines)


def make_card() -> str:
    """Return the model card that comes with the weights."""
    card = files("demarche").joinpath("data/reader/MODEL_CARD.md").read_text(encoding="utf-8")
    return f"{card}\nHow they are trained: [the reader](reader.md).\n"


def make_tutorial() -> str:
    """Return the tutorial notebook as a page: its words and its code."""
    notebook = json.loads((DOCS / "tutorial.ipynb").read_text(encoding="utf-8"))
    parts = [
        f"```python\n{source}\n```" if cell["cell_type"] == "code" else source
        for cell in notebook["cells"]
        for source in ("".join(cell["source"]),)
    ]
    parts.append("The same as a notebook to run: [tutorial.ipynb](tutorial.ipynb).")
    return "\n\n".join(parts) + "\n"


def _escape(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", " ".join(text.split()))


PAGES: dict[str, Callable[[], str]] = {
    "rules-reference.md": make_rules,
    "model-card.md": make_card,
    "tutorial.md": make_tutorial,
}
