"""Every rule of every family by its id, for people who ask what a rule says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from demarche.errors import RuleError
from demarche.rules.files import list_files

_FOLDERS = ("lexicon", "rules")
_UNTRACED = ("documents", "times")
_EXAMPLES = ("fires", "silent")
_TOLD_APART = ("id", *_EXAMPLES)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class ListedRule:
    """A rule as its file has it. `family` is the event type, else the file's name."""

    id: str
    file: str
    family: str
    definition: Mapping[str, Any]
    fires: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def traced(self) -> bool:
        """Whether a record that the rule decides names it in its trail."""
        return not self.family.startswith(_UNTRACED)

    @property
    def summary(self) -> str:
        """What the rule says it is for, else its words."""
        for key in ("what", "title"):
            if key in self.definition:
                return str(self.definition[key])
        return ", ".join(f"{key} {_tell(value)}" for key, value in self.definition.items())


@cache
def load_catalogue() -> dict[str, ListedRule]:
    """Return all rules that have an id, in the order of their files."""
    return {rule.id: rule for folder in _FOLDERS for rule in _read_folder(folder)}


def find_rule(name: str) -> ListedRule:
    """Return one rule. Raises `RuleError` R110 when none has that id."""
    rule = load_catalogue().get(name.upper())
    if rule is None:
        raise RuleError("R110", f"no rule is called {name}", hint="see `demarche rules list`")
    return rule


def find_family(name: str | None) -> list[ListedRule]:
    """Return the rules of an event type or a file (all, without a name); R111 if it has none."""
    rules = load_catalogue().values()
    found = [rule for rule in rules if name is None or rule.family.lower() == name.lower()]
    if not found:
        raise RuleError("R111", f"no family of rules is called {name}")
    return found


def _read_folder(folder: str) -> Iterator[ListedRule]:
    for name in list_files(folder):
        text = files("demarche").joinpath("data", folder, name).read_text(encoding="utf-8")
        content = yaml.load(text, Loader=_Loader)
        family = content.get("type") or name.removesuffix(".yml")
        for found in _find_rules(content):
            yield ListedRule(
                id=found["id"],
                file=f"{folder}/{name}",
                family=family,
                definition={k: v for k, v in found.items() if k not in _TOLD_APART},
                fires=_list_texts(found.get("fires")),
                silent=_list_texts(found.get("silent")),
            )


def _find_rules(content: object) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        if "id" in content and any(key in content for key in _EXAMPLES):
            yield content
            return
        for value in content.values():
            yield from _find_rules(value)
    elif isinstance(content, list):
        for value in content:
            yield from _find_rules(value)


def _list_texts(examples: object) -> tuple[str, ...]:
    if isinstance(examples, str):
        return (examples,)
    listed = examples if isinstance(examples, list) else []
    return tuple(str(one.get("text", one)) if isinstance(one, dict) else str(one) for one in listed)


def _tell(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)
