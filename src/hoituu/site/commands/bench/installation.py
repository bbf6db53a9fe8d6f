"""An installation to measure: in a temporary folder, on SQLite or in a database of its own on the
PostgreSQL that HOITUU_DATABASE_URL names.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import urlsplit

from hoituu.site.commands import set_up_django
from hoituu.site.commands.bench.corpus import sentence
from hoituu.site.commands.bench.measuring import children_of


@contextmanager
def installation() -> Iterator[Path]:
    """Make an installation in a temporary folder, with one person who is always here."""
    url = os.environ.get("HOITUU_DATABASE_URL", "")
    database = database_of_its_own(url) if url else nullcontext()
    with database, tempfile.TemporaryDirectory(prefix="hoituu-bench-") as folder:
        os.environ["HOITUU_DATA"] = folder
        from hoituu.site.commands.start import bring_up_to_date, prepare_folder
        from hoituu.site.config import read_config

        prepare_folder(Path(folder))
        bring_up_to_date(read_config())
        set_up_django()
        from django.db import connection
        from django.utils import timezone

        from hoituu.staff.actions import employ, set_up_business
        from hoituu.staff.rules import Role

        always = {str(day): [[0, 1440]] for day in range(7)}
        set_up_business(name="Mittaus", hours=always, closes_on_holidays=False, now=timezone.now())
        employ(
            email="aino@mittaus.example", name="Aino Mäkelä", role=Role.ADMIN, now=timezone.now()
        )
        try:
            yield Path(folder)
        finally:
            connection.close()


@contextmanager
def database_of_its_own(url: str) -> Iterator[None]:
    """Make a database on a PostgreSQL server, have it used, and drop it afterwards."""
    import psycopg

    name = f"hoituu_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        os.environ["HOITUU_DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
        try:
            yield
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def fill(size: int) -> None:
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
                    subject=sentence(n),
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
                Message(conversation=c, kind="contact", channel="email", body=sentence(n), at=now)
                for n, c in zip(numbers, conversations, strict=True)
            )
            for message in messages:
                index_message(message.pk, search_terms(message.body, "fi"))


def _is_open(number: int, size: int) -> bool:
    return number % 50 == 0 or size <= 1000


@contextmanager
def server(data: Path, **settings: str) -> Iterator[tuple[int, int, str]]:
    """Start the product on the data and yield its port, serving process and a session's cookie."""
    from django.db import connection

    from hoituu.channels.email.drop import ask

    cookie = _session()
    connection.close()
    port = free_port()
    command = [sys.executable, "-m", "hoituu", "start", "--port", str(port)]
    environment = {**os.environ, **settings}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603
    try:
        for _ in range(300):
            if ask({"do": "ping"}, data=data):
                break
            time.sleep(0.1)
        yield port, max(children_of(process.pid)), f"hoituu_session_{port}={cookie}"
    finally:
        process.terminate()
        process.wait(20)


def _session() -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from hoituu.staff.models import User

    user, session = User.objects.earliest("pk"), SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
