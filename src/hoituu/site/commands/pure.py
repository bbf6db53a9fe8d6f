"""What needs only plain facts, no database: how promises stand, who calls whom and when."""

import json
from pathlib import Path

import click


@click.group()
def promises() -> None:
    """Find out how promises stand."""


@promises.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The answer is JSON in any case.")
def state(file: Path, as_json: bool) -> None:
    """Print the state of every promise in FILE at its `now`."""
    from datetime import datetime

    from hoituu.promises.rules import read_word
    from hoituu.promises.rules import state as state_of

    try:
        cases = json.loads(file.read_text())["cases"]
        states = [
            {
                "id": case["id"],
                "state": state_of(
                    read_word(case["promise"]), now=datetime.fromisoformat(case["now"])
                ),
            }
            for case in cases
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise click.UsageError(f"{file} is not a file of promises: {error}.") from None
    click.echo(json.dumps(states))


@click.group()
def callbacks() -> None:
    """Plan calls."""


@callbacks.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The answer is JSON in any case.")
def plan(file: Path, as_json: bool) -> None:
    """Print who calls whom and when, so that as many windows as possible are kept."""
    from hoituu.callbacks.rules import NotADay, read_day
    from hoituu.callbacks.rules import plan as plan_of

    try:
        planned = plan_of(*read_day(json.loads(file.read_text())))
    except (ValueError, KeyError, TypeError, AttributeError, NotADay) as error:
        raise click.UsageError(f"{file} is not a day of calls: {error}.") from None
    calls = [{"id": c.id, "agent": c.agent, "start": c.start} for c in planned.calls]
    click.echo(json.dumps({"calls": calls, "not_kept": list(planned.not_kept)}))
