"""What the clock does: one promise that cannot be looked at holds up nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from hoituu.conversations.tests.builders import a_conversation
from hoituu.promises.actions import make_promise
from hoituu.promises.jobs import watch_promises
from hoituu.promises.models import Promise

pytestmark = pytest.mark.django_db


def test_customers_hear_that_we_are_late_although_one_promise_cannot_be_read():
    now = timezone.now()
    ours, other = (
        make_promise(
            a_conversation(sender=f"m{n}@asiakas.example", now=now),
            due_at=now + timedelta(minutes=1),
            now=now - timedelta(hours=1),
        )
        for n in range(2)
    )
    past = now - timedelta(minutes=1)
    Promise.objects.update(due_at=past, attention_at=past, warned_at=past)
    never = datetime(9999, 12, 31, 23, tzinfo=UTC)  # Later than any clock of ours goes.
    Promise.objects.filter(pk=ours.pk).update(due_at=never)
    watch_promises()
    ours.refresh_from_db()
    other.refresh_from_db()
    assert other.owned_up_at is not None
    assert ours.attention_at > now  # It is looked at again later, and stops no other till then.
