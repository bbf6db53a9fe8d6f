"""`mail show`: what we read in a mail, without storing it; `mail import`: the mail of before.

`receive` is in the launcher.
"""

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
    """Show what we read in a mail, or bring old mail in."""


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


@mail.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--inbox", default="", help="The inbox they came to.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object at the end.")
def import_(paths: tuple[Path, ...], inbox: str, as_json: bool) -> None:
    """Bring in old mail: mbox files, Maildir folders, .eml files and folders of them.

    What is older than a week comes in as closed, nobody is mailed, and what is here already is
    left alone: an import that was interrupted goes on where it stopped.
    """
    data = read_config().data
    if not (data / "key").exists():
        sys.exit(complain("There is no installation here yet; run ./hoituu start first."))
    set_up_django()
    from hoituu.channels.email.queries import inboxes
    from hoituu.site.importing import BadMailbox, import_mails, mails_in

    names = [one.name for one in inboxes()]
    if inbox and inbox not in names:
        sys.exit(complain(f"There is no inbox {inbox}; there are: {', '.join(names)}.", code=2))
    found = taken = worst = 0
    for path in paths:
        try:
            for progress in import_mails(mails_in(path), data=data, inbox=inbox):
                found, taken = found + progress.found, taken + progress.taken
                if sys.stderr.isatty():
                    click.echo(f"\r{found} mails read, {taken} new", nl=False, err=True)
        except BadMailbox as problem:
            worst = complain(str(problem))
        except OSError as error:
            worst = complain(f"A mail could not be stored: {error.strerror}. Start it again later.")
            break
    if sys.stderr.isatty():
        click.echo(err=True)
    known = found - taken
    said = {"found": found, "taken": taken, "known": known}
    click.echo(
        json.dumps(said) if as_json else f"{taken} mails taken in, {known} were here already."
    )
    sys.exit(worst)
