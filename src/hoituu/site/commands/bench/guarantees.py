"""Counting the guarantees on a large installation."""

import statistics
import time
from datetime import datetime, timedelta
from functools import partial

import click

from hoituu.site.commands.bench.installation import installation
from hoituu.site.commands.bench.measuring import say

PEOPLE = 200
BATCH = 10_000


@click.command()
@click.option("--size", default=1_000_000, show_default=True, help="How many conversations.")
@click.option("--still-open", default=50_000, show_default=True, help="How many of them are open.")
@click.option("--full", is_flag=True, help="Look at every row.")
def check(size: int, still_open: int, full: bool) -> None:
    """Count every guarantee; the start of the process is not counted."""
    with installation():
        from django.utils import timezone

        from hoituu.site.checks import count_guarantees

        now = timezone.now()
        _fill(size, still_open, now=now)
        times = []
        for _ in range(5):
            began = time.perf_counter()
            counts = count_guarantees(now=now, full=full)
            times.append((time.perf_counter() - began) * 1000)
        said = {"open": counts["open"], "owner_absent": counts["owner_absent"]}
        say(conversations=size, **said, median=round(statistics.median(times), 1), full=full)


def _fill(size: int, still_open: int, *, now: datetime) -> None:
    """Write conversations of two hundred owners straight into the tables, the open ones promised."""
    from django.db import transaction

    from hoituu.conversations.models import Conversation
    from hoituu.customers.models import Customer
    from hoituu.promises.models import Promise
    from hoituu.staff.actions import add_absence, employ

    owners = [
        employ(email=f"{n}@mittaus.example", name=f"Henkilö {n}", now=now) for n in range(PEOPLE)
    ]
    for person in owners[::20]:  # One in twenty has a holiday ahead.
        starts_at = now + timedelta(days=30)
        ends_at = starts_at + timedelta(days=7)
        add_absence(person, starts_at=starts_at, ends_at=ends_at, actor_id=None, now=now)
    customer = Customer.objects.create(name="Asiakas", created_at=now)
    row = partial(Conversation, customer=customer, opened_at=now, latest_at=now - timedelta(days=1))
    for start in range(0, size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        with transaction.atomic():
            made = Conversation.objects.bulk_create(
                row(
                    owner=owners[n % PEOPLE],
                    turn="waiting_on_us",
                    open_promises=1,
                    promised_at=now + timedelta(minutes=60 + n % 5000),
                    next_step_at=now + timedelta(minutes=60 + n % 5000),
                )
                if n < still_open
                else row(
                    owner=owners[n % PEOPLE], turn="resolved", resolved_by="person", resolved_at=now
                )
                for n in numbers
            )
            Promise.objects.bulk_create(
                Promise(
                    conversation=one,
                    made_at=now,
                    due_at=one.promised_at or now + timedelta(hours=1),
                    attention_at=one.promised_at,
                )
                for one in made
            )
