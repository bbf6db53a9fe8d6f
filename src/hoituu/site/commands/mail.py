"""`mail show`: what we read in a mail, without storing it. `receive` is in the launcher."""

import json
import sys
from pathlib import Path

import click

from hoituu.site.commands import complain, set_up_django
from hoituu.site.config import read_config


@click.command("take-in", hidden=True)
@click.argument("name")
def take_in(name: str) -> None:
    """Read one mail that `hoituu receive` has stored while no server runs."""
    from hoituu.site.lock import take_lock

    data = read_config().data
    if not (data / "key").exists() or take_lock(data) is None:
        sys.exit(1)
    set_up_django()
    from hoituu.channels.email.jobs import incoming, take_dropped
    from hoituu.site.intake import take_in_at_once

    stored = take_dropped([incoming() / Path(name).name])
    if not stored:
        sys.exit(1)
    click.echo(json.dumps(take_in_at_once(stored[0])))


@click.group()
def mail() -> None:
    """Show what we read in a mail."""


@mail.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON line a file.")
def show(files: tuple[Path, ...], as_json: bool) -> None:
    """Print what we read in mail files."""
    from hoituu.channels.email.rules.show import facts_of, lines_of

    worst = 0
    for file in files:
        try:
            facts = facts_of(file.read_bytes(), name=str(file))
        except OSError as error:
            worst = complain(f"{file} cannot be read: {error.strerror}.", code=2)
            continue
        click.echo(json.dumps(facts, ensure_ascii=False) if as_json else lines_of(facts))
    sys.exit(worst)
