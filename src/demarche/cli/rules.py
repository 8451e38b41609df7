"""`demarche rules`: what the rules say."""

from __future__ import annotations

from typing import Annotated

import typer

rules = typer.Typer(help="Show the rules that decide what is recorded.", no_args_is_help=True)

Family = Annotated[
    str | None, typer.Argument(help="An event type (CONSULT) or a file's name (statements).")
]
RuleId = Annotated[str, typer.Argument(metavar="ID", help="A rule's id, such as CON-004.")]


@rules.command("list")
def list_rules(family: Family = None) -> None:
    """List the rules, one a line: id, family, what it is for."""
    from rich.console import Console
    from rich.text import Text

    from demarche.errors import RuleError
    from demarche.rules.catalogue import load_catalogue

    found = [
        rule
        for rule in load_catalogue().values()
        if family is None or rule.family.lower() == family.lower()
    ]
    if not found:
        raise RuleError("R111", f"no family of rules is called {family}")
    width = max(len(rule.family) for rule in found)
    console = Console(highlight=False, emoji=False, markup=False)
    for rule in found:
        line = Text.assemble((rule.id, "bold"), f"  {rule.family:<{width}}  ", rule.summary)
        if console.is_terminal:
            line.truncate(console.width, overflow="ellipsis")
        console.print(line, soft_wrap=True)


@rules.command("show")
def show_rule(rule_id: RuleId) -> None:
    """Print one rule: its definition, where it fires, where it stays silent."""
    import yaml

    from demarche.rules.catalogue import find_rule

    rule = find_rule(rule_id)
    typer.echo(f"{rule.id}  {rule.family}  data/{rule.file}\n")
    definition = dict(rule.definition)
    typer.echo(
        yaml.safe_dump(
            definition, sort_keys=False, allow_unicode=True, width=88, default_flow_style=None
        ).rstrip()
    )
    for heading, examples in (("fires", rule.fires), ("silent", rule.silent)):
        typer.echo(f"\n{heading}")
        for example in examples:
            typer.echo(f"  {example}")
