"""Calls at the desk: who sees them, who makes them, and what a press does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hoituu.callbacks.actions import start_call
from hoituu.callbacks.models import Attempt, Callback
from hoituu.callbacks.queries import callback_of
from hoituu.callbacks.rules import CallState, written
from hoituu.callbacks.tests.builders import PHONE, a_call, a_window, open_always
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import Turn
from hoituu.desk.tests.builders import a_fresh_conversation, sign_in
from hoituu.promises.models import Promise
from hoituu.promises.rules import PromiseKind
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(client) -> Callback:
    open_always()
    sign_in(client)
    return a_call(0, conversation=a_fresh_conversation(), now=timezone.now())


def press(client, call, what, **facts):
    return client.post(reverse("act_on_call", args=[call.pk, what]), facts, follow=True)


def end(client, call, **facts):
    return client.post(reverse("end_call", args=[call.pk]), facts, follow=True)


def test_a_stranger_sees_nothing(client):
    for path in ("/calls/", "/calls/1/", "/conversations/1/call/"):
        assert client.get(path).status_code == 302


def test_a_viewer_looks_and_does_not_call(client, call):
    sign_in(client, "Ville Kallio", Role.VIEWER)
    assert client.get(f"/calls/{call.pk}/").status_code == 200
    assert press(client, call, "start").status_code == 403
    assert client.get(f"/conversations/{call.conversation_id}/call/").status_code == 403


def test_whose_time_has_come_is_on_today_and_among_the_calls(client, call):
    for path in ("/", "/calls/"):
        shown = client.get(path).content.decode()
        assert "Call now" in shown
        assert "Matti Virtanen" in shown


def test_a_call_from_the_first_press_to_the_last(client, call):
    assert "Is this a good moment?" in press(client, call, "start").content.decode()
    assert "What did you agree on?" in press(client, call, "answered").content.decode()
    empty = end(client, call, said="")
    assert (empty.status_code, Message.objects.filter(kind="answer").count()) == (422, 0)
    done = end(client, call, said="Modeemi vaihdetaan.", resolves="on")
    assert "Written down." in done.content.decode()
    call.refresh_from_db()
    assert call.state == CallState.ANSWERED
    assert Conversation.objects.get(pk=call.conversation_id).turn == Turn.RESOLVED


def test_what_was_typed_stays_when_a_promise_has_no_time(client, call):
    press(client, call, "start")
    press(client, call, "answered")
    shown = end(client, call, said="Lupasin palata asiaan.", promise="Palaan asiaan")
    assert "Lupasin palata asiaan." in shown.content.decode()
    assert "A promise needs a time" in shown.content.decode()


@pytest.mark.parametrize(
    ("what", "state"),
    [
        ("not-now", CallState.NOT_NOW),
        ("no-answer", CallState.BOOKED),
        ("take-back", CallState.BOOKED),
    ],
)
def test_how_a_call_can_go(client, call, what, state):
    press(client, call, "start")
    press(client, call, what)
    call.refresh_from_db()
    assert call.state == state
    assert not Attempt.objects.filter(ended_at=None).exists()


def test_a_press_twice_or_too_late_is_a_sentence(client, call):
    press(client, call, "start")
    press(client, call, "not-now")
    shown = press(client, call, "no-answer").content.decode()
    assert "not at that point any more" in shown
    assert press(client, call, "shout").status_code == 404


def test_a_colleague_is_told_who_calls(client, call):
    start_call(call, agent_id=call.agent_id, now=timezone.now())
    sign_in(client, "Eetu Salo")
    assert "is calling just now" in client.get(f"/calls/{call.pk}/").content.decode()
    assert "A colleague is calling" in press(client, call, "start").content.decode()


def test_a_time_is_agreed_on_with_the_customer(client, call):
    one = a_fresh_conversation(sender="saara@asiakas.example")
    path = reverse("agree_on_call", args=[one.pk])
    assert "When does a call suit" in client.get(path).content.decode()
    window = a_window(2, since=timezone.now())
    answer = client.post(path, {"choice": written(window), "phone": PHONE}, follow=True)
    assert "Agreed." in answer.content.decode()
    promise = Promise.objects.get(conversation=one, kind=PromiseKind.CALL)
    assert promise.made_by.name == "Aino Mäkelä"


def test_what_cannot_be_agreed_on_is_said_in_one_sentence(client, call):
    path = reverse("agree_on_call", args=[call.conversation_id])
    answer = client.post(path, {"phone": PHONE})
    assert (answer.status_code, "Pick a time first." in answer.content.decode()) == (422, True)
    no_number = {"choice": written(a_window(2, since=timezone.now())), "phone": "x"}
    assert "we need a phone number" in client.post(path, no_number).content.decode()


def test_the_customer_needs_no_call(client, call):
    press(client, call, "cancel")
    assert callback_of(call.conversation_id) is None


def test_a_window_that_has_passed_asks_for_a_new_time(client, call):
    past = timezone.now() - timedelta(minutes=1)
    Promise.objects.filter(pk=call.promise_id).update(
        made_at=past - timedelta(hours=3), window_start=past - timedelta(hours=2), due_at=past
    )
    shown = client.get(f"/calls/{call.pk}/").content.decode()
    assert "We did not call in the time that suited them" in shown
    assert "I am calling now" not in shown


def test_lists_ask_a_bounded_number_of_questions(client, call, django_assert_max_num_queries):
    for number in range(8):
        one = a_fresh_conversation(sender=f"m{number}@asiakas.example")
        a_call(2 + number, conversation=one, now=timezone.now())
    with django_assert_max_num_queries(16):
        client.get("/calls/?show=all")
