"""`demarche rules`: what the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from demarche.model import Report

rules = typer.Typer(help="Show the rules that decide what is recorded.", no_args_is_help=True)

Family = Annotated[
    str | None, typer.Argument(help="An event type (CONSULT) or a file's name (statements).")
]
RuleId = Annotated[str, typer.Argument(metavar="ID", help="A rule's id, such as CON-004.")]


UNMET = 1


@rules.command("list")
def list_rules(family: Family = None) -> None:
    """List the rules, one a line: id, family, what it is for."""
    from rich.console import Console
    from rich.text import Text

    from demarche.rules.catalogue import find_family

    found = find_family(family)
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


@rules.command("test")
def try_rules(family: Family = None) -> None:
    """Read the rules' examples and say which fire where they should not, or stay silent.

    Rules of dates and documents leave no trail on a record and are passed over. Status 1 if an
    example is not met.
    """
    from demarche.rules.catalogue import find_family

    tested = [rule for rule in find_family(family) if rule.traced]
    examples = [(rule, text, True) for rule in tested for text in rule.fires]
    examples += [(rule, text, False) for rule in tested for text in rule.silent]
    unmet = 0
    reports = _read_examples(text for _, text, _ in examples)
    for (rule, text, fires), report in zip(examples, reports, strict=True):
        if (rule.id in _list_trail(report)) is not fires:
            unmet += 1
            typer.echo(f"{rule.id}  {'is silent' if fires else 'fires'} on: {text}")
    typer.echo(f"demarche: {len(examples) - unmet} of {len(examples)} examples met", err=True)
    raise typer.Exit(UNMET if unmet else 0)


def _read_examples(texts: Iterable[str]) -> Iterator[Report]:
    from demarche.reading import read_items
    from demarche.sources import RawItem

    return read_items(RawItem(origin="example", content=text, media="text") for text in texts)


def _list_trail(report: Report) -> set[str]:
    from demarche.export import make_deck

    return {rule for card in make_deck(report).cards for rule in card.trail}
