"""A storm of promises that fall due in the same minute, and calls: many at once."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import click

from hoituu.site.commands.bench.installation import installation, server
from hoituu.site.commands.bench.measuring import p95, say, timed
from hoituu.site.commands.bench.pages import load

PEOPLE = 200
BATCH = 5000
NOT_DONE_AFTER = 1200  # seconds


@click.command()
@click.option("--size", default=100_000, show_default=True, help="How many promises.")
def watch(size: int) -> None:
    """Have very many first words fall due in one minute: warn of all, tell every customer."""
    with installation() as data:
        from django.db.models import F
        from django.utils import timezone

        from hoituu.promises.models import Promise

        now = timezone.now()
        _employ(PEOPLE - 1, now=now)
        _fill(size, now=now)
        with server(data) as (port, _pid, cookie):
            calm = load(port, "/conversations/", cookie, clients=8, seconds=10)
            waiting = Promise.objects.filter(attention_at__isnull=False, instead_of=None)
            due = timezone.now() + timedelta(minutes=30)
            waiting.update(due_at=due, attention_at=timezone.now())
            warned, meanwhile = _until(
                lambda: waiting.filter(warned_at=None).count(), port=port, cookie=cookie
            )
            due = timezone.now() + timedelta(minutes=4)
            waiting.update(due_at=due, attention_at=timezone.now(), escalated_at=F("warned_at"))
            told, telling = _until(waiting.count, port=port, cookie=cookie)
    say(
        promises=size,
        owners_warned_seconds=round(warned, 1),
        customers_words_queued_seconds=round(told, 1),
        list_median=round(statistics.median(calm), 1),
        list_median_while_warning=round(statistics.median(meanwhile), 1),
        list_median_while_telling=round(statistics.median(telling), 1),
        list_p95=round(p95(calm), 1),
        list_p95_while_warning=round(p95(meanwhile), 1),
        list_p95_while_telling=round(p95(telling), 1),
    )


@click.command()
@click.option("--people", default=PEOPLE, show_default=True)
@click.option("--calls", default=10_000, show_default=True)
@click.option("--booked", default=1_000, show_default=True, help="Calls agreed on in the book.")
def plan(people: int, calls: int, booked: int) -> None:
    """Plan a day of calls anew, and offer ten windows beside those that are booked."""
    from hoituu.callbacks.rules import Agent, Wanted
    from hoituu.callbacks.rules import plan as plan_of

    chance = random.Random(1)  # noqa: S311  The same day each time.
    agents = [Agent(n, ((540, 760), (790, 1020)), frozenset({"fi"})) for n in range(people)]
    opens = [chance.randrange(540, 960, 5) for _ in range(calls)]
    wanted = [
        Wanted(n, at, at + 60, chance.choice([5, 10, 10, 15, 30]), "fi")
        for n, at in enumerate(opens)
    ]

    def plan_the_day() -> None:
        plan_of(agents, wanted)

    planned = timed([plan_the_day] * 7)
    with installation():
        from django.utils import timezone

        offer = _offers(people, booked, now=timezone.now())
        offered = timed([offer] * 20)
    say(people=people, calls=calls, plan_median=planned["median"], booked=booked,
        ten_windows_median=offered["median"], ten_windows_p95=offered["p95"])  # fmt: skip


def _offers(people: int, booked: int, *, now: datetime) -> Callable[[], None]:
    """Return what offers ten windows among so many people, with so many calls agreed on."""
    from hoituu.callbacks.actions import book_callback
    from hoituu.callbacks.queries import windows_to_offer
    from hoituu.conversations.models import Conversation
    from hoituu.staff.queries import home_zone

    _employ(people - 1, now=now)
    _fill(booked + 1, now=now)
    one, *others = Conversation.objects.order_by("pk")
    windows = windows_to_offer(one, tz=home_zone(), now=now)
    for number, other in enumerate(others):
        if number % 100 == 99:
            windows = windows_to_offer(other, tz=home_zone(), now=now)
        window = windows[number % len(windows)]
        book_callback(other, window=window, phone="040 765 4321", tz="Europe/Helsinki", now=now)

    def offer() -> None:
        if len(windows_to_offer(one, tz=home_zone(), now=now)) < 10:
            raise click.ClickException("fewer than ten windows were offered")

    return offer


def _until(left: Callable[[], int], *, port: int, cookie: str) -> tuple[float, list[float]]:
    """Return how long it takes until nothing is left, and how long lists took meanwhile."""
    began, times = time.monotonic(), []
    while left():
        times += load(port, "/conversations/", cookie, clients=8, seconds=3)
        if time.monotonic() - began > NOT_DONE_AFTER:
            raise click.ClickException(f"{left()} are left after {NOT_DONE_AFTER} s")
    return time.monotonic() - began, times


def _employ(people: int, *, now: datetime) -> None:
    from hoituu.staff.actions import employ

    for n in range(people):
        employ(email=f"{n}@mittaus.example", name=f"Henkilö {n}", now=now)


def _fill(size: int, *, now: datetime) -> None:
    """Write customers with addresses, and a first word that is owed to each."""
    from django.db import transaction

    from hoituu.conversations.models import Conversation
    from hoituu.customers.models import ContactPoint, Customer
    from hoituu.promises.models import Promise
    from hoituu.staff.models import User

    owners = list(User.objects.order_by("pk"))
    due = now + timedelta(days=1)
    for start in range(0, size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        with transaction.atomic():
            customers = Customer.objects.bulk_create(
                Customer(name=f"Asiakas {n}", created_at=now) for n in numbers
            )
            ContactPoint.objects.bulk_create(
                ContactPoint(customer=c, kind="email", value=f"{n}@asiakas.example")
                for n, c in zip(numbers, customers, strict=True)
            )
            conversations = Conversation.objects.bulk_create(
                Conversation(
                    customer=customer,
                    owner=owners[n % len(owners)],
                    turn="waiting_on_us",
                    open_promises=1,
                    promised_at=due,
                    next_step_at=due,
                    opened_at=now,
                    waiting_since=now,
                    latest_at=now,
                )
                for n, customer in zip(numbers, customers, strict=True)
            )
            Promise.objects.bulk_create(
                Promise(
                    conversation=one,
                    kind="first_word",
                    made_at=now - timedelta(hours=4),
                    due_at=due,
                    attention_at=due,
                )
                for one in conversations
            )
