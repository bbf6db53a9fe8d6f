"""People with names, and what they are in the middle of."""

from datetime import datetime

from hoituu.conversations.actions import receive_contacts
from hoituu.conversations.models import Conversation
from hoituu.conversations.rules import Channel, Contact
from hoituu.language import search_terms
from hoituu.staff.tests.builders import NOON, TOMORROW, a_business, a_person

__all__ = ["NOON", "TOMORROW", "a_business", "a_contact", "a_conversation", "a_person"]


def a_contact(body: str = "Milloin netti toimii?", **facts) -> Contact:
    plain = {
        "channel": Channel.EMAIL,
        "body": body,
        "shown": body,
        "at": NOON,
        "sender_kind": "email",
        "sender": "matti@asiakas.example",
        "sender_name": "Matti Virtanen",
        "subject": "Netti pätkii",
    } | facts
    words = f"{plain['sender_name']} {plain['sender']} {plain['subject']} {body}"
    return Contact(**{"terms": search_terms(words, "fi"), **plain})


def a_conversation(*, owner: str = "Aino Mäkelä", now: datetime = NOON, **facts) -> Conversation:
    person = a_person(owner)
    contact = a_contact(**{"preferred_id": person.pk, "at": now, **facts})
    received = receive_contacts([contact], now=now)[0]
    return Conversation.objects.get(pk=received.conversation_id)
