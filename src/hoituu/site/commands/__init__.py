"""The command line. Commands load what they need when they run, so that `help` takes no time."""

import importlib
import os
import sys
from typing import Any

import click

from hoituu.site.config import BadSetting

COMMANDS = {
    "start": ("start", "Set up what is missing and serve."),
    "receive": ("mail", "Take one mail from standard input (exit 75: try again later)."),
    "take-in": ("mail", ""),
    "mail": ("mail", "Show what we read in a mail, or bring old mail in."),
    "promises": ("pure", "Find promises, and how they stand."),
    "callbacks": ("pure", "Plan who calls whom and when."),
    "coach": ("coaching", "Read drafts as their customers would."),
    "tone": ("coaching", "Tell how customers sound."),
    "check": ("check", "Count every guarantee."),
    "sign-in-link": ("people", "Print a one-time sign-in link."),
    "backup": ("backup", "Write everything into one file."),
    "restore": ("backup", "Take everything back from a backup."),
    "migrate": ("start", "Bring the database up to date."),
    "bench": ("bench", "Measure the main paths."),
}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name == "help":
            return click.Command("help", callback=lambda: click.echo(ctx.get_help()))
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"hoituu.site.commands.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            shown = [(name, text) for name, (_, text) in COMMANDS.items() if text]
            formatter.write_dl([*shown, ("test", "Run the tests; --long runs the slow ones too.")])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BadSetting as error:
            sys.exit(complain(str(error), code=2))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def hoituu() -> None:
    """Hoituu: it will be taken care of."""


def complain(sentence: str, *, code: int = 1) -> int:
    """Write one sentence to standard error and return the exit code."""
    click.echo(sentence, err=True)
    return code


def set_up_django() -> None:
    """Make Django ready, for commands that need the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoituu.site.settings")
    import django

    django.setup()
