"""What happened, as the customer reads it: who had it when, by the name of that moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hoituu.conversations.actions import take
from hoituu.conversations.queries import holder_at, holders_of
from hoituu.conversations.tests.builders import a_conversation, a_person
from hoituu.staff.addresses import page_path

pytestmark = pytest.mark.django_db


def taken_over(*, now):
    one = a_conversation(owner="Aino Mäkelä", now=now - timedelta(hours=2), language="en")
    take(one, by_id=a_person("Camilla Berg").pk, now=now)
    one.refresh_from_db()
    return one


def test_who_had_it_first_keeps_the_time_and_who_has_it_now_goes_on(client):
    now = timezone.now()
    one = taken_over(now=now)
    assert [h.name for h in holders_of(one)] == ["Aino", "Camilla"]
    assert holder_at(holders_of(one), now - timedelta(hours=1)).name == "Aino"
    page = client.get(page_path(one.pk)).content.decode()
    assert page.index("Aino took this in hand") < page.index("Camilla goes on from here")
    assert "Camilla took this in hand" not in page
