"""What a customer is worth changes nothing: a 20 € and a 400 € customer swap places, and the same
people answer them, in the same order, by the same times.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hoituu.callbacks.queries import calls_ahead, windows_to_offer
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import open_groups
from hoituu.customers.models import Customer
from hoituu.promises.queries import ledger
from hoituu.site.tests.test_guarantees import Office, steps
from hoituu.staff.queries import home_zone

pytestmark = pytest.mark.django_db
EXAMPLES = 100 if os.environ.get("HOITUU_TEST_LONG") else 10
SAARA, MATTI = "asiakas0@asiakas.example", "asiakas1@asiakas.example"
LITTLE, MUCH = 2_000, 40_000  # cents a month
BUSY = [("contact", 0, 0), ("contact", 1, 0), ("pick", 0, 2), ("pick", 1, 2), ("answer", 0, 5)]


class KnowingOffice(Office):
    """An office that knows what two of its customers spend, from their first word on."""

    def __init__(self, worth: Mapping[str, int]) -> None:
        super().__init__()
        self.worth = worth

    def do(self, what: str, a: int, b: int) -> None:
        super().do(what, a, b)
        for address, cents in self.worth.items():
            Customer.objects.filter(points__value=address).update(monthly_cents=cents)


def lived(todo: Sequence[tuple[str, int, int]], worth: Mapping[str, int]) -> list[object]:
    """Live through a week; return after each step who has what, in which order and by when."""
    seen = []
    with transaction.atomic():
        office = KnowingOffice(worth)
        for step in [*todo, ("wait", 2, 0)]:
            office.do(*step)
            office.do("wait", 1, 0)
            seen.append(as_the_desk_sees_it(office.now))
        transaction.set_rollback(True)
    return seen


def as_the_desk_sees_it(now: datetime) -> list[object]:
    number, first = numbered(Conversation), Conversation.objects.order_by("pk").first()
    groups = open_groups(owner_id=None, now=now)
    owners = dict(Conversation.objects.values_list("pk", "owner__name"))
    said = Message.objects.order_by("pk").values_list("conversation", "kind", "at", "send_at")
    return [
        [
            (name, number[row.id], owners[row.id], row.promised_at, row.next_step_at)
            for name, rows in groups.items()
            for row in rows
        ],
        [(number[p.conversation_id], p.owner, p.due_at, p.state) for p in ledger(now=now)],
        [(number[c.conversation_id], c.agent, c.planned_at) for c in calls_ahead(now=now)],
        [(number[pk], kind, at, leaves) for pk, kind, at, leaves in said],
        windows_to_offer(first, tz=home_zone(), now=now) if first else [],
    ]


def numbered(model: type[models.Model]) -> dict[int, int]:
    """Return the rows of a table by their ids, numbered in their order: ids differ from run to run."""
    ids = model._default_manager.order_by("pk").values_list("pk", flat=True)
    return {pk: number for number, pk in enumerate(ids)}


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(steps, max_size=10))
@example(BUSY)
def test_what_they_spend_changes_neither_who_answers_nor_when(todo):
    assert lived(todo, {SAARA: LITTLE, MATTI: MUCH}) == lived(todo, {SAARA: MUCH, MATTI: LITTLE})
