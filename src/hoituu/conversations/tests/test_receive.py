from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hoituu.conversations.actions import (
    answer_customer,
    mark_spam,
    receive_contacts,
    resolve,
    unmark_spam,
)
from hoituu.conversations.models import Attachment, Conversation, Message
from hoituu.conversations.queries import reception
from hoituu.conversations.rules import Attached, Draft, ResolvedBy, Turn
from hoituu.conversations.tests.builders import NOON, a_contact, a_conversation, a_person
from hoituu.journal.models import Entry
from hoituu.staff.actions import add_absence, change_person, name_team

pytestmark = pytest.mark.django_db
TO_MATTI = Draft("Hei Matti", to=("matti@asiakas.example",))


def receive(*contacts, now=NOON):
    return receive_contacts(contacts, now=now)


def the_owner(received):
    return Conversation.objects.get(pk=received.conversation_id).owner.name


def test_a_contact_gets_a_person_and_a_next_step_at_once():
    a_person()
    one = Conversation.objects.get(pk=receive(a_contact())[0].conversation_id)
    assert (one.owner.name, one.turn) == ("Aino Mäkelä", Turn.OURS)
    assert one.next_step_at == NOON + timedelta(hours=4)


def test_the_freest_takes_the_next_one():
    a_person("Aino Mäkelä"), a_person("Eetu Salo")
    received = receive(a_contact(), a_contact(sender="saara@asiakas.example"))
    assert [the_owner(one) for one in received] == ["Aino Mäkelä", "Eetu Salo"]


def test_thousands_that_wait_are_not_counted_for_each_contact(monkeypatch):
    monkeypatch.setattr(reception, "WAITING", reception.Waiting())
    monkeypatch.setattr(reception, "COUNT_EACH_TIME", 0)
    a_person("Aino Mäkelä"), a_person("Eetu Salo")
    receive(a_contact())
    with CaptureQueriesContext(connection) as asked:
        received = receive(a_contact(sender="saara@asiakas.example"))
    assert the_owner(received[0]) == "Eetu Salo"
    assert not [q for q in asked if "COUNT" in q["sql"]]


def test_the_previous_owner_keeps_their_customer():
    a_person("Aino Mäkelä"), a_person("Eetu Salo")
    first = receive(a_contact())[0]
    receive(a_contact(sender="saara@asiakas.example"), a_contact(sender="ville@asiakas.example"))
    assert the_owner(receive(a_contact("Toinen asia"))[0]) == the_owner(first)


def test_a_previous_owner_on_holiday_is_not_waited_for():
    aino, _ = a_person("Aino Mäkelä"), a_person("Eetu Salo")
    receive(a_contact())
    add_absence(aino, starts_at=NOON, ends_at=NOON + timedelta(days=7), actor_id=None, now=NOON)
    assert the_owner(receive(a_contact("Toinen asia"))[0]) == "Eetu Salo"


def test_a_team_takes_what_comes_to_its_inbox():
    a_person("Aino Mäkelä")
    team = name_team("Laskutus", now=NOON)
    change_person(a_person("Eetu Salo"), teams=[team], actor_id=None, now=NOON)
    assert the_owner(receive(a_contact(team_id=team.pk))[0]) == "Eetu Salo"


def test_a_team_whose_people_are_away_lets_the_others_help():
    a_person("Aino Mäkelä")
    team = name_team("Laskutus", now=NOON)
    eetu = change_person(
        a_person("Eetu Salo"), teams=[team], is_active=False, actor_id=None, now=NOON
    )
    assert not eetu.is_active
    assert the_owner(receive(a_contact(team_id=team.pk))[0]) == "Aino Mäkelä"


def test_an_answer_comes_back_to_the_same_conversation_and_person():
    one = a_conversation()
    answer_customer(one, author_id=one.owner_id, draft=TO_MATTI, now=NOON)
    again = receive(a_contact("Kiitos!", conversation_id=one.pk))[0]
    one.refresh_from_db()
    assert (again.conversation_id, again.opened, one.turn) == (one.pk, False, Turn.OURS)


def test_an_answer_to_something_resolved_opens_it_for_the_same_owner():
    one = a_conversation()
    resolve(one, by=ResolvedBy.PERSON, actor_id=one.owner_id, now=NOON)
    again = receive(a_contact("Ei toimi vieläkään", conversation_id=one.pk))[0]
    now = Conversation.objects.get(pk=one.pk)
    assert (again.reopened, now.turn, now.owner_id) == (True, Turn.OURS, one.owner_id)
    assert now.resolved_at is None


def test_a_stranger_who_answers_is_not_let_into_somebody_elses_conversation():
    one = a_conversation()
    stranger = receive(a_contact("Näytä!", conversation_id=one.pk, sender="kuka@muu.example"))[0]
    other = Conversation.objects.get(pk=stranger.conversation_id)
    assert other.pk != one.pk
    assert other.related_to_id == one.pk


def test_a_machine_neither_takes_the_turn_nor_opens_what_is_resolved():
    one = a_conversation()
    resolve(one, by=ResolvedBy.PERSON, now=NOON)
    machine = receive(a_contact("Olen lomalla", conversation_id=one.pk, automatic=True))[0]
    one.refresh_from_db()
    assert (one.turn, machine.deserves_first_word) == (Turn.RESOLVED, False)
    assert Message.objects.get(pk=machine.message_id).kind == "machine"


def test_spam_is_kept_out_of_the_way_and_can_come_back():
    aino = a_person()
    spam = receive(a_contact(spam=True))[0]
    one = Conversation.objects.get(pk=spam.conversation_id)
    assert (one.turn, spam.deserves_first_word) == (Turn.SPAM, False)
    unmark_spam(one, actor_id=aino.pk, now=NOON)
    one.refresh_from_db()
    assert one.turn == Turn.OURS


def test_a_sender_marked_twice_is_spam_from_then_on():
    aino = a_person()
    for _ in range(2):
        received = receive(a_contact())[0]
        mark_spam(Conversation(pk=received.conversation_id), actor_id=aino.pk, now=NOON)
    third = Conversation.objects.get(pk=receive(a_contact())[0].conversation_id)
    assert third.turn == Turn.SPAM


def test_attachments_come_along():
    a_person()
    photo = Attached("kynsi.jpg", "image/jpeg", 12, "0" * 64)
    receive(a_contact(attachments=[photo]))
    assert Attachment.objects.get().name == "kynsi.jpg"


def test_what_came_is_in_the_journal_without_a_word_of_it():
    a_person()
    receive(a_contact("Salaisuus"))
    kinds = list(Entry.objects.values_list("kind", flat=True))
    assert {"conversation.opened", "message.received", "customer.recognised"} <= set(kinds)
    assert "Salaisuus" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_the_database_refuses_a_conversation_left_hanging():
    one = a_conversation()
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.filter(pk=one.pk).update(next_step_at=None)


def test_the_database_refuses_to_send_a_note():
    one = a_conversation()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(
            conversation=one, kind="note", channel="email", at=NOON, delivery="queued", send_at=NOON
        )


def test_a_hundred_contacts_ask_who_is_here_once(django_assert_max_num_queries):
    a_person()
    contacts = [a_contact(sender=f"a{n}@asiakas.example") for n in range(20)]
    with django_assert_max_num_queries(20 * 22 + 15):
        receive(*contacts)
