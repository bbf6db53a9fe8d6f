"""Who is here, handing over and standing in, through the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hoituu.api.tests.test_api import a_token
from hoituu.callbacks.tests.builders import open_always
from hoituu.conversations.models import Conversation
from hoituu.conversations.tests.builders import a_conversation, a_person
from hoituu.staff.models import Absence
from hoituu.staff.queries import covers
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    open_always()
    return a_token("Olli Saarinen", Role.LEAD)


def send(client, method, path, body, headers):
    call = getattr(client, method)
    return call(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def test_an_offer_stays_with_its_owner_until_it_is_taken(client, lead):
    one, eetu = a_conversation(now=timezone.now()), a_person("Eetu Salo")
    aino = a_token()
    asked = {"user_id": eetu.pk, "sentence": "Osaatko hinnoitella tämän?"}
    assert send(client, "post", f"conversations/{one.pk}/offer", asked, aino).status_code == 204
    assert Conversation.objects.get(pk=one.pk).owner.name == "Aino Mäkelä"
    taken = send(client, "post", f"conversations/{one.pk}/take", {}, a_token("Eetu Salo"))
    assert (taken.status_code, Conversation.objects.get(pk=one.pk).owner) == (204, eetu)


def test_nothing_is_offered_to_who_is_not_here(client, lead):
    one, ville = a_conversation(now=timezone.now()), a_person("Ville Kallio", Role.VIEWER)
    asked = {"user_id": ville.pk, "sentence": "Ota tämä"}
    answer = send(client, "post", f"conversations/{one.pk}/offer", asked, a_token())
    assert (answer.status_code, answer.json()["code"]) == (409, "NotHere")


def test_who_is_here_and_who_stands_in(client, lead):
    aino, eetu = a_person(), a_person("Eetu Salo")
    path = f"people/{aino.pk}/stand-ins"
    assert send(client, "put", path, {"user_ids": [eetu.pk]}, a_token()).status_code == 403
    assert send(client, "put", path, {"user_ids": [eetu.pk]}, lead).status_code == 204
    assert covers() == {aino.pk: [eetu.pk]}
    assert send(client, "put", path, {"user_ids": [aino.pk]}, lead).status_code == 409
    assert send(client, "put", path, {"user_ids": [999]}, lead).status_code == 422
    people = client.get("/api/v1/people", headers=lead).json()
    [row] = [p for p in people if p["id"] == aino.pk]
    assert (row["here"], row["stand_ins"]) == (True, [eetu.pk])


def test_absences_are_ones_own_or_a_leads(client, lead):
    aino, eetu = a_person(), a_person("Eetu Salo")
    starts = timezone.now()
    away = {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(days=2)).isoformat()}
    mine = a_token()
    assert send(client, "post", f"people/{aino.pk}/absences", away, mine).status_code == 201
    assert send(client, "post", f"people/{eetu.pk}/absences", away, mine).status_code == 403
    assert send(client, "post", f"people/{eetu.pk}/absences", away, lead).status_code == 201
    backwards = {"starts_at": away["ends_at"], "ends_at": away["starts_at"]}
    refused = send(client, "post", f"people/{aino.pk}/absences", backwards, mine)
    assert (refused.status_code, refused.json()["code"]) == (409, "AbsenceEndsFirst")
    assert Absence.objects.count() == 2
