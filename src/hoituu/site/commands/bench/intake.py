"""Taking mails in: at the writer's door, in this process, or through LMTP into a running server."""

import multiprocessing
import os
import smtplib
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from hoituu.site.commands.bench.corpus import mail
from hoituu.site.commands.bench.installation import free_port, installation, server
from hoituu.site.commands.bench.measuring import children_of, cpu_seconds, memory_mb, say

BATCH = 50
WARM_UP = 200
MADE_AHEAD = 2000  # by a feeder: what memory holds


@click.command()
@click.option("--size", default=2000, show_default=True, help="How many mails.")
@click.option("--lmtp", is_flag=True, help="Through the door of a running server.")
@click.option("--feeders", default=4, show_default=True, help="Mail servers at the door.")
@click.option("--per-second", default=0, help="At most so many mails a second, by LMTP.")
def ingest(size: int, lmtp: bool, feeders: int, per_second: int) -> None:
    """Take mails in, durably, the whole pipeline: stored, read, threaded, owned, acknowledged."""
    with installation() as data:
        before = _database_bytes()
        figures = _by_lmtp(data, size, feeders, per_second) if lmtp else _at_the_writer(data, size)
        own, mails = _database_bytes(), _mail_bytes()
        mails_stored = size + WARM_UP
        say(
            mails=size,
            **figures,
            database_bytes_per_mail=round((own - before - mails) / mails_stored),
            mail_bytes_per_mail=round(mails / mails_stored),
        )


def _at_the_writer(data: Path, size: int) -> dict[str, float]:
    """Store and take in batches as they come to the writer, in this process and the reader's."""
    from hoituu.channels.email.contacts import READER

    for batch in _batches(WARM_UP, run="warm"):
        _take_in(batch)
    batches = list(_batches(size))
    processes = [os.getpid(), READER.pid]
    began, cpu = time.perf_counter(), cpu_seconds(processes)
    for batch in batches:
        _take_in(batch)
    seconds = time.perf_counter() - began
    figures = {
        "mails_per_second": round(size / seconds, 1),
        "cpu_ms_per_mail": round((cpu_seconds(processes) - cpu) * 1000 / size, 2),
    }
    READER.close()
    return figures


def _batches(size: int, *, run: str = "") -> Iterator[list[bytes]]:
    for start in range(0, size, BATCH):
        yield [mail(n, run=run) for n in range(start, min(start + BATCH, size))]


def _take_in(batch: list[bytes]) -> None:
    from django.utils import timezone

    from hoituu.channels.email.actions import store_mails, take_in_mail
    from hoituu.channels.email.contacts import Arrived, read_stored
    from hoituu.channels.email.queries import unread_mail
    from hoituu.channels.email.rules.outcome import Source

    store_mails([Arrived(content, Source.PIPE) for content in batch], now=timezone.now())
    now = timezone.now()
    take_in_mail(read_stored(unread_mail(), now=now), now=now)


def _by_lmtp(data: Path, size: int, feeders: int, per_second: int) -> dict[str, Any]:
    """Hand mails to a running server as so many mail servers do, until all are taken in."""
    door = free_port()
    with server(data, HOITUU_LMTP_PORT=str(door)) as (_, pid, _):
        _feed(door, range(WARM_UP), "warm", feeders, 0)
        _wait_until_read(WARM_UP)
        processes = [pid, *children_of(pid)]
        cpu = cpu_seconds(processes)
        fed = _feed(door, range(size), "", feeders, per_second)
        began = time.perf_counter()
        _wait_until_read(WARM_UP + size)
        behind = time.perf_counter() - began
        return {
            "feeders": feeders,
            "stored_per_second": round(size / fed, 1),
            "mails_per_second": round(size / (fed + behind), 1),
            "cpu_ms_per_mail": round((cpu_seconds(processes) - cpu) * 1000 / size, 2),
            "serving_mb": memory_mb(pid),
            "reader_mb": sum(memory_mb(child) for child in children_of(pid)),
        }


@contextmanager
def feeding(door: int, *, per_second: int, seconds: int) -> Iterator[None]:
    """Have mails come in at a pace, from four mail servers, while something else is measured."""
    if not per_second:
        yield
        return
    numbers = range(per_second * seconds)
    feed = threading.Thread(target=_feed, args=(door, numbers, "", 4, per_second))
    feed.start()
    time.sleep(2)  # Until the feeders run.
    yield
    feed.join()


def _feed(door: int, numbers: range, run: str, feeders: int, per_second: int) -> float:
    """Have every feeder hand its share over; return how many seconds that took."""
    context = multiprocessing.get_context("spawn")
    ready, go = context.Barrier(feeders + 1), context.Barrier(feeders + 1)
    pace = feeders / per_second if per_second else 0.0
    shares = [numbers[n::feeders] for n in range(feeders)]
    workers = [
        context.Process(target=hand_over, args=(door, share, run, pace, ready, go))
        for share in shares
    ]
    for worker in workers:
        worker.start()
    ready.wait()
    began = time.perf_counter()
    go.wait()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise click.ClickException("a feeder failed")
    return time.perf_counter() - began


def hand_over(
    door: int, numbers: range, run: str, pace: float, ready: Any, go: Any
) -> None:  # pragma: no cover
    """Make a share of the mails, then hand each over and wait for its 250, as a mail server does."""
    made: Iterable[bytes] = (mail(number, run=run) for number in numbers)
    if (
        not pace or len(numbers) <= MADE_AHEAD
    ):  # Making them must not be a part of what is measured.
        made = list(made)
    ready.wait()
    go.wait()
    with smtplib.LMTP("127.0.0.1", door, timeout=60) as line:
        for content in made:
            began = time.perf_counter()
            line.sendmail("asiakas@asiakas.example", ["tuki@mittaus.example"], content)
            if pace:
                time.sleep(max(pace - (time.perf_counter() - began), 0))


def _wait_until_read(count: int) -> None:
    from hoituu.channels.email.models import RawMail
    from hoituu.channels.email.rules.outcome import Outcome

    until = time.monotonic() + 600
    while RawMail.objects.filter(outcome=Outcome.MESSAGE).count() < count:
        if time.monotonic() > until:
            raise click.ClickException("the mails were not taken in within ten minutes")
        time.sleep(0.05)


def _database_bytes() -> int:
    """Return the size of the database, with what it still has to put in its place."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _mail_bytes() -> int:
    """Return the size of what is kept of the mails themselves, packed."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(length(content)), 0) FROM conversations_blob")
        return int(cursor.fetchone()[0])
