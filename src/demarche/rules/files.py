"""Reads rule files: YAML in, checked models out."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from demarche.errors import RuleError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ModelT = TypeVar("ModelT", bound="RuleModel")


class RuleModel(BaseModel):
    """Base of what rule files hold: immutable; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""One word, or a list of them."""


def list_files(folder: str, prefix: str = "") -> list[str]:
    """Return the names of the YAML files in `data/<folder>` that begin with `prefix`, sorted."""
    found = (entry.name for entry in files("demarche").joinpath("data", folder).iterdir())
    return sorted(name for name in found if name.endswith(".yml") and name.startswith(prefix))


def read_file(model: type[ModelT], folder: str, name: str) -> ModelT:
    """Return `data/<folder>/<name>` as a `model`.

    Raises `RuleError` R101 when the file is no YAML and R102 when it breaks the schema.
    """
    text = files("demarche").joinpath("data", folder, name).read_text(encoding="utf-8")
    return parse_text(model, text, f"{folder}/{name}")


def parse_text(model: type[ModelT], text: str, where: str) -> ModelT:
    """Return the YAML `text` as a `model`; `where` names it in errors (see `read_file`)."""
    try:
        content = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise RuleError("R101", f"{where} is not YAML: {error}") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise RuleError("R102", f"{where} breaks its schema: {error}") from error
