"""Pages of a running server, asked for by several clients at once."""

import http.client
import statistics
import threading
import time
from functools import partial
from typing import Any

import click

from hoituu.site.commands.bench.installation import fill, free_port, installation, server
from hoituu.site.commands.bench.intake import feeding
from hoituu.site.commands.bench.measuring import cpu_seconds, p95, say, timed


@click.command()
@click.option("--size", default=100, show_default=True, help="How many replies.")
def reply(size: int) -> None:
    """Answer with a promise, one transaction each."""
    with installation():
        fill(size)
        from datetime import timedelta

        from django.utils import timezone

        from hoituu.conversations.models import Conversation
        from hoituu.conversations.rules import Draft
        from hoituu.promises.actions import answer_with_promise

        def one(conversation: Any) -> None:
            now = timezone.now()
            answer_with_promise(
                conversation,
                author_id=conversation.owner_id,
                draft=Draft("Hei, hoidan tämän.", to=("a@asiakas.example",)),
                promises=[("Soitan", now + timedelta(days=1))],
                now=now,
            )

        waiting = Conversation.objects.filter(turn="waiting_on_us").order_by("pk")[:size]
        say(**timed([partial(one, c) for c in waiting]))


@click.command(name="list")
@click.option("--size", default=100_000, show_default=True, help="How many conversations.")
@click.option("--clients", default=8, show_default=True)
@click.option("--seconds", default=15, show_default=True)
@click.option("--mails", default=0, help="How many mails a second come in meanwhile, by LMTP.")
def list_(size: int, clients: int, seconds: int, mails: int) -> None:
    """Open a list from several clients every 250 ms, of a running server."""
    _pages("/conversations/", size=size, clients=clients, seconds=seconds, mails=mails)


@click.command()
@click.option("--size", default=100_000, show_default=True, help="How many conversations.")
@click.option("--clients", default=8, show_default=True)
@click.option("--seconds", default=15, show_default=True)
def conversation(size: int, clients: int, seconds: int) -> None:
    """Open a conversation from several clients every 250 ms, of a running server."""
    _pages("/conversations/1/", size=size, clients=clients, seconds=seconds)


@click.command()
@click.option("--size", default=100_000, show_default=True, help="How many conversations.")
@click.option("--clients", default=8, show_default=True)
@click.option("--seconds", default=15, show_default=True)
def search(size: int, clients: int, seconds: int) -> None:
    """Search from several clients every 250 ms, of a running server."""
    _pages("/search/?q=sopimus+hinta", size=size, clients=clients, seconds=seconds)


def _pages(path: str, *, size: int, clients: int, seconds: int, mails: int = 0) -> None:
    door = free_port()
    with installation() as data:
        fill(size)
        with server(data, HOITUU_LMTP_PORT=str(door)) as (port, pid, cookie):
            load(port, path, cookie, clients=2, seconds=2)
            with feeding(door, per_second=mails, seconds=seconds + 2):
                before = cpu_seconds([pid])
                times = load(port, path, cookie, clients=clients, seconds=seconds)
                spent = cpu_seconds([pid]) - before
        say(
            conversations=size,
            mails_per_second_meanwhile=mails,
            pages=len(times),
            median=round(statistics.median(times), 1),
            p95=round(p95(times), 1),
            cpu_ms_per_page=round(spent * 1000 / len(times), 2),
        )


def load(port: int, path: str, cookie: str, *, clients: int, seconds: int) -> list[float]:
    """Return how long each page took, in milliseconds."""
    times: list[float] = []
    until = time.monotonic() + seconds

    def client(delay: float) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        time.sleep(delay)
        while time.monotonic() < until:
            began = time.perf_counter()
            line.request("GET", path, headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            times.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                raise click.ClickException(f"{path} answered {answer.status}")
            time.sleep(max(0.25 - (time.perf_counter() - began), 0))

    threads = [threading.Thread(target=client, args=(n * 0.03,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times
