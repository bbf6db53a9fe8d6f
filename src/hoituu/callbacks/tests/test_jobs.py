"""What the clock does: one call that cannot be looked after holds up nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hoituu.callbacks.jobs import keep_places, look_after_calls
from hoituu.callbacks.models import Callback
from hoituu.callbacks.tests.builders import a_call, open_always
from hoituu.conversations.tests.builders import a_person
from hoituu.journal.models import Entry
from hoituu.promises.models import Promise
from hoituu.staff.actions import add_absence

pytestmark = pytest.mark.django_db


def two_calls_soon():
    """Return two calls that begin in five minutes, with two people to make them."""
    open_always()
    a_person("Eetu Salo")
    now = timezone.now()
    calls = [
        a_call(0.1, sender=f"m{n}@asiakas.example", now=now - timedelta(minutes=20))
        for n in range(2)
    ]
    Promise.objects.update(window_start=now + timedelta(minutes=5), due_at=now + timedelta(hours=1))
    Callback.objects.update(planned_at=now + timedelta(minutes=5))
    return calls


def test_customers_hear_in_time_although_one_fails():
    first, second = two_calls_soon()
    Callback.objects.filter(pk=first.pk).update(tz="Ei/Missään")  # No word can be put on its clock.
    assert look_after_calls()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.told_at is None, second.told_at is None) == (True, False)


def test_the_calls_of_who_is_away_go_to_who_is_here():
    open_always()
    now = timezone.now()
    call, eetu = a_call(1, now=now), a_person("Eetu Salo")
    ends_at = now + timedelta(hours=5)
    add_absence(call.agent, starts_at=now, ends_at=ends_at, actor_id=None, now=now)
    keep_places()
    assert set(call.slots.values_list("agent", flat=True)) == {eetu.pk}


def test_a_plan_that_stays_the_same_is_not_written_again():
    two_calls_soon()
    look_after_calls()
    written = Entry.objects.count()
    for _round in range(3):
        look_after_calls()
    assert Entry.objects.count() == written
