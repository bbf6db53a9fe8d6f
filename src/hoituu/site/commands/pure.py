"""`promises state`: how promises stand, from plain facts. No database."""

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
