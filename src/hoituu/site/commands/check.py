"""`check`: every guarantee, counted."""

import json
import sys

import click

from hoituu.site.commands import complain, set_up_django


@click.command()
@click.option("--full", is_flag=True, help="Look at every row, not only at the indexes.")
@click.option("--repair", is_flag=True, help="Mend what can be mended.")
@click.option("--json", "as_json", is_flag=True)
def check(full: bool, repair: bool, as_json: bool) -> None:
    """Count every guarantee."""
    set_up_django()
    from django.db import DatabaseError
    from django.utils import timezone

    from hoituu.site.checks import count_guarantees, mend

    now = timezone.now()
    try:
        if repair:
            mend(now=now)
        counts = count_guarantees(now=now, full=full)
    except DatabaseError as error:
        sys.exit(complain(f"The database cannot be read: {str(error).splitlines()[0]}.", code=4))
    if as_json:
        click.echo(json.dumps(counts))
    else:
        for name, count in counts.items():
            click.echo(f"{name.replace('_', ' '):40} {count}")
    sys.exit(0 if counts["ok"] else 1)
