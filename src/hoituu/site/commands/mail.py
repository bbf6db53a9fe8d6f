"""`receive`: a mail from a pipe; `mail show`: what we read in a mail, without storing it."""

import hashlib
import json
import sys
from pathlib import Path

import click

from hoituu.channels.email import drop
from hoituu.site.commands import complain, set_up_django
from hoituu.site.config import BadSetting, read_config

TEMPORARY_FAILURE = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps it and tries again.


@click.command()
@click.option("--inbox", default="", help="The name of the inbox it is for.")
@click.option("--json", "as_json", is_flag=True)
def receive(inbox: str, as_json: bool) -> None:
    """Take one mail from standard input."""
    try:
        data = read_config().data
    except BadSetting as error:
        sys.exit(complain(str(error), code=TEMPORARY_FAILURE))
    path, problem = drop.receive(data=data, inbox=inbox)
    if path is None:
        sys.exit(complain(problem, code=TEMPORARY_FAILURE))
    answer = _outcome(path, data)
    if as_json:
        click.echo(json.dumps(answer))


def _outcome(path: Path, data: Path) -> dict[str, object]:
    """Return where the mail ended; that it is stored is certain already."""
    stored: dict[str, object] = {"outcome": "stored", "conversation": None}
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        sha256 = ""  # The server took it in this very moment.
    answer = drop.ask({"do": "receive", "file": path.name, "sha256": sha256}, data=data)
    if answer is None or "outcome" not in answer:
        answer = _without_server(path, data)
    return answer or stored


def _without_server(path: Path, data: Path) -> dict[str, object] | None:
    from hoituu.site.lock import take_lock

    if not (data / "key").exists() or take_lock(data) is None:
        return None
    try:
        set_up_django()
        from hoituu.channels.email.jobs import take_dropped
        from hoituu.site.intake import take_in_at_once

        raw = take_dropped(path)
        return take_in_at_once(raw) if raw else None
    except Exception as error:  # noqa: BLE001  A border: the mail is durable, the rest can wait.
        complain(f"The mail is stored; it will be read when Hoituu starts ({type(error).__name__}).")
        return None


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
