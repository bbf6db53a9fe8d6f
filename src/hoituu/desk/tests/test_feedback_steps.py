"""Answering in public, writing down what was said aloud, telling of a change, and deciding."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hoituu.conversations.models import Message
from hoituu.conversations.tests.builders import a_person
from hoituu.desk.tests.builders import sign_in
from hoituu.feedback.actions import join_conversation
from hoituu.feedback.models import Asking, Change, Feedback, Point, PublicAnswer
from hoituu.feedback.rules import Source, Step
from hoituu.review.models import Decision
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db
ANSWER = {"said": "It is cold.", "text": "We heat it now."}


def a_piece(key="kiosk-1", words=""):
    now = timezone.now()
    facts = {"source": Source.KIOSK, "given_at": now, "received_at": now}
    return Feedback.objects.create(key=key, mood=-1, is_low=True, words=words, **facts)


def test_a_slip_in_public_is_corrected_at_the_desk(client):
    sign_in(client)
    one = a_piece(words="Cold!")
    facts = {"piece": [one.pk], "said": "It was cold.", "text": "We mend teh door."}
    client.post(reverse("public_answer"), facts)
    page = client.get(reverse("feedback")).content.decode()
    assert "Correct it" in page
    answer = reverse("correct_answer", args=[PublicAnswer.objects.get().pk])
    client.post(answer, {"said": "It was cold.", "text": ""})
    client.post(answer, {"said": "It was cold.", "text": "We mend the door."})
    assert PublicAnswer.objects.get().text == "We mend the door."
    client.post(reverse("feedback_step", args=[one.pk, "change"]), {"text": "Nwe door"})
    change = reverse("feedback_change", args=[Change.objects.get().pk, "correct"])
    client.post(change, {"text": "New door"})
    assert Change.objects.get().text == "New door"


def test_one_answer_for_everybody_to_read_goes_to_many(client):
    sign_in(client)
    pieces = [a_piece(f"kiosk-{n}").pk for n in range(3)]
    url = reverse("public_answer")
    empty = client.post(url, {"piece": pieces, "said": "It is cold.", "text": ""})
    assert (empty.status_code, "It is cold." in empty.content.decode()) == (422, True)
    assert client.post(url, ANSWER).status_code == 409, "nothing was chosen"
    client.post(url, ANSWER | {"piece": pieces})
    assert {one.step for one in Feedback.objects.all()} == {Step.ANSWERED}
    assert "We heat it now." in client.get("/said-and-done/").content.decode()


def test_today_says_whose_answer_it_is(client):
    me = sign_in(client)
    Feedback.objects.filter(pk=a_piece().pk).update(owner=me)
    page = client.get(reverse("today")).content.decode()
    assert "You see to it that one piece of feedback is answered" in page


def test_what_was_said_aloud_is_written_down(client):
    me = sign_in(client)
    assert client.post(reverse("spoken"), {"words": ""}).status_code == 422
    client.post(reverse("spoken"), {"words": "The lift smells.", "mood": "-1"})
    assert Feedback.objects.get().owner == me


def test_a_change_is_told_and_shown_to_everybody(client):
    sign_in(client)
    one = a_piece(words="Cold!")
    facts = {"said": "-", "name": "S", "reach": "s@asiakas.example", "language": "en"}
    join_conversation(one, **facts, now=timezone.now())
    Feedback.objects.update(read_at=timezone.now(), answered_at=timezone.now())
    client.post(reverse("feedback_step", args=[one.pk, "cause"]), {"text": "Cold hall"})
    client.post(reverse("feedback_step", args=[one.pk, "change"]), {"text": "A new door."})
    change = Change.objects.get()
    told = client.post(reverse("feedback_change", args=[change.pk, "tell"]), follow=True)
    assert "1 customer was told" in told.content.decode()
    assert Message.objects.filter(body__contains="A new door.").exists()
    nothing = client.post(reverse("feedback_change", args=[change.pk, "publish"]), follow=True)
    assert "It needs a few words" in nothing.content.decode()
    client.post(reverse("feedback_change", args=[change.pk, "publish"]), {"text": "It is cold."})
    assert "A new door." in client.get("/said-and-done/").content.decode()


def test_a_lead_says_where_and_how_often_we_ask(client):
    sign_in(client, "Maija Lehto", Role.LEAD)
    point = {"name": "Hall", "kind": "kiosk", "metric": "faces", "language": "en"}
    client.post(reverse("change_feedback", args=["point"]), point)
    assert "/say/" in client.get(reverse("settings_feedback")).content.decode()
    client.post(reverse("end_point", args=[Point.objects.get().pk]))
    assert Point.objects.get().closed_at is not None
    terms = {"by_mail": "on", "after_hours": "24", "every_days": "60"}
    client.post(reverse("change_feedback", args=["asking"]), terms)
    assert Asking.objects.get().every_days == 60


def test_reviews_from_elsewhere_are_taken_in_once_and_a_bad_line_is_named(client):
    sign_in(client, "Maija Lehto", Role.LEAD)
    url = reverse("change_feedback", args=["reviews"])

    def bring(text):
        file = SimpleUploadedFile("arviot.csv", text.encode("cp1252"))
        return client.post(url, {"file": file, "origin": "Google"}, follow=True).content.decode()

    whole = "Päivä;Arvosana;Teksti\n2.1.2020;5;Ihanaa\n"
    assert "1 reviews were in it, and 1 of them are new" in bring(whole)
    assert "and 0 of them are new" in bring(whole)
    assert "On line 3 the date" in bring(whole + "eilen;5;x\n")
    assert Feedback.objects.count() == 1


def test_what_the_team_decides_comes_back_and_is_done(client):
    me = sign_in(client)
    url, day = reverse("review"), timezone.now().date() + timedelta(days=3)
    assert client.post(url, {"text": ""}).status_code == 422
    client.post(url, {"text": "We mend the door", "owner": me.pk, "due_on": day.isoformat()})
    decision = Decision.objects.get()
    assert "We mend the door" in client.get(url).content.decode()
    late = reverse("decision", args=[decision.pk, "later"])
    assert "a day ahead of us" in client.post(late, {"due_on": "x"}, follow=True).content.decode()
    client.post(reverse("decision", args=[decision.pk, "done"]))
    assert Decision.objects.get().state == "done"


def test_who_only_looks_decides_and_answers_nothing(client):
    a_person()
    sign_in(client, "Ville Kari", Role.VIEWER)
    for name in ("review", "feedback", "complaints"):
        assert client.get(reverse(name)).status_code == 200
    assert client.post(reverse("review"), {"text": "x"}).status_code == 404
    assert client.post(reverse("public_answer"), ANSWER).status_code == 403
    assert client.get(reverse("settings_feedback")).status_code == 403
