"""`bench`: medians, p95 and CPU of the main paths, on data it makes itself in a temporary folder."""

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from hoituu.site.commands import set_up_django

WORDS = [
    "lasku",
    "netti",
    "maksu",
    "kynsi",
    "aika",
    "huomenna",
    "toimitus",
    "reititin",
    "liittymä",
    "palvelu",
    "korjaus",
    "sopimus",
    "osoite",
    "puhelin",
    "viesti",
    "vastaus",
    "hinta",
    "tilaus",
    "peruutus",
    "kysymys",
]


@click.group()
def bench() -> None:
    """Measure the main paths. Prints JSON; all times in milliseconds."""


@bench.command()
@click.option("--size", default=500, show_default=True, help="How many mails.")
def ingest(size: int) -> None:
    """Take mails in, durably, in batches as the worker does, in one process."""
    with _installation():
        from django.utils import timezone

        from hoituu.channels.email.actions import store_mails, take_in_mail
        from hoituu.channels.email.contacts import Arrived, read_stored
        from hoituu.channels.email.queries import unread_mail
        from hoituu.channels.email.rules.outcome import Source

        began, cpu = time.perf_counter(), time.process_time()
        for start in range(0, size, 20):
            numbers = range(start, min(start + 20, size))
            store_mails([Arrived(_mail(n), Source.PIPE) for n in numbers], now=timezone.now())
            now = timezone.now()
            take_in_mail(read_stored(unread_mail(), now=now), now=now)
        seconds = time.perf_counter() - began
        _say(
            mails=size,
            mails_per_second=round(size / seconds, 1),
            cpu_ms_per_mail=round((time.process_time() - cpu) * 1000 / size, 2),
        )


@bench.command()
@click.option("--size", default=100, show_default=True, help="How many replies.")
def reply(size: int) -> None:
    """Answer with a promise, one transaction each."""
    with _installation():
        _fill(size)
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
                promise="Soitan",
                due_at=now + timedelta(days=1),
                now=now,
            )

        waiting = Conversation.objects.filter(turn="waiting_on_us").order_by("pk")[:size]
        _say(**_timed([partial(one, c) for c in waiting]))


@bench.command(name="list")
@click.option("--size", default=100_000, show_default=True, help="How many conversations.")
@click.option("--clients", default=8, show_default=True)
@click.option("--seconds", default=15, show_default=True)
def list_(size: int, clients: int, seconds: int) -> None:
    """Open a list from several clients every 250 ms, of a running server."""
    _pages("/conversations/", size=size, clients=clients, seconds=seconds)


@bench.command()
@click.option("--size", default=100_000, show_default=True, help="How many conversations.")
@click.option("--clients", default=8, show_default=True)
@click.option("--seconds", default=15, show_default=True)
def conversation(size: int, clients: int, seconds: int) -> None:
    """Open a conversation from several clients every 250 ms, of a running server."""
    _pages("/conversations/1/", size=size, clients=clients, seconds=seconds)


@bench.command()
@click.option("--size", default=100_000, show_default=True, help="How many conversations.")
@click.option("--clients", default=8, show_default=True)
@click.option("--seconds", default=15, show_default=True)
def search(size: int, clients: int, seconds: int) -> None:
    """Search from several clients every 250 ms, of a running server."""
    _pages("/search/?q=reititin+hinta", size=size, clients=clients, seconds=seconds)


def _pages(path: str, *, size: int, clients: int, seconds: int) -> None:
    with _installation() as data:
        _fill(size)
        with _server(data) as (port, pid, cookie):
            _load(port, path, cookie, clients=2, seconds=2)
            before = _cpu_seconds(pid)
            times = _load(port, path, cookie, clients=clients, seconds=seconds)
            spent = _cpu_seconds(pid) - before
        _say(
            conversations=size,
            pages=len(times),
            median=round(statistics.median(times), 1),
            p95=round(_p95(times), 1),
            cpu_ms_per_page=round(spent * 1000 / len(times), 2),
        )


def _load(port: int, path: str, cookie: str, *, clients: int, seconds: int) -> list[float]:
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


