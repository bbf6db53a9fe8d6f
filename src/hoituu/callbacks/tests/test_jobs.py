"""One call that cannot be looked after holds up nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hoituu.callbacks import jobs
from hoituu.callbacks.models import Callback
from hoituu.callbacks.tests.builders import a_call, open_always
from hoituu.conversations.tests.builders import a_person
from hoituu.promises.models import Promise

pytestmark = pytest.mark.django_db


def test_customers_hear_in_time_although_one_fails(monkeypatch):
    open_always()
    a_person("Eetu Salo")
    now = timezone.now()
    first, second = (
        a_call(0.1, sender=f"m{n}@asiakas.example", now=now - timedelta(minutes=20))
        for n in range(2)
    )
    Promise.objects.update(window_start=now + timedelta(minutes=5), due_at=now + timedelta(hours=1))
    Callback.objects.update(planned_at=now + timedelta(minutes=5))

    def tell(callback, *, now):
        if callback == first:
            raise RuntimeError
        return tell_ahead(callback, now=now)

    tell_ahead = jobs.tell_ahead
    monkeypatch.setattr(jobs, "tell_ahead", tell)
    assert jobs.look_after_calls()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.told_at is None, second.told_at is None) == (True, False)
