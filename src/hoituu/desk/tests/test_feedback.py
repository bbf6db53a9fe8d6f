"""Feedback at the desk: read, answered, changed, one step after the other."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hoituu.desk.tests.builders import sign_in
from hoituu.feedback.models import Feedback
from hoituu.feedback.rules import Source
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db


def an_anonymous_one():
    now = timezone.now()
    facts = {"source": Source.KIOSK, "given_at": now, "received_at": now}
    return Feedback.objects.create(
        key="kiosk-1", mood=-1, is_low=True, words="Liian kylmä.", **facts
    )


def test_today_says_that_somebody_said_how_it_went(client):
    sign_in(client)
    an_anonymous_one()
    assert "A customer said how it went" in client.get(reverse("today")).content.decode()


def test_a_step_too_far_is_one_sentence(client):
    sign_in(client)
    one = an_anonymous_one()
    url = reverse("feedback_step", args=[one.pk, "change"])
    page = client.post(url, {"text": "Lämpöä lisää"}, follow=True).content.decode()
    assert "One step after the other" in page


def test_the_desk_reads_and_changes(client):
    sign_in(client)
    one = an_anonymous_one()
    url = reverse("feedback")
    assert "Somebody, without a name" in client.get(url).content.decode()
    late = reverse("feedback_step", args=[one.pk, "read"])
    assert "said more meanwhile" in client.post(late, follow=True).content.decode()
    client.post(late, {"seen": one.seen})
    assert "Waiting for an answer" in client.get(url).content.decode()
    Feedback.objects.update(answered_at=timezone.now())
    page = client.post(
        reverse("feedback_step", args=[one.pk, "change"]), {"text": "Lämpöä lisää"}, follow=True
    ).content.decode()
    assert "We changed: Lämpöä lisää" in page
    assert client.post(reverse("feedback_step", args=[one.pk, "burn"])).status_code == 404


def test_who_only_looks_takes_no_step(client):
    sign_in(client, role=Role.VIEWER)
    one = an_anonymous_one()
    assert client.post(reverse("feedback_step", args=[one.pk, "read"])).status_code == 403
    assert client.get(reverse("feedback")).status_code == 200
