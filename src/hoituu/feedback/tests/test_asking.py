"""Asking by mail: after it was taken care of, seldom, and never who does not want it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hoituu.conversations.actions import resolve
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import ResolvedBy
from hoituu.conversations.tests.builders import a_conversation, a_person
from hoituu.feedback.actions import (
    ask_by_mail,
    erase_person,
    keep_asking,
    rate_conversation,
    want_no_asking,
)
from hoituu.feedback.jobs import ask_how_it_went
from hoituu.feedback.models import Request
from hoituu.feedback.queries import export_person, response_rate, to_ask, was_asked
from hoituu.feedback.rules import Mood
from hoituu.promises.models import Promise

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def asks(settings):
    settings.HOITUU_BASE_URL = "https://care.example.com"
    keep_asking(by_mail=True, after_hours=20, every_days=90, by_id=a_person().pk, now=NOW)


def a_done_one(*, hours=21, by=ResolvedBy.PERSON, **facts):
    one = a_conversation(now=NOW, **facts)
    Conversation.objects.filter(pk=one.pk).update(open_promises=0)
    Promise.objects.filter(conversation=one).delete()
    resolve(one, by=by, now=NOW - timedelta(hours=hours))
    return Conversation.objects.get(pk=one.pk)


def asked():
    return Message.objects.filter(body__contains="care.example.com/my/")


def test_it_asks_once_with_a_link_to_one_tap():
    one = a_done_one()
    assert ask_how_it_went()
    assert not ask_how_it_went()
    assert asked().get().to == ["matti@asiakas.example"]
    assert was_asked(one.pk)


def test_the_same_customer_is_not_asked_again_so_soon():
    a_done_one()
    ask_how_it_went()
    again = a_done_one(body="Toinen asia")
    assert not ask_by_mail(again, now=NOW)
    assert ask_by_mail(again, now=NOW + timedelta(days=91))


@pytest.mark.parametrize(
    "facts", [{"hours": 5}, {"hours": 21 + 72}, {"by": ResolvedBy.CLOCK}], ids=str
)
def test_too_soon_too_late_or_closed_by_the_clock_nobody_is_asked(facts):
    a_done_one(**facts)
    assert to_ask(now=NOW) == []


def test_who_has_said_it_already_or_wants_no_asking_is_not_asked():
    one, other = a_done_one(), a_done_one(sender="saara@asiakas.example")
    rate_conversation(one, mood=Mood.WELL, now=NOW)
    want_no_asking(other.customer, now=NOW)
    assert not ask_how_it_went()
    assert asked().count() == 0


def test_it_is_off_until_somebody_turns_it_on():
    a_done_one()
    keep_asking(by_mail=False, by_id=a_person().pk, now=NOW)
    assert to_ask(now=NOW) == []


def test_nobody_is_asked_with_a_link_they_cannot_open(settings):
    settings.HOITUU_BASE_URL = ""
    one = a_done_one()
    assert not ask_by_mail(one, now=NOW)


def test_how_many_answer_is_counted_and_goes_with_the_person():
    one = a_done_one()
    ask_how_it_went()
    rate_conversation(one, mood=Mood.WELL, now=NOW)
    rate = response_rate(since=NOW - timedelta(days=1))
    assert (rate.count, rate.of) == (1, 1)
    assert len(export_person(one.customer_id)["asked"]) == 1
    erase_person(one.customer_id, now=NOW)
    assert not Request.objects.exists()
