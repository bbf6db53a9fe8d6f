"""What the coach says of drafts, and how customers' messages sound. No database."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click

from hoituu.site.commands.pure import json_line

LEVELS = ("stop", "think", "hint")
KINDS = ("complaint", "question", "lead", "praise", "callback", "no")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True, path_type=Path))
@click.option("--lang", type=click.Choice(["fi", "en"]), help="Else told by the text.")
@click.option("--kind", type=click.Choice(KINDS), help="What it answers; else told by the text.")
@click.option("--min-level", type=click.Choice(LEVELS), default="think", show_default=True)
@click.option("--format", "shape", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--json", "json_too", is_flag=True, help="The same as --format json.")
@click.option("--jsonl", is_flag=True, help="One object a line in (id, text, lang, kind), one out.")
def coach(
    files: Sequence[Path],
    lang: str | None,
    kind: str | None,
    min_level: str,
    shape: str,
    json_too: bool,
    jsonl: bool,
) -> None:
    """Read drafts of replies as their customers would; exit 1 when there is something to say.

    FILES are drafts, or - for standard input; in a folder, its .txt and .md files.
    """
    if jsonl:
        sys.exit(_line_by_line(files, partial(_asked, lang=lang, kind=kind, min_level=min_level)))
    found = False
    for name, text in _drafts(files):
        facts = _reviewed(text, lang=lang, kind=kind, min_level=min_level)
        found = found or bool(facts["findings"])
        click.echo(_shaped(name, text, facts, "json" if json_too else shape), nl=False)
    sys.exit(int(found))


def _drafts(files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for path in files or [Path("-")]:
        if str(path) == "-":
            yield "-", sys.stdin.buffer.read().decode("utf-8", "replace")
        elif path.is_dir():
            for one in sorted((*path.rglob("*.txt"), *path.rglob("*.md"))):
                yield str(one), _text_of(one)
        else:
            yield str(path), _text_of(path)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from None


@click.command()
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True, path_type=Path))
@click.option("--lang", type=click.Choice(["fi", "en"]), help="Else told by the text.")
@click.option("--json", "json_too", is_flag=True, help="One object instead of a sentence.")
@click.option("--jsonl", is_flag=True, help="One object a line in (id, text, lang), one out.")
def tone(files: Sequence[Path], lang: str | None, json_too: bool, jsonl: bool) -> None:
    """Tell how a message sounds: tone from 1 (furious) to 5 (delighted), the others from 0 to 1.

    FILES are messages, or - for standard input; in a folder, its .txt and .md files.
    """
    if jsonl:
        sys.exit(_line_by_line(files, partial(_heard, lang=lang)))
    for name, text in _drafts(files):
        facts = _heard({"text": text}, lang=lang)
        if json_too:
            click.echo(json_line(facts))
            continue
        words = ", ".join(text[one["start"] : one["end"]] for one in facts["words"])
        levels = ", ".join(f"{of} {facts[of]:.2f}" for of in ("complaint", "urgent", "churn"))
        because = f" ({words})" if words else ""
        click.echo(f"{name}: tone {facts['tone']:.1f} of 5{because}, {levels}")


def _heard(asked: dict[str, Any], *, lang: str | None) -> dict[str, Any]:
    from hoituu.language.tone import tone_of

    heard = asdict(tone_of(asked["text"], asked.get("lang", lang) or ""))
    return heard | {"words": [{"start": start, "end": end} for start, end in heard["words"]]}


def _line_by_line(files: Sequence[Path], answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Answer each line in its order; 1 when any is bad or has findings."""
    code = 0
    for line in (line for _, text in _drafts(files) for line in text.splitlines()):
        said: dict[str, Any] = {"id": None}
        try:
            asked = json.loads(line)
            said["id"] = asked["id"]
            said |= answer(asked)
            code = code or int(bool(said.get("findings")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            said["error"], code = f"not an object with an id and a text: {error}", 1
        click.echo(json_line(said))
    return code


def _asked(asked: dict[str, Any], **otherwise: Any) -> dict[str, Any]:
    known = {name: asked.get(name, otherwise[name]) for name in ("lang", "kind")}
    return _reviewed(asked["text"], **known, min_level=otherwise["min_level"])


def _reviewed(text: str, *, lang: str | None, kind: str | None, min_level: str) -> dict[str, Any]:
    from hoituu.coach import Level, facts_of, review

    hints = min_level == Level.HINT
    return facts_of(review(text, lang or "", kind or "", hints=hints), min_level=min_level)


def _shaped(name: str, text: str, facts: dict[str, Any], shape: str) -> str:
    if shape == "json":
        return json_line(facts) + "\n"
    lines = [_said(name, text, one, github=shape == "github") for one in facts["findings"]]
    if facts["missing"] and shape == "text":
        lines.append(f"{name}: missing {', '.join(facts['missing'])}")
    return "".join(f"{line}\n" for line in lines)


def _said(name: str, text: str, one: dict[str, Any], *, github: bool) -> str:
    before = text[: one["start"]]
    row, column = before.count("\n") + 1, one["start"] - before.rfind("\n")
    said = f"{one['why']} → {one['suggestion']}"
    if github:
        level = "warning" if one["level"] == "stop" else "notice"
        return f"::{level} file={name},line={row},col={column},title={one['habit']}::{said}"
    return f"{name}:{row}:{column}: {one['level']} {one['habit']}: “{one['text']}” {said}"
