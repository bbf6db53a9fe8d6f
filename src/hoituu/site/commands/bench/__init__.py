"""`bench`: medians, p95, CPU and bytes of the main paths, on data it makes itself.

With HOITUU_DATABASE_URL it makes a database of its own on that PostgreSQL and drops it afterwards.
"""

import click

from hoituu.site.commands.bench.feedback import feedback
from hoituu.site.commands.bench.guarantees import check
from hoituu.site.commands.bench.intake import ingest
from hoituu.site.commands.bench.pages import conversation, list_, reply, search
from hoituu.site.commands.bench.promises import plan, watch
from hoituu.site.commands.bench.reading import coach, terms, tone


@click.group()
def bench() -> None:
    """Measure the main paths. Prints JSON; all times in milliseconds."""


for command in (
    ingest, check, reply, list_, conversation, search, plan, watch, feedback, terms, coach, tone
):  # fmt: skip
    bench.add_command(command)
