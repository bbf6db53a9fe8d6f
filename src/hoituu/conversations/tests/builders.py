"""People with names, and what they are in the middle of."""

from datetime import UTC, datetime, timedelta

from hoituu.conversations.actions import receive_contacts
from hoituu.conversations.models import Conversation
from hoituu.conversations.rules import Channel, Contact
from hoituu.language import search_terms
from hoituu.staff.actions import employ, set_up_business
from hoituu.staff.models import Business, User
from hoituu.staff.queries import OFFICE
from hoituu.staff.rules import Role

NOON = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # a Monday, twelve o'clock in Helsinki
TOMORROW = NOON + timedelta(days=1)


def a_business(**facts) -> Business:
    """An office that is open from nine to five on weekdays."""
    return set_up_business(**{"name": "Pohjan Verkko", "hours": OFFICE, "now": NOON} | facts)


def a_person(name: str = "Aino Mäkelä", role: Role = Role.AGENT, **facts) -> User:
    if not Business.objects.exists():
        a_business()
    email = f"{name.split()[0].lower()}@pohjanverkko.example"
    known = User.objects.filter(email=email).first()
    return known or employ(email=email, name=name, role=role, now=NOON, **facts)


def a_contact(body: str = "Milloin netti toimii?", **facts) -> Contact:
    plain = {
        "channel": Channel.EMAIL, "body": body, "shown": body, "at": NOON,
        "sender_kind": "email", "sender": "matti@asiakas.example",
        "sender_name": "Matti Virtanen", "subject": "Netti pätkii",
    } | facts
    words = f"{plain['sender_name']} {plain['sender']} {plain['subject']} {body}"
    return Contact(**{"terms": search_terms(words, "fi"), **plain})


def a_conversation(*, owner: str = "Aino Mäkelä", now: datetime = NOON, **facts) -> Conversation:
    person = a_person(owner)
    contact = a_contact(**{"preferred_id": person.pk, "at": now, **facts})
    received = receive_contacts([contact], now=now)[0]
    return Conversation.objects.get(pk=received.conversation_id)
