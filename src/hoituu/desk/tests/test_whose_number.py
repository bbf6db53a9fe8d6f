"""A number that we know under another name is not believed to be its writer's."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hoituu.channels.web.actions import take_form
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.tests.builders import a_conversation
from hoituu.customers.actions import add_contact_point
from hoituu.customers.rules import Preference, may_be_same
from hoituu.desk.tests.builders import sign_in
from hoituu.promises.models import Promise

pytestmark = pytest.mark.django_db
NUMBER = "040 123 4567"


@pytest.fixture
def hanna():
    one = a_conversation(
        now=timezone.now(), sender="hanna@asiakas.example", sender_name="Hanna Koski"
    )
    add_contact_point(one.customer, text=NUMBER, actor_id=None, now=timezone.now())
    return one.customer


def left_by(name):
    received = take_form(
        "Lasku on väärin.",
        name=name,
        reach=NUMBER,
        preference=Preference.NONE,
        language="fi",
        team_id=None,
        now=timezone.now(),
    )
    return Conversation.objects.select_related("customer").get(pk=received.conversation_id)


def test_another_name_is_told_nothing_by_mail_and_is_promised_an_answer_all_the_same(hanna):
    one = left_by("Maija Testi")
    assert one.messages.get().unproven
    assert not Message.objects.filter(conversation=one, kind="first_word").exists()
    assert Promise.objects.filter(conversation=one, kind="first_word").count() == 1


def test_the_desk_asks_who_it_is_and_writes_to_nobody_until_then(client, hanna):
    person = sign_in(client)
    one = left_by("Maija Testi")
    Conversation.objects.update(owner=person)
    url = reverse("conversation", args=[one.pk])
    page = client.get(url).content.decode()
    assert "040 123 4567 on meillä nimellä Hanna Koski" in page
    assert 'value="hanna@asiakas.example"' not in page
    client.post(reverse("writer", args=[one.messages.get().pk, "other"]))
    one.refresh_from_db()
    assert one.customer != hanna
    assert one.customer.name == "Maija Testi"
    page = client.get(url).content.decode()
    assert "on meillä nimellä" not in page
    assert "hanna@asiakas.example" not in page
    assert "040 123 4567" in page  # the number that was left
    call = client.get(reverse("agree_on_call", args=[one.pk])).content.decode()
    assert 'value="040 123 4567"' in call


def test_the_same_person_after_all_is_who_we_know(client, hanna):
    person = sign_in(client)
    one = left_by("Maija Testi")
    Conversation.objects.update(owner=person)
    mark = one.messages.get().pk
    client.post(reverse("writer", args=[mark, "same"]))
    client.post(reverse("writer", args=[mark, "other"]))  # settled already
    one.refresh_from_db()
    assert one.customer == hanna
    page = client.get(reverse("conversation", args=[one.pk])).content.decode()
    assert 'value="hanna@asiakas.example"' in page
    assert client.post(reverse("writer", args=[mark, "x"])).status_code == 404


@pytest.mark.parametrize("name", ["", "Hanna", "hanna koski", "H. Koski", "Koski Hanna"])
def test_who_may_be_the_one_we_know_is(hanna, name):
    assert left_by(name).customer == hanna
    assert not Message.objects.filter(unproven=True).exists()


@pytest.mark.parametrize("name", ["Maija Testi", "Maija Koski", "Koskinen Oy"])
def test_another_name_is_not_the_one_we_know(name):
    assert not may_be_same(name, "Hanna Koski")


def test_where_we_know_no_name_there_is_nothing_to_doubt():
    assert may_be_same("Maija", "")