@contextmanager
def _installation() -> Iterator[Path]:
    """Make an installation in a temporary folder, with one person who is always here."""
    with tempfile.TemporaryDirectory(prefix="hoituu-bench-") as folder:
        os.environ["HOITUU_DATA"] = folder
        from hoituu.site.commands.start import bring_up_to_date, prepare_folder
        from hoituu.site.config import read_config

        prepare_folder(Path(folder))
        bring_up_to_date(read_config())
        set_up_django()
        from django.utils import timezone

        from hoituu.staff.actions import employ, set_up_business
        from hoituu.staff.rules import Role

        always = {str(day): [[0, 1440]] for day in range(7)}
        set_up_business(name="Mittaus", hours=always, closes_on_holidays=False, now=timezone.now())
        employ(
            email="aino@mittaus.example", name="Aino Mäkelä", role=Role.ADMIN, now=timezone.now()
        )
        yield Path(folder)


def _fill(size: int) -> None:
    """Write conversations straight into the tables: one in fifty open, each with a message."""
    from datetime import timedelta

    from django.db import transaction
    from django.utils import timezone

    from hoituu.conversations.models import Conversation, Message
    from hoituu.conversations.search import index_message
    from hoituu.customers.models import Customer
    from hoituu.language import search_terms
    from hoituu.staff.models import User

    now, owner = timezone.now(), User.objects.get()
    for start in range(0, size, 5000):
        numbers = range(start, min(start + 5000, size))
        with transaction.atomic():
            customers = Customer.objects.bulk_create(
                Customer(name=f"Asiakas {n}", created_at=now) for n in numbers
            )
            conversations = Conversation.objects.bulk_create(
                Conversation(
                    customer=customer,
                    owner=owner,
                    subject=_sentence(n),
                    turn="waiting_on_us" if _is_open(n, size) else "resolved",
                    resolved_by="" if _is_open(n, size) else "person",
                    resolved_at=None if _is_open(n, size) else now - timedelta(minutes=n),
                    next_step_at=now + timedelta(minutes=n) if _is_open(n, size) else None,
                    opened_at=now,
                    latest_at=now - timedelta(minutes=n),
                )
                for n, customer in zip(numbers, customers, strict=True)
            )
            messages = Message.objects.bulk_create(
                Message(conversation=c, kind="contact", channel="email", body=_sentence(n), at=now)
                for n, c in zip(numbers, conversations, strict=True)
            )
            for message in messages:
                index_message(message.pk, search_terms(message.body, "fi"))


def _is_open(number: int, size: int) -> bool:
    return number % 50 == 0 or size <= 1000


def _sentence(number: int) -> str:
    return " ".join(WORDS[(number * step + step) % len(WORDS)] for step in (1, 3, 7, 11, 13, 17))


def _mail(number: int) -> bytes:
    body = "\r\n".join(_sentence(number + line) for line in range(12))
    return (
        f"From: Asiakas {number} <asiakas{number}@asiakas.example>\r\n"
        f"To: tuki@mittaus.example\r\nSubject: {_sentence(number)}\r\n"
        f"Message-ID: <{number}@asiakas.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body
    ).encode()


@contextmanager
def _server(data: Path) -> Iterator[tuple[int, int, str]]:
    """Start the product on the data and yield its port, serving process and a session."""
    from django.db import connection

    from hoituu.channels.email.drop import ask

    cookie = _session()
    connection.close()
    port = _free_port()
    command = [sys.executable, "-m", "hoituu", "start", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        for _ in range(300):
            if ask({"do": "ping"}, data=data):
                break
            time.sleep(0.1)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield port, max(map(int, children)), f"hoituu_session_{port}={cookie}"
    finally:
        process.terminate()
        process.wait(20)


def _session() -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from hoituu.staff.models import User

    user, session = User.objects.get(), SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _timed(operations: list[Callable[[], None]]) -> dict[str, float]:
    times, cpu = [], time.process_time()
    for operation in operations:
        began = time.perf_counter()
        operation()
        times.append((time.perf_counter() - began) * 1000)
    return {
        "operations": len(times),
        "median": round(statistics.median(times), 2),
        "p95": round(_p95(times), 2),
        "cpu_ms_per_operation": round((time.process_time() - cpu) * 1000 / len(times), 2),
    }


def _p95(times: list[float]) -> float:
    return sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]


def _say(**figures: object) -> None:
    click.echo(json.dumps(figures))
