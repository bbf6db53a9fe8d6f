"""A customer writes twice about one matter: it becomes one, and nothing promised is lost."""

from datetime import timedelta

import pytest

from hoituu.conversations.actions import receive_contacts, record_sent, resolve, save_draft
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import customer_thread, search_conversations, thread_of
from hoituu.conversations.rules import (
    BeingWritten,
    Delivery,
    Draft,
    NotOpen,
    NotYours,
    OthersMatter,
    PromiseStillOpen,
    ResolvedBy,
    Turn,
)
from hoituu.conversations.tests.builders import NOON, TOMORROW, a_contact, a_person
from hoituu.journal.tests.builders import follow_up
from hoituu.promises.actions import (
    answer_with_promise,
    make_promise,
    merge_conversations,
    separate_conversation,
    take_in,
)
from hoituu.promises.models import Promise
from hoituu.promises.queries import misjudged, promises_of
from hoituu.promises.rules import State

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=10)


def write(body="Milloin netti toimii?", **facts) -> Conversation:
    contact = a_contact(body, preferred_id=a_person("Aino Mäkelä").pk, **facts)
    return Conversation.objects.get(pk=take_in([contact], now=NOON)[0].conversation_id)


@pytest.fixture
def two():
    """Matti wrote, and an hour later again instead of answering."""
    return write(), write("Ja laskukin on väärin.", subject="Lasku")


def merge(other, into, *, by=None):
    by_id = into.owner_id if by is None else by.pk
    merge_conversations(other, into=into, by_id=by_id, now=LATER)
    other.refresh_from_db()
    into.refresh_from_db()


def states(one):
    return [row.state for row in promises_of(one.pk, now=LATER)]


def test_all_that_was_said_and_promised_is_in_one_place(two):
    first, second = two
    make_promise(second, text="Oikaisen laskun", due_at=TOMORROW, now=NOON)
    merge(second, first)
    said = [m.body for m in customer_thread(first.pk)]
    assert said == ["Milloin netti toimii?", "Ja laskukin on väärin."]
    assert (first.turn, second.turn) == (Turn.OURS, Turn.MERGED)
    assert first.open_promises == 3
    assert (second.open_promises, second.next_step_at, second.promised_at) == (0, None, None)
    with pytest.raises(PromiseStillOpen):
        resolve(first, by=ResolvedBy.PERSON, now=LATER)
    assert misjudged(now=LATER) == 0


def test_one_answer_keeps_what_both_were_told(two):
    first, second = two
    merge(second, first)
    message = answer_with_promise(
        first,
        author_id=first.owner_id,
        draft=Draft("Netti toimii taas.", to=("matti@asiakas.example",)),
        now=LATER,
    )
    record_sent(message, now=LATER)
    follow_up(now=LATER)
    assert states(first) == [State.KEPT, State.KEPT]


def test_they_can_be_two_again_each_with_what_was_promised_in_it(two):
    first, second = two
    promise = make_promise(second, text="Oikaisen laskun", due_at=TOMORROW, now=NOON)
    before = {one.pk: len(thread_of(one.pk)) for one in two}
    merge(second, first)
    separate_conversation(second, by_id=first.owner_id, now=LATER)
    for one in two:
        one.refresh_from_db()
    assert {one.pk: len(thread_of(one.pk)) for one in two} == before
    assert (first.open_promises, second.open_promises) == (1, 2)
    assert second.turn == Turn.OURS
    assert second.promised_at == promise.due_at or second.promised_at < promise.due_at
    assert not Message.objects.exclude(came_from=None).exists()
    assert not Promise.objects.exclude(came_from=None).exists()


def test_what_had_been_done_goes_along_and_comes_back_done(two):
    first, second = two
    Promise.objects.filter(conversation=second).update(attention_at=None)
    Conversation.objects.filter(pk=second.pk).update(open_promises=0, promised_at=None)
    resolve(second, by=ResolvedBy.PERSON, now=NOON)
    merge(second, first)
    separate_conversation(second, by_id=first.owner_id, now=LATER)
    second.refresh_from_db()
    assert (second.turn, second.resolved_by) == (Turn.RESOLVED, ResolvedBy.PERSON)


def test_what_is_written_to_the_part_comes_to_the_whole(two):
    first, second = two
    merge(second, first)
    by_reference = a_contact("Vielä yksi asia.", conversation_id=second.pk)
    by_number = a_contact("Ja toinen.", hinted_id=second.pk)
    received = receive_contacts([by_reference, by_number], now=LATER)
    assert [r.conversation_id for r in received] == [first.pk, first.pk]
    assert [row.id for row in search_conversations(second.number)] == [first.pk]


def test_a_chain_has_one_end(two):
    first, second = two
    third = write("Vieläkään ei toimi.", subject="Netti")
    merge(third, second)
    merge(second, first)
    third.refresh_from_db()
    assert third.merged_into_id == second.merged_into_id == first.pk
    separate_conversation(third, by_id=first.owner_id, now=LATER)
    assert [m.body for m in customer_thread(third.pk)] == ["Vieläkään ei toimi."]
    assert len(customer_thread(first.pk)) == 2


def test_a_promise_made_from_a_page_that_was_open_is_owed_in_the_whole(two):
    first, second = two
    stale = Conversation.objects.get(pk=second.pk)
    merge(second, first)
    promise = make_promise(stale, text="Soitan", due_at=TOMORROW, now=LATER)
    assert promise.conversation_id == first.pk


def test_somebody_elses_matter_is_never_mixed_in(two):
    first, _ = two
    saara = write("Hei", sender="saara@asiakas.example", sender_name="Saara")
    for other in (saara, first):
        with pytest.raises(OthersMatter):
            merge(other, first)


def test_both_must_be_ones_own(two):
    first, second = two
    with pytest.raises(NotYours):
        merge(second, first, by=a_person("Eetu Niemi"))
    Conversation.objects.filter(pk=second.pk).update(owner=a_person("Eetu Niemi"))
    with pytest.raises(NotYours):
        merge(second, first)


def test_nothing_goes_into_what_is_closed(two):
    first, second = two
    Promise.objects.filter(conversation=first).update(attention_at=None)
    Conversation.objects.filter(pk=first.pk).update(open_promises=0, promised_at=None)
    resolve(first, by=ResolvedBy.PERSON, now=NOON)
    with pytest.raises(NotOpen):
        merge(second, first)


def test_an_answer_being_written_is_not_swallowed(two):
    first, second = two
    save_draft(second, author_id=second.owner_id, body="Hei Matti,", to=[], now=NOON)
    with pytest.raises(BeingWritten):
        merge(second, first)


def test_a_message_that_came_back_is_still_somebodys_task(two):
    first, second = two
    Message.objects.filter(conversation=second).update(delivery="", failure="")
    message = answer_with_promise(
        second,
        author_id=second.owner_id,
        draft=Draft("Katson tätä.", to=("matti@asiakas.example",)),
        now=NOON,
    )
    Message.objects.filter(pk=message.pk).update(delivery=Delivery.FAILED, send_at=None)
    Conversation.objects.filter(pk=second.pk).update(undelivered=True)
    merge(second, first)
    assert (first.undelivered, second.undelivered) == (True, False)
    separate_conversation(second, by_id=first.owner_id, now=LATER)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.undelivered, second.undelivered) == (False, True)
