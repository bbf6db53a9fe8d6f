"""Every piece is taken in once, gets its steps in their order, and a low one is ours at the first tap."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hoituu.conversations.actions import confirm, resolve
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import ResolvedBy, Turn
from hoituu.conversations.tests.builders import a_conversation
from hoituu.feedback.actions import (
    answered_by_message,
    erase_person,
    mark_read,
    note_change,
    rate_conversation,
    say_more,
)
from hoituu.feedback.models import Feedback
from hoituu.feedback.queries import (
    count_unanswered_overdue,
    export_person,
    faces,
    latest,
    to_answer,
    to_read,
)
from hoituu.feedback.rules import (
    Mood,
    NotAskedYet,
    NothingToSay,
    SaidMore,
    Source,
    Step,
    StepSkipped,
)
from hoituu.journal.models import Entry
from hoituu.promises.models import Promise
from hoituu.staff.addresses import page_path
from hoituu.wording.models import Correction

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def a_done_one(by=ResolvedBy.PERSON):
    one = a_conversation(now=NOW)
    Conversation.objects.filter(pk=one.pk).update(open_promises=0)
    for promise in Promise.objects.filter(conversation=one):
        promise.delete()
    resolve(one, by=by, now=NOW)
    return Conversation.objects.get(pk=one.pk)


def an_anonymous_one(**facts):
    plain = {"key": "kiosk-1", "source": Source.KIOSK, "given_at": NOW, "received_at": NOW}
    facts = plain | {"mood": -1, "words": "Liian kylmä."} | facts
    return Feedback.objects.create(is_low=(facts["mood"] or 0) < 0, **facts)


def read(one, *, by_id):
    mark_read(one, seen=Feedback.objects.get(pk=one.pk).seen, by_id=by_id, now=NOW)


def test_a_low_one_is_ours_again_at_the_first_tap_with_a_promise():
    one = a_done_one()
    rate_conversation(one, mood=Mood.BAD, now=NOW)
    again = Conversation.objects.get(pk=one.pk)
    assert (again.turn, again.owner_id) == (Turn.OURS, one.owner_id)
    assert again.open_promises == 1
    assert [row.mood for row in to_read()] == [Mood.BAD]


def test_tapped_twice_it_is_one():
    one = a_done_one()
    for _ in range(2):
        rate_conversation(one, mood=Mood.BAD, now=NOW)
    assert Feedback.objects.count() == 1
    assert Promise.objects.filter(conversation=one).count() == 1


def test_a_good_tap_is_answered_by_the_thanks_on_the_page():
    one = a_done_one()
    rate_conversation(one, mood=Mood.BEYOND, now=NOW)
    assert Feedback.objects.get().step == Step.ANSWERED
    assert Conversation.objects.get(pk=one.pk).turn == Turn.RESOLVED
    assert to_read() == []


def test_who_thinks_again_changes_their_mind_and_it_counts():
    one = a_done_one()
    rate_conversation(one, mood=Mood.WELL, now=NOW)
    rate_conversation(one, mood=Mood.BAD, now=NOW)
    assert Feedback.objects.get().step == Step.RECEIVED
    assert Conversation.objects.get(pk=one.pk).turn == Turn.OURS


def test_words_of_a_low_one_go_to_who_has_it():
    one = a_done_one()
    rate_conversation(one, mood=Mood.BAD, now=NOW)
    say_more(one, words="Kynsi irtosi taas.", now=NOW)
    assert Message.objects.filter(conversation=one, body="Kynsi irtosi taas.").exists()
    assert Feedback.objects.get().words == "Kynsi irtosi taas."
    known = Correction.objects.get()
    assert (known.message.body, known.tone, known.complaint) == ("Kynsi irtosi taas.", 1, True)


def test_kind_words_wait_to_be_read_by_somebody():
    one = a_done_one()
    rate_conversation(one, mood=Mood.BEYOND, now=NOW)
    say_more(one, words="Ihana Aino!", now=NOW)
    [row] = to_read()
    assert row.owner == "Aino"
    read(Feedback.objects.get(), by_id=one.owner_id)
    assert Feedback.objects.get().step == Step.ANSWERED
    assert [row.words for row in latest()] == ["Ihana Aino!"]


def test_how_it_went_is_not_asked_before_it_is_over_nor_after_the_clock_closed_it():
    with pytest.raises(NotAskedYet):
        rate_conversation(a_conversation(now=NOW), mood=Mood.WELL, now=NOW)
    closed = a_done_one(by=ResolvedBy.CLOCK)
    with pytest.raises(NotAskedYet):
        rate_conversation(closed, mood=Mood.WELL, now=NOW)
    confirm(closed, now=NOW)
    assert rate_conversation(closed, mood=Mood.WELL, now=NOW).mood == Mood.WELL


def test_words_without_a_rating_or_no_words_are_nothing():
    one = a_done_one()
    with pytest.raises(NotAskedYet):
        say_more(one, words="Hei", now=NOW)
    rate_conversation(one, mood=Mood.WELL, now=NOW)
    with pytest.raises(NothingToSay):
        say_more(one, words="  ", now=NOW)


def test_no_step_is_skipped_by_anybody_not_even_by_the_database():
    one = an_anonymous_one()
    with pytest.raises(StepSkipped):
        note_change(one, text="Lämpöä lisää", by_id=1, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=one.pk).update(answered_at=NOW)
    read(one, by_id=a_conversation(now=NOW).owner_id)
    assert [row.id for row in to_answer()] == [one.pk]
    Feedback.objects.filter(pk=one.pk).update(answered_at=NOW)
    note_change(one, text="Termostaatti vaihdettu", by_id=1, now=NOW)
    assert Feedback.objects.get().step == Step.CHANGED
    assert to_answer() == []


def test_what_is_said_anew_begins_anew_whatever_was_done_before():
    one = a_done_one()
    rate_conversation(one, mood=Mood.WELL, now=NOW)
    say_more(one, words="Musiikki soi vähän lujaa.", now=NOW)
    read(Feedback.objects.get(), by_id=one.owner_id)
    note_change(Feedback.objects.get(), text="Musiikki hiljemmalla", by_id=one.owner_id, now=NOW)
    say_more(one, words="Ja tuoli oli kova.", now=NOW)
    assert Feedback.objects.get().step == Step.RECEIVED
    rate_conversation(one, mood=Mood.BAD, now=NOW)
    again = Feedback.objects.get()
    assert (again.step, again.change.text) == (Step.RECEIVED, "Musiikki hiljemmalla")


def test_a_low_one_that_was_answered_and_closed_is_ours_again_when_it_is_tapped_again():
    one = a_done_one()
    rate_conversation(one, mood=Mood.BAD, now=NOW)
    Promise.objects.filter(conversation=one).delete()
    Conversation.objects.filter(pk=one.pk).update(open_promises=0)
    resolve(Conversation.objects.get(pk=one.pk), by=ResolvedBy.PERSON, now=NOW)
    rate_conversation(one, mood=Mood.BAD, now=NOW)
    again = Conversation.objects.get(pk=one.pk)
    assert (again.turn, again.open_promises) == (Turn.OURS, 1)


def test_words_that_came_while_somebody_was_reading_are_neither_lost_nor_taken_for_read():
    one = a_done_one()
    rate_conversation(one, mood=Mood.WELL, now=NOW)
    say_more(one, words="Kiva.", now=NOW)
    open_page = Feedback.objects.get()
    say_more(one, words="Mutta kylmä.", now=NOW)
    with pytest.raises(SaidMore):
        mark_read(open_page, seen=open_page.seen, by_id=one.owner_id, now=NOW)
    assert Feedback.objects.get().words == "Kiva.\n\nMutta kylmä."
    read(open_page, by_id=one.owner_id)
    assert Feedback.objects.get().words == "Kiva.\n\nMutta kylmä.", "an old page writes nothing old"


def test_what_waits_for_over_a_week_is_counted():
    an_anonymous_one()
    assert count_unanswered_overdue(now=NOW + timedelta(days=6)) == 0
    assert count_unanswered_overdue(now=NOW + timedelta(days=8)) == 1


def test_an_answer_to_the_customer_answers_what_they_said(client):
    one = a_done_one()
    rate_conversation(one, mood=Mood.BAD, now=NOW)
    owner = one.owner_id
    said = Message.objects.create(
        conversation=one, kind="answer", channel="email", author_id=owner, body="Anteeksi!", at=NOW
    )
    entry = Entry(kind="message.sent", at=NOW, facts={"message_id": said.pk})
    answered_by_message(entry, now=NOW)
    answered_by_message(entry, now=NOW)
    assert Feedback.objects.get().step == Step.ANSWERED


def test_shares_say_how_little_they_know():
    for number in range(3):
        an_anonymous_one(key=f"k{number}", mood=[-2, 1, 1][number])
    shares = faces(since=NOW - timedelta(days=1))
    assert (shares[Mood.WELL].count, shares[Mood.WELL].of) == (2, 3)
    assert not shares[Mood.WELL].is_known


def test_what_a_customer_said_of_us_is_theirs():
    one = a_done_one()
    rate_conversation(one, mood=Mood.BEYOND, now=NOW)
    say_more(one, words="Ihana Aino!", now=NOW)
    [said] = export_person(one.customer_id)["said"]
    assert (said["mood"], said["words"]) == (2, "Ihana Aino!")
    erase_person(one.customer_id, now=NOW)
    assert Feedback.objects.get().words == ""


def test_on_their_own_page_it_takes_one_tap(client):
    one = a_done_one()
    path = page_path(one.pk)
    assert "Miten sujui?" in client.get(path).content.decode()
    page = client.post(f"{path}rate/", {"mood": "-2"}, follow=True).content.decode()
    assert "Olemme pahoillamme, ja Aino katsoo asiaa heti" in page
    assert "Mitä tapahtui?" in page
    page = client.post(f"{path}words/", {"words": "Kylmä."}, follow=True).content.decode()
    assert "Aino lukee sen" in page
    for bad in ({}, {"mood": "0"}, {"mood": "x"}):
        client.post(f"{path}rate/", bad)
    assert Feedback.objects.get().mood == -2


def test_before_it_is_over_a_tap_is_one_sentence(client):
    path = page_path(a_conversation(now=NOW).pk)
    page = client.post(f"{path}rate/", {"mood": "1"}, follow=True).content.decode()
    assert "Olemme sinulle vielä jotain velkaa" in page
    assert client.post(f"{path}words/", {"words": "x"}).status_code == 302
    assert not Feedback.objects.exists()
