"""Two conversations of a customer become one at the desk, and on the customer's own page."""

import pytest
from django.urls import reverse

from hoituu.conversations.rules import Turn
from hoituu.desk.tests.builders import a_fresh_conversation, sign_in
from hoituu.staff.addresses import page_path
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(client):
    sign_in(client)
    return a_fresh_conversation(), a_fresh_conversation(body="Laskukin on väärin", subject="Lasku")


def page(client, one):
    return client.get(reverse("conversation", args=[one.pk]), follow=True).content.decode()


def merge(client, first, second):
    address = reverse("merge", args=[first.pk, second.pk])
    return client.post(address, follow=True).content.decode()


def test_one_press_brings_the_other_here_and_one_takes_it_out(client, two):
    first, second = two
    assert "The same matter?" in page(client, first)
    whole = merge(client, first, second)
    assert "Laskukin on väärin" in whole
    assert "Aino brought another matter of theirs here" in whole
    answer = client.get(reverse("conversation", args=[second.pk]))
    assert answer["Location"] == reverse("conversation", args=[first.pk])
    own = client.get(page_path(second.pk)).content.decode()
    assert "Milloin netti toimii?" in own
    client.post(reverse("separate", args=[second.pk]))
    assert "Laskukin on väärin" not in page(client, first)
    assert "Laskukin on väärin" in page(client, second)


def test_what_cannot_be_one_is_a_sentence(client, two):
    first, _ = two
    saara = a_fresh_conversation(sender="saara@asiakas.example", sender_name="Saara")
    assert "Only conversations of the same customer" in merge(client, first, saara)
    saara.refresh_from_db()
    assert saara.turn == Turn.OURS


def test_a_viewer_and_a_stranger_merge_nothing(client, two):
    first, second = two
    sign_in(client, "Ville Kari", Role.VIEWER)
    assert client.post(reverse("merge", args=[first.pk, second.pk])).status_code == 403
    assert "The same matter?" not in page(client, first)
    client.logout()
    assert client.post(reverse("separate", args=[second.pk])).status_code == 302
    second.refresh_from_db()
    assert second.turn == Turn.OURS
