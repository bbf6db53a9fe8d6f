"""Many rows in one go are the same rows that the ORM writes."""

from datetime import UTC, datetime

import pytest

from hoituu.conversations.models import Message, Participant
from hoituu.conversations.rules import Delivery, MessageKind
from hoituu.conversations.tests.builders import NOON, a_conversation
from hoituu.journal.rows import insert_rows, update_rows

pytestmark = pytest.mark.django_db


def a_message(conversation, **facts):
    return Message(
        conversation=conversation, kind=MessageKind.CONTACT, channel="email", at=NOON, **facts
    )


def test_rows_come_back_as_they_were():
    one = a_conversation()
    sent_at = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
    rows = insert_rows(
        [
            a_message(one, body="Ääkköset", to=["a@b.example"], sent_at=sent_at),
            a_message(one, body='"', delivery=Delivery.NONE),
        ]
    )
    first, second = Message.objects.filter(pk__in=[r.pk for r in rows]).order_by("pk")
    assert (first.body, first.to, first.sent_at) == ("Ääkköset", ["a@b.example"], sent_at)
    assert (second.body, second.cc, second.sent_at) == ('"', [], None)


def test_what_the_orm_writes_next_gets_the_next_id():
    one = a_conversation()
    [row] = insert_rows([a_message(one)])
    by_orm = a_message(one)
    by_orm.save()
    assert by_orm.pk > row.pk
    [after] = insert_rows([a_message(one)])
    assert after.pk > by_orm.pk


def test_a_row_that_is_there_already_is_left_out_when_asked():
    one = a_conversation()
    insert_rows([Participant(conversation=one, address="m@a.example")], or_leave=True)
    twice = [Participant(conversation=one, address="m@a.example") for _ in range(2)]
    insert_rows(twice, or_leave=True)
    assert one.participants.filter(address="m@a.example").count() == 1


def test_only_the_named_fields_are_written():
    one = a_conversation()
    rows = insert_rows([a_message(one, body="a"), a_message(one, body="b")])
    for row in rows:
        row.body, row.language, row.sent_at = "toinen", "sv", NOON
    update_rows(rows, ["language", "sent_at"])
    stored = Message.objects.filter(pk__in=[r.pk for r in rows]).order_by("pk")
    assert [(m.body, m.language, m.sent_at) for m in stored] == [
        ("a", "sv", NOON),
        ("b", "sv", NOON),
    ]
