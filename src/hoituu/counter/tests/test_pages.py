"""What customers see and decide, without an account."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as configured
from django.core import signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hoituu.channels.email.actions import set_up_inbox
from hoituu.channels.email.models import Inbox
from hoituu.conversations.actions import answer_customer, write_note
from hoituu.conversations.models import Attachment, Conversation, Message
from hoituu.conversations.rules import Draft, Turn
from hoituu.conversations.tests.builders import a_conversation, a_person
from hoituu.customers.queries import phones_of
from hoituu.lib.tokens import seal
from hoituu.promises.actions import make_promise
from hoituu.staff.actions import make_sign_in_link
from hoituu.staff.addresses import page_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox():
    a_person()
    return set_up_inbox(
        Inbox(name="tuki", address="tuki@x.example"), smtp_host="127.0.0.1", now=timezone.now()
    )


def a_form(**changes):
    opened = signing.dumps(timezone.now().timestamp() - 60, salt="form")
    return {
        "name": "Saara",
        "reach": "saara@asiakas.example",
        "text": "Kynsi irtosi. Apua!",
        "preference": "phone",
        "opened": opened,
    } | changes


def an_answered_conversation():
    one = a_conversation(now=timezone.now())
    draft = Draft("Korjattu", to=("matti@asiakas.example",))
    answer_customer(one, author_id=one.owner_id, draft=draft, now=timezone.now())
    return one


class TestForm:
    def test_a_contact_comes_in_and_leads_to_the_customers_own_page(self, client, inbox):
        photo = SimpleUploadedFile("kynsi.jpg", b"jpg", "image/jpeg")
        page = client.post("/form/tuki/?lang=fi", a_form(file=photo), follow=True)
        one = Conversation.objects.get()
        assert "Aino Mäkelä hoitaa asiaasi" in page.content.decode()
        assert (one.subject, one.customer.preference) == ("Kynsi irtosi", "phone")
        assert Attachment.objects.get().name == "kynsi.jpg"

    @pytest.mark.parametrize(
        "changes", [{"website": "http://spam"}, {"opened": "x"}, {"opened": ""}]
    )
    def test_what_is_no_person_comes_to_nothing(self, client, inbox, changes):
        client.post("/form/tuki/", a_form(**changes))
        assert not Conversation.objects.exists()

    def test_very_many_from_one_address_are_kept_but_not_mailed_to(self, client, inbox):
        cache.set("form:127.0.0.1", 60)
        page = client.post("/form/tuki/?lang=fi", a_form(), follow=True)
        assert "Aino Mäkelä hoitaa asiaasi" in page.content.decode()
        assert not Message.objects.filter(kind="first_word").exists()

    def test_haste_is_asked_once_more_and_nothing_is_lost(self, client, inbox):
        now = signing.dumps(timezone.now().timestamp(), salt="form")
        page = client.post("/form/tuki/?lang=en", a_form(opened=now)).content.decode()
        assert "press Send once more" in page
        assert "Kynsi irtosi" in page

    def test_without_a_way_to_answer_it_says_so(self, client, inbox):
        page = client.post("/form/tuki/?lang=en", a_form(reach="en kerro")).content.decode()
        assert "so that we can answer you" in page

    def test_a_form_that_is_closed_is_not_there(self, client, inbox):
        Inbox.objects.update(form_open=False)
        assert client.get("/form/tuki/").status_code == 404


class TestOwnPage:
    def test_a_guess_opens_nothing(self, client):
        one = a_conversation(now=timezone.now())
        reply_token = seal(one.pk, purpose="reply", key=configured.HOITUU_KEY)
        for token in ("1.aaaaaaaaaaaaaaaa", "1", "x", reply_token):
            assert client.get(f"/my/{token}/").status_code == 404

    def test_a_note_never_shows(self, client):
        one = an_answered_conversation()
        write_note(one, author_id=one.owner_id, draft=Draft("Hankala"), now=timezone.now())
        page = client.get(page_path(one.pk)).content.decode()
        assert "Korjattu" in page
        assert "Hankala" not in page

    def test_the_customer_says_when_it_is_done(self, client):
        one = an_answered_conversation()
        client.post(f"{page_path(one.pk)}done/")
        one.refresh_from_db()
        assert (one.turn, one.resolved_by) == (Turn.RESOLVED, "customer")

    def test_not_yet_brings_it_back(self, client):
        one = an_answered_conversation()
        client.post(f"{page_path(one.pk)}not-yet/")
        one.refresh_from_db()
        assert (one.turn, one.seen_by_owner) == (Turn.OURS, False)

    def test_before_the_promise_is_kept_there_is_nothing_to_confirm(self, client):
        one = an_answered_conversation()
        due = timezone.now() + timedelta(hours=3)
        make_promise(one, text="Soitan", due_at=due, now=timezone.now())
        assert "disabled" in client.get(page_path(one.pk)).content.decode()
        client.post(f"{page_path(one.pk)}done/")
        one.refresh_from_db()
        assert one.turn != Turn.RESOLVED

    def test_more_can_be_written_and_wishes_told(self, client):
        one = an_answered_conversation()
        client.post(f"{page_path(one.pk)}more/", {"text": "Vielä yksi asia"})
        client.post(
            f"{page_path(one.pk)}wish/",
            {"preference": "phone", "phone": "0401234567", "call_times": "klo 15"},
        )
        one.refresh_from_db()
        assert (one.turn, one.customer.preference, one.customer.call_times) == (
            Turn.OURS,
            "phone",
            "klo 15",
        )

    @pytest.mark.parametrize(
        ("lang", "words"),
        [("fi", "hoitaa asiaasi"), ("sv", "tar hand om"), ("en", "is taking care")],
    )
    def test_it_speaks_three_languages(self, client, lang, words):
        one = an_answered_conversation()
        assert words in client.get(f"{page_path(one.pk)}?lang={lang}").content.decode()


def test_what_cannot_be_taken_stays_on_the_page(client):
    one = an_answered_conversation()
    big = SimpleUploadedFile("video.mp4", b"x" * (26 * 1024 * 1024))
    page = client.post(f"{page_path(one.pk)}more/?lang=en", {"text": "Katso tämä", "file": big})
    said = page.content.decode()
    assert page.status_code == 422
    assert "has not been sent yet" in said
    assert "Katso tämä</textarea>" in said
    assert "has arrived" not in said


def test_not_yet_is_answered_with_a_time(client):
    one = an_answered_conversation()
    client.post(f"{page_path(one.pk)}not-yet/")
    one.refresh_from_db()
    assert (one.turn, one.open_promises) == (Turn.OURS, 1)
    assert "Saat vastauksen" in client.get(f"{page_path(one.pk)}?lang=fi").content.decode()


def test_who_wishes_for_a_call_is_asked_for_a_number(client):
    one = an_answered_conversation()
    path = f"{page_path(one.pk)}wish/?lang=en"
    asked = client.post(path, {"preference": "phone"})
    assert (asked.status_code, "we need your phone number" in asked.content.decode()) == (422, True)
    client.post(path, {"preference": "phone", "phone": "040 555 6677", "call_times": "klo 15"})
    one.customer.refresh_from_db()
    assert one.customer.preference == "phone"
    assert phones_of(one.customer_id) == ["+358405556677"]


def test_an_opened_link_alone_lets_nobody_in(client):
    secret = make_sign_in_link(a_person(), now=timezone.now())
    client.get(f"/welcome/{secret}/")
    assert client.get("/").status_code == 302
    client.post(f"/welcome/{secret}/")
    assert client.get("/").status_code == 200
    assert client.post(f"/welcome/{secret}/").status_code == 410


def test_a_link_does_not_step_around_the_second_factor(client):
    person = a_person()
    TOTP.activate(person, generate_totp_secret())
    client.post(f"/welcome/{make_sign_in_link(person, now=timezone.now())}/")
    assert client.get("/").status_code == 302


def test_every_page_carries_the_policy(client):
    policy = client.get("/account/login/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
