"""Feedback and complaints by API: the same rules as at the desk."""

import pytest
from django.utils import timezone

from hoituu.api.tests.test_api import a_token
from hoituu.conversations.tests.builders import a_conversation
from hoituu.customers.models import Customer
from hoituu.feedback.models import Feedback
from hoituu.feedback.rules import Step
from hoituu.promises.models import Promise
from hoituu.staff.rules import Role, Scope

pytestmark = pytest.mark.django_db


def send(client, method, path, headers, **body):
    call = getattr(client, method)
    return call(f"/api/v1{path}", body, content_type="application/json", headers=headers)


def test_what_was_said_aloud_is_read_answered_and_changes_something(client):
    headers = a_token()
    made = send(client, "post", "/feedback", headers, words="Kylmä!", mood=-1).json()["id"]
    [one] = client.get("/api/v1/feedback?step=waiting", headers=headers).json()
    assert (one["id"], one["is_low"], one["owner"]) == (made, True, "Aino")
    early = send(client, "post", f"/feedback/{made}/change", headers, text="Uusi ovi")
    assert (early.status_code, early.json()["code"]) == (409, "StepSkipped")
    late = send(client, "post", f"/feedback/{made}/read", headers, seen="x")
    assert late.json()["code"] == "SaidMore"
    answer = {"ids": [made], "said": "Kylmä.", "text": "Lämmitämme."}
    assert send(client, "post", "/feedback/answers", headers, **answer).status_code == 201
    path = f"/feedback/{made}/cause"
    assert send(client, "post", path, headers, text="Kylmä aula").status_code == 204
    assert send(client, "post", path, headers, text="x" * 121).json()["code"] == "TooLong"
    assert Feedback.objects.get().cause.name == "Kylmä aula"
    change = send(client, "post", f"/feedback/{made}/change", headers, text="Uusi ovi").json()["id"]
    assert send(client, "post", f"/changes/{change}/tell", headers).json() == {"told": 0}
    assert Feedback.objects.get().step == Step.CHANGED
    assert client.get("/api/v1/feedback/sums", headers=headers).json() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"ids": [2**70], "said": "a", "text": "b"}, 400),
        ({"ids": [2**62], "said": "a", "text": "b"}, 409),
        ({"ids": [], "said": "a", "text": "b"}, 409),
        ({"ids": [1], "said": "a\ud83d", "text": "b\x00"}, 409),
    ],
)
def test_what_no_database_takes_is_one_answer(client, body, status):
    headers = a_token()
    assert send(client, "post", "/feedback/answers", headers, **body).status_code == status


def test_a_zero_in_a_text_is_nothing(client):
    headers = a_token()
    send(client, "post", "/feedback", headers, words="Kyl\x00mä\ud83d")
    assert Feedback.objects.get().words == "Kylmä?"


def test_a_complaint_is_marked_offered_for_and_agreed_on(client):
    one, headers = a_conversation(now=timezone.now()), a_token()
    assert send(client, "post", f"/conversations/{one.pk}/complaint", headers).status_code == 201
    remedy = {"kind": "credit", "text": "Kuukausi veloituksetta", "worth_cents": 4000}
    path = f"/conversations/{one.pk}/remedies"
    made = send(client, "post", path, headers, **remedy).json()["id"]
    assert send(client, "post", f"/remedies/{made}/chosen", headers).status_code == 204
    assert Promise.objects.filter(text="Kuukausi veloituksetta").exists()
    assert send(client, "post", path, headers, **remedy).json()["code"] == "AlreadyAgreed"
    [listed] = client.get("/api/v1/complaints", headers=headers).json()
    assert listed["agreed"] == "Kuukausi veloituksetta"


def test_a_value_is_written_down(client):
    one, headers = a_conversation(now=timezone.now()), a_token()
    path = f"/customers/{one.customer_id}/value"
    assert send(client, "put", path, headers, monthly_cents=4500, since="2015").status_code == 204
    assert (Customer.objects.get().monthly_cents, Customer.objects.get().since) == (4500, "2015")


def test_a_token_that_reads_does_not_write_and_a_viewer_writes_nothing(client):
    readers = a_token(scopes=(Scope.READ,)), a_token("Ville Kari", Role.VIEWER)
    for headers in readers:
        assert send(client, "post", "/feedback", headers, words="x").status_code == 403
