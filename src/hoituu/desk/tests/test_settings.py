"""Who may set what, and what the settings say to bad input."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hoituu.callbacks.queries import terms
from hoituu.callbacks.tests.builders import a_call, open_always
from hoituu.channels.email.actions import (
    note_fetch,
    note_reconciled,
    set_up_inbox,
)
from hoituu.channels.email.models import Cursor, Inbox
from hoituu.conversations.tests.builders import a_person
from hoituu.desk.tests.builders import ALLAUTH, a_fresh_conversation, sign_in
from hoituu.staff.models import Absence, ApiToken, User
from hoituu.staff.rules import Role
from hoituu.worktime.ics import Entry, write_calendar

pytestmark = pytest.mark.django_db


class TestSettings:
    def test_a_colleague_is_invited_with_a_link(self, client):
        sign_in(client, role=Role.ADMIN)
        client.post(
            "/settings/people/",
            {
                "name": "Olli Saarinen",
                "email": "Olli@x.example",
                "role": "agent",
                "language": "fi",
                "is_active": "on",
            },
        )
        olli = User.objects.get(email="olli@x.example")
        client.post(reverse("settings_change", args=[olli.pk, "link"]))
        page = client.get(reverse("settings_person", args=[olli.pk])).content.decode()
        assert "/welcome/" in page

    def test_shifts_and_absences(self, client):
        aino = sign_in(client, role=Role.ADMIN)
        client.post(reverse("settings_change", args=[aino.pk, "shifts"]), {"day0": "9-12, 13-17"})
        assert aino.shifts.count() == 2
        client.post(
            reverse("settings_change", args=[aino.pk, "absence"]),
            {"starts_at": "2099-07-01T00:00", "ends_at": "2099-07-15T00:00", "reason": "holiday"},
        )
        away = Absence.objects.get()
        assert away.ends_at - away.starts_at == timedelta(days=14)
        client.post(reverse("settings_change", args=[aino.pk, "back"]), {"absence": away.pk})
        assert not Absence.objects.exists()

    def test_other_hours_on_one_day(self, client):
        aino = sign_in(client, role=Role.ADMIN)
        path = reverse("settings_change", args=[aino.pk, "day"])
        client.post(path, {"day": "2099-07-01", "hours": "12-14"})
        page = client.get(reverse("settings_person", args=[aino.pk])).content.decode()
        assert "1.7.2099: 12–14" in page
        client.post(path, {"day": "2099-07-01", "remove": "1"})
        assert not aino.shifts.exists()

    def test_a_calendar_file_becomes_absences_or_one_sentence(self, client):
        aino = sign_in(client)
        one = Entry("a", timezone.now(), timezone.now() + timedelta(days=2))
        good = SimpleUploadedFile("a.ics", write_calendar("x", [one], now=timezone.now()))
        page = client.post(reverse("away", args=["calendar"]), {"calendar": good}, follow=True)
        assert "One absence was read, one of them new." in page.content.decode()
        bad = SimpleUploadedFile("a.ics", b"BEGIN:NONSENSE")
        page = client.post(reverse("away", args=["calendar"]), {"calendar": bad}, follow=True)
        assert "no calendar that we can read" in page.content.decode()
        assert aino.absences.count() == 1

    def test_my_calendar_has_an_address_that_names_no_customer(self, client):
        open_always()
        aino = sign_in(client)
        one = a_fresh_conversation()
        a_call(1, conversation=one, now=timezone.now())
        page = client.get("/settings/me/").content.decode()
        path = re.search(r"/calendar/[^<\s]+\.ics", page)[0]
        client.logout()
        feed = client.get(path)
        assert feed["content-type"].startswith("text/calendar")
        assert f"A call: {one.number}".encode() in feed.content
        assert b"Matti" not in feed.content
        client.force_login(aino, backend=ALLAUTH)
        client.post(reverse("away", args=["address"]))
        assert client.get(path).status_code == 404

    def test_how_calls_are_agreed_on_is_a_leads(self, client):
        sign_in(client, role=Role.LEAD)
        assert "As many times" in client.get("/settings/calls/").content.decode()
        wrong = {
            "offered": "on",
            "minutes": "0",
            "small_team": "0.5",
            "team": "1",
            "large_team": "1",
        }
        assert client.post("/settings/calls/", wrong).status_code == 422
        client.post("/settings/calls/", wrong | {"minutes": "20", "small_team": "2"})
        assert (terms().minutes, terms().inflation) == (20, (2.0, 1.0, 1.0))
        sign_in(client, "Eetu Salo")
        assert client.get("/settings/calls/").status_code == 403

    def test_an_inbox_that_could_not_answer_is_refused_with_a_sentence(self, client):
        sign_in(client, role=Role.ADMIN)
        page = client.post(
            "/settings/inboxes/new/",
            {
                "name": "tuki",
                "address": "tuki@x.example",
                "imap_host": "imap.x.example",
                "imap_port": 993,
                "imap_security": "tls",
                "imap_folder": "INBOX",
                "smtp_port": 587,
                "smtp_security": "starttls",
                "enabled": "on",
            },
        )
        assert "no answer could go out" in page.content.decode()

    def test_an_agent_changes_only_what_is_theirs(self, client):
        aino = sign_in(client)
        assert client.get("/settings/inboxes/").status_code == 403
        client.post("/settings/me/", {"name": "Aino M", "language": "en", "signature": "A."})
        aino.refresh_from_db()
        assert (aino.name, aino.role) == ("Aino M", Role.AGENT)

    def test_a_missing_dictionary_is_said_with_what_to_install(self, client, monkeypatch):
        sign_in(client, role=Role.ADMIN)
        assert "voikko" not in client.get("/settings/").content.decode()
        monkeypatch.setattr("hoituu.desk.views.settings.knows_finnish", lambda: False)
        assert "apt-get install libvoikko1 voikko-fi" in client.get("/settings/").content.decode()

    def test_ill_today_is_one_press_and_can_be_taken_back(self, client):
        aino = sign_in(client)
        page = client.post("/settings/me/ill/", follow=True).content.decode()
        assert "Get well soon" in page
        [absence] = aino.absences.all()
        client.post("/settings/me/back/", {"absence": absence.pk})
        assert not aino.absences.exists()

    def test_an_absence_that_ends_first_is_one_sentence(self, client):
        aino = sign_in(client)
        times = {"starts_at": "2026-12-24T10:00", "ends_at": "2026-12-24T09:00", "reason": "ill"}
        page = client.post("/settings/me/add/", times, follow=True).content.decode()
        assert "An absence must end after it begins" in page
        page = client.post("/settings/me/add/", {**times, "ends_at": ""}, follow=True)
        assert "Both need a date and a time" in page.content.decode()
        assert not aino.absences.exists()

    def test_a_lead_says_who_stands_in(self, client):
        sign_in(client, "Camilla Rinne", Role.LEAD)
        aino, eetu = a_person(), a_person("Eetu Salo")
        path = f"/settings/people/{aino.pk}/covers/"
        client.post(path, {"first": eetu.pk})
        assert [cover.stand_in for cover in aino.covers.all()] == [eetu]
        page = client.post(path, {"first": aino.pk}, follow=True).content.decode()
        assert "Select a valid choice" in page
        assert [cover.stand_in for cover in aino.covers.all()] == [eetu]


class TestPrograms:
    def test_a_token_is_shown_once_and_lets_in_until_shut_out(self, client):
        admin = sign_in(client, role=Role.ADMIN)
        path = reverse("settings_tokens")
        made = {"name": "kassa", "user_id": admin.pk, "scopes": ["read"]}
        page = client.post(path, made).content.decode()
        secret = re.search(r"hoituu_[\w-]+", page).group()
        asked = {"headers": {"authorization": f"Bearer {secret}"}}
        assert client.get("/api/v1/conversations", **asked).status_code == 200
        assert secret not in client.get(path).content.decode()
        client.post(path, {"revoke": ApiToken.objects.get().pk})
        assert client.get("/api/v1/conversations", **asked).status_code == 401

    def test_only_administrators_let_programs_in(self, client):
        sign_in(client, role=Role.LEAD)
        assert client.get(reverse("settings_tokens")).status_code == 403


def test_settings_say_what_the_environment_has_set(client, settings):
    sign_in(client, role=Role.ADMIN)
    settings.HOITUU_ENVIRONMENT = ["HOITUU_BASE_URL"]
    assert "HOITUU_BASE_URL" in client.get("/settings/").content.decode()


def test_there_is_no_demo_to_remove_in_real_data(client):
    sign_in(client, role=Role.ADMIN)
    assert client.post("/demo/remove/").status_code == 404


def an_inbox(**facts):
    said = {
        "name": "tuki",
        "address": "tuki@firma.example",
        "imap_host": "imap.firma.example",
        "imap_user": "tuki",
        "smtp_host": "smtp.firma.example",
    }
    return set_up_inbox(Inbox(), **said | facts, now=timezone.now())


def test_another_mailbox_is_read_from_its_beginning(client):
    sign_in(client, role=Role.ADMIN)
    one = an_inbox()
    note_fetch(one, problem="", uidvalidity=7, uid_next=500, now=timezone.now())
    form = client.get(reverse("settings_inbox", args=[one.pk])).context_data["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    client.post(reverse("settings_inbox", args=[one.pk]), said)
    assert Cursor.objects.filter(inbox=one, uid_next=500).exists()
    client.post(reverse("settings_inbox", args=[one.pk]), said | {"imap_user": "myynti"})
    assert not Cursor.objects.filter(inbox=one).exists()


def test_the_mails_can_be_counted_at_once(client):
    sign_in(client, role=Role.ADMIN)
    one = an_inbox()
    note_reconciled(one, missing=[], now=timezone.now())
    answer = client.post(reverse("count_mails", args=[one.pk]))
    assert (answer.status_code, answer.headers.get("Location")) == (
        302,
        reverse("settings_inboxes"),
    )
    one.refresh_from_db()
    assert one.reconciled_at is None
