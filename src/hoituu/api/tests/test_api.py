"""The API: tokens with scopes, and the same refusals as at the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hoituu.conversations.actions import resolve
from hoituu.conversations.models import Message
from hoituu.conversations.rules import ResolvedBy
from hoituu.conversations.tests.builders import a_conversation, a_person
from hoituu.staff.actions import make_api_token
from hoituu.staff.rules import Role, Scope

pytestmark = pytest.mark.django_db


def a_token(name="Aino Mäkelä", role=Role.AGENT, scopes=(Scope.READ, Scope.WRITE)):
    secret = make_api_token(a_person(name, role), name="kassa", scopes=scopes, now=timezone.now())
    return {"authorization": f"Bearer {secret}"}


def post(client, one, what, body, headers):
    return client.post(
        f"/api/v1/conversations/{one.pk}/{what}",
        body,
        content_type="application/json",
        headers=headers,
    )


def test_without_a_token_nothing_is_said(client):
    assert client.get("/api/v1/conversations").status_code == 401


def test_list_search_and_read(client):
    one, headers = a_conversation(now=timezone.now()), a_token()
    listed = client.get("/api/v1/conversations", headers=headers).json()
    assert [row["number"] for row in listed] == [one.number]
    assert client.get("/api/v1/conversations?q=pätkii", headers=headers).json() == listed
    whole = client.get(f"/api/v1/conversations/{one.pk}", headers=headers).json()
    assert whole["messages"][0]["body"] == "Milloin netti toimii?"


def test_reply_with_a_promise_or_neither(client):
    one, headers = a_conversation(now=timezone.now()), a_token()
    late = {"body": "Hei", "promise": "Soitan", "due_at": "2020-01-01T00:00:00Z"}
    refused = post(client, one, "replies", late, headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "PromiseNeedsTime")
    assert not Message.objects.filter(kind="answer").exists()
    due = (timezone.now() + timedelta(days=1)).isoformat()
    assert post(client, one, "replies", late | {"due_at": due}, headers).status_code == 201


def test_note_and_promise(client):
    one, headers = a_conversation(now=timezone.now()), a_token()
    due = (timezone.now() + timedelta(days=1)).isoformat()
    assert post(client, one, "notes", {"body": "Muista"}, headers).status_code == 201
    promised = post(client, one, "promises", {"text": "Soitan", "due_at": due}, headers)
    assert promised.status_code == 201


def test_a_colleague_who_does_not_have_it_is_refused(client):
    one = a_conversation(now=timezone.now())
    refused = post(client, one, "replies", {"body": "Hei"}, a_token("Eetu Salo"))
    assert refused.json()["code"] == "NotYours"


@pytest.mark.parametrize(
    ("role", "scopes"), [(Role.AGENT, [Scope.READ]), (Role.VIEWER, [Scope.READ, Scope.WRITE])]
)
def test_who_may_only_read_writes_nothing(client, role, scopes):
    one = a_conversation(now=timezone.now())
    headers = a_token("Ville Kari", role, scopes)
    assert post(client, one, "notes", {"body": "x"}, headers).status_code == 403


def test_it_describes_itself(client):
    described = client.get("/api/v1/openapi.json").json()
    assert "/api/v1/conversations" in described["paths"]


def test_a_customer_s_data_is_theirs(client):
    one = a_conversation(now=timezone.now())
    agents, leads = a_token(), a_token("Leena Lead", Role.LEAD)
    path = f"/api/v1/customers/{one.customer_id}"
    assert client.get(f"{path}/export", headers=agents).status_code == 403
    told = client.get(f"{path}/export", headers=leads).json()
    assert told["customer"]["name"] == "Matti Virtanen"
    assert client.delete(path, headers=leads).json()["code"] == "StillOpen"
    resolve(one, by=ResolvedBy.PERSON, now=timezone.now())
    assert client.delete(path, headers=leads).status_code == 202


def test_two_conversations_become_one_and_two_again(client):
    first, headers = a_conversation(now=timezone.now()), a_token()
    second = a_conversation(now=timezone.now(), subject="Lasku")
    other = {"conversation_id": second.pk}
    assert post(client, first, "merge", other, headers).status_code == 204
    whole = client.get(f"/api/v1/conversations/{first.pk}", headers=headers).json()
    assert len(whole["messages"]) == 2
    refused = post(client, first, "merge", other, headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "NoSuchMove")
    assert post(client, second, "separate", {}, headers).status_code == 204
    second.refresh_from_db()
    assert second.turn == "waiting_on_us"


HABIT = {
    "name": "Asap",
    "language": "en",
    "says": "asap",
    "instead": "by [time]",
    "why": "We say when.",
}


def test_a_house_says_what_it_does_not_say(client):
    lead = a_token(role=Role.LEAD)
    json = {"content_type": "application/json", "headers": lead}
    made = client.post("/api/v1/habits", HABIT, **json)
    assert made.status_code == 201
    [one] = client.get("/api/v1/habits", headers=lead).json()
    assert (one["name"], one["level"]) == ("Asap", "think")
    draft = {"text": "I will call you asap, at 10 tomorrow.", "lang": "en"}
    found = client.post("/api/v1/coach", draft, **json).json()["findings"]
    assert [f["text"] for f in found if f["habit"] == f"own-{one['id']}"] == ["asap"]
    bad = client.post("/api/v1/habits", HABIT | {"says": "a | b"}, **json)
    assert bad.status_code == 422
    assert "a | b" in bad.json()["detail"]
    assert client.delete(f"/api/v1/habits/{one['id']}", headers=lead).status_code == 204
    assert client.get("/api/v1/habits", headers=lead).json() == []


def test_only_leads_say_what_a_house_does_not_say(client):
    json = {"content_type": "application/json", "headers": a_token()}
    assert client.post("/api/v1/habits", HABIT, **json).status_code == 403


def test_a_tone_is_corrected(client):
    token = a_token()
    one = a_conversation(now=timezone.now())
    contact, ours = one.messages.get(kind="contact"), f"/api/v1/conversations/{one.pk}/notes"
    json = {"content_type": "application/json", "headers": token}
    said = {"tone": 1, "complaint": True}
    assert client.put(f"/api/v1/messages/{contact.pk}/tone", said, **json).status_code == 204
    note = client.post(ours, {"body": "Kiva."}, **json).json()["id"]
    refused = client.put(f"/api/v1/messages/{note}/tone", said, **json)
    assert (refused.status_code, refused.json()["code"]) == (409, "NotACustomersMessage")


def test_a_complaint_that_was_asked_is_answered_as_one(client):
    said = {"text": "Hei, tarkistan laskun huomenna klo 10.", "asked": "Laskutitte minua kahdesti!"}
    asked = client.post(
        "/api/v1/coach", said, content_type="application/json", headers=a_token()
    ).json()
    assert asked["kind"] == "complaint"
    assert "apology" in asked["missing"]


def test_a_draft_is_coached_and_nothing_is_stored(client):
    said = {"text": "Joku on sinuun yhteydessä joskus.", "lang": "fi", "kind": "complaint"}
    asked = client.post(
        "/api/v1/coach", said, content_type="application/json", headers=a_token(scopes=[Scope.READ])
    )
    facts = asked.json()
    assert facts["findings"][0]["habit"] == "vague_someone"
    assert "apology" in facts["missing"]
    refused = client.post(
        "/api/v1/coach", said | {"kind": "x"}, content_type="application/json", headers=a_token()
    )
    assert refused.status_code == 422
