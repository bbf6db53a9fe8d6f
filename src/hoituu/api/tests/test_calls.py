"""Calls through the API: windows, agreeing, and calls that nobody answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hoituu.api.tests.test_api import a_token
from hoituu.callbacks.tests.builders import PHONE, open_always
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import Turn
from hoituu.conversations.tests.builders import a_conversation
from hoituu.customers.actions import add_contact_point
from hoituu.promises.models import Promise
from hoituu.staff.rules import Role, Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def headers():
    open_always()
    return a_token()


def send(client, path, body, headers):
    return client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def missed(client, headers, caller=PHONE, minutes=3):
    at = timezone.now().replace(microsecond=0) - timedelta(minutes=minutes)
    return send(client, "calls/missed", {"caller": caller, "at": at.isoformat()}, headers)


def test_a_window_is_offered_and_agreed_on(client, headers):
    one = a_conversation(now=timezone.now())
    path = f"/api/v1/conversations/{one.pk}"
    window = client.get(f"{path}/windows", headers=headers).json()[0]
    asked = window | {"phone": PHONE, "tz": "Europe/Stockholm"}
    made = send(client, f"conversations/{one.pk}/call", asked, headers)
    assert (made.status_code, made.json()["state"]) == (201, "booked")
    [listed] = client.get("/api/v1/calls?mine=true", headers=headers).json()
    assert (listed["id"], listed["opens_at"]) == (made.json()["id"], window["opens"])
    assert client.delete(f"{path}/call", headers=headers).status_code == 204
    assert client.delete(f"{path}/call", headers=headers).status_code == 404


def test_a_full_window_is_answered_with_the_nearest(client, headers):
    window = None
    for number in range(4):
        one = a_conversation(sender=f"m{number}@asiakas.example", now=timezone.now())
        window = (
            window
            or client.get(f"/api/v1/conversations/{one.pk}/windows", headers=headers).json()[0]
        )
        answer = send(client, f"conversations/{one.pk}/call", window | {"phone": PHONE}, headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "WindowFull")
    assert window not in answer.json()["nearest"]
    assert answer.json()["nearest"]


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"phone": "x"}, 409, "NotAPhoneNumber"),
        (
            {"opens": "2020-01-01T10:00:00Z", "closes": "2020-01-01T11:00:00Z"},
            409,
            "WindowHasPassed",
        ),
        ({"opens": "2030-01-01T10:00:00", "closes": "2030-01-01T11:00:00"}, 422, "offset"),
    ],
)
def test_a_refusal_has_a_name(client, headers, change, status, said):
    one = a_conversation(now=timezone.now())
    window = client.get(f"/api/v1/conversations/{one.pk}/windows", headers=headers).json()[0]
    asked = window | {"phone": PHONE} | change
    answer = send(client, f"conversations/{one.pk}/call", asked, headers)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)


def test_a_missed_call_is_somebodys(client, headers):
    made = missed(client, headers)
    one = Conversation.objects.get(pk=made.json()["id"])
    assert (made.status_code, one.turn, one.owner.name) == (201, Turn.OURS, "Aino Mäkelä")
    assert made.json()["conversation"] == one.number
    assert "040 765 4321" in one.messages.get().body
    assert not Promise.objects.exists()  # They could not hear it.


def test_the_same_call_told_twice_is_one_and_another_joins_it(client, headers):
    first, again, later = (missed(client, headers, minutes=m) for m in (3, 3, 1))
    assert {r.json()["id"] for r in (first, again, later)} == {first.json()["id"]}
    assert [r.json()["opened"] for r in (first, again, later)] == [True, False, False]
    assert Message.objects.filter(kind="contact").count() == 2


def test_a_telephone_system_whose_clock_is_fast_tells_twice_and_is_heard_once(client, headers):
    assert len({missed(client, headers, minutes=-1).json()["id"] for _ in range(2)}) == 1
    assert Message.objects.filter(kind="contact").count() == 1


def test_a_customer_whom_we_know_comes_to_their_own_matter(client, headers):
    one = a_conversation(now=timezone.now() - timedelta(minutes=5))
    add_contact_point(one.customer, text=PHONE, now=timezone.now())
    assert missed(client, headers).json()["id"] == one.pk


@pytest.mark.parametrize(
    ("caller", "minutes", "code"),
    [
        ("anonymous", 1, "NotAPhoneNumber"),
        ("", 1, "NotAPhoneNumber"),
        (PHONE, 60 * 24 * 9, "NotOfLate"),
        (PHONE, -60, "NotOfLate"),
    ],
)
def test_what_cannot_be_called_back_is_said(client, headers, caller, minutes, code):
    answer = missed(client, headers, caller=caller, minutes=minutes)
    assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_reading_tokens_and_viewers_change_nothing(client):
    open_always()
    reads = a_token(scopes=(Scope.READ,))
    assert missed(client, reads).status_code == 403
    assert missed(client, a_token("Ville Kallio", Role.VIEWER)).status_code == 403
