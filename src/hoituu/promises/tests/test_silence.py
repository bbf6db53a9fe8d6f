from datetime import timedelta

import pytest

from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import silent_customers
from hoituu.conversations.rules import Draft, ResolvedBy, Turn
from hoituu.conversations.tests.builders import NOON, a_contact, a_conversation
from hoituu.customers.models import ContactPoint
from hoituu.promises.actions import answer_with_promise, hear_silence, take_in

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=4)


@pytest.fixture
def one():
    """A conversation in which we asked something and wait for the customer."""
    one = a_conversation()
    ask(one)
    return one


def ask(one, now=NOON):
    draft = Draft("Mikä malli?", to=("matti@asiakas.example",))
    answer_with_promise(one, author_id=one.owner_id, draft=draft, now=now)


def silence(now):
    for one in silent_customers(now=now):
        hear_silence(one, now=now)


def test_one_kind_reminder_then_it_closes_unconfirmed(one):
    silence(NOON + timedelta(days=1))
    assert not Message.objects.filter(kind="first_word").exists()
    for day in range(4, 20):
        silence(NOON + timedelta(days=day))
    [reminder] = Message.objects.filter(kind="first_word")
    assert "emmekä ole kuulleet sinusta" in reminder.body
    one.refresh_from_db()
    assert (one.turn, one.resolved_by) == (Turn.RESOLVED, ResolvedBy.CLOCK)
    assert one.confirmed_at is None


def test_an_answer_in_between_is_heard_and_the_next_silence_is_reminded_anew(one):
    silence(LATER)
    take_in([a_contact("Malli X", conversation_id=one.pk, at=LATER)], now=LATER)
    one.refresh_from_db()
    assert one.turn == Turn.OURS
    silence(LATER + timedelta(days=30))
    one.refresh_from_db()
    assert one.turn == Turn.OURS, "the customer waits for us"
    ask(one, now=LATER + timedelta(days=31))
    silence(LATER + timedelta(days=40))
    one.refresh_from_db()
    assert one.turn == Turn.CUSTOMERS


def test_who_cannot_be_written_to_is_left_to_a_person(one):
    ContactPoint.objects.all().delete()
    assert silent_customers(now=LATER) == [], "they must not fill the page of those who can be"
    silence(LATER)
    one.refresh_from_db()
    assert (one.turn, one.reminded_at) == (Turn.CUSTOMERS, None)


def test_nothing_closes_while_something_is_promised():
    one = a_conversation()
    draft = Draft("Selvitän.", to=("matti@asiakas.example",))
    promised = [("Soitan", NOON + timedelta(days=1))]
    answer_with_promise(one, author_id=one.owner_id, draft=draft, promises=promised, now=NOON)
    silence(LATER)
    assert Conversation.objects.get().reminded_at is None
