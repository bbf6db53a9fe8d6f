"""What needs only plain facts, no database: how promises stand, who calls whom and when."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from hoituu.language.commitment import FoundPromise


@click.group()
def promises() -> None:
    """Find promises, and how they stand."""


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


@promises.command()
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
@click.option("--at", help="When it is said, ISO 8601 with an offset; now when not given.")
@click.option("--lang", type=click.Choice(["fi", "en"]), help="Else told by the text.")
@click.option("--jsonl", is_flag=True, help="One object a line in (id, text, at, lang), one out.")
@click.option("--json", "as_json", is_flag=True, help="The answer is JSON in any case.")
def find(file: TextIO, at: str | None, lang: str | None, jsonl: bool, as_json: bool) -> None:
    """Print what a text promises, who does it and by when."""
    if not jsonl:
        try:
            click.echo(json_line(_found_in(file.read(), at=at, lang=lang)))
        except ValueError as error:
            raise click.UsageError(f"{error}.") from None
        return
    failed = False
    for line in file:
        answer: dict[str, Any] = {"id": None}
        try:
            asked = json.loads(line)
            answer["id"] = asked["id"]
            found = _found_in(asked["text"], at=asked.get("at", at), lang=asked.get("lang", lang))
            answer.update(found)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            answer["error"], failed = f"not an object with an id and a text: {error}", True
        click.echo(json_line(answer))
    sys.exit(int(failed))


def _found_in(text: str, *, at: str | None, lang: str | None) -> dict[str, Any]:
    """Return the promises of a text as plain facts; raises ValueError for a time that is none."""
    from datetime import datetime

    from hoituu.language import language_of
    from hoituu.language.commitment import find_promises

    now = datetime.fromisoformat(at) if at else datetime.now().astimezone()
    if now.tzinfo is None:
        raise ValueError(f"{at} has no offset, as in 2026-03-10T10:00:00+02:00")
    found = find_promises(text, lang or language_of(text), now=now)
    return {"promises": [_plain_promise(promise) for promise in found]}


def json_line(answer: dict[str, Any]) -> str:
    """Return a line of JSON; half a surrogate pair, which no terminal takes, is a question mark."""
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode()


def _plain_promise(promise: "FoundPromise") -> dict[str, Any]:
    due = promise.when.due if promise.when else None
    return {
        "text": promise.text,
        "action": promise.action,
        "owner": promise.owner,
        "due": due and due.isoformat()[:16],
        "grain": None if due is None else "minute" if len(due.isoformat()) > 10 else "day",
        "alt": [other.isoformat()[:16] for other in promise.when.alt] if promise.when else [],
        "vague": promise.vague,
        "start": promise.start,
        "end": promise.end,
    }


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
