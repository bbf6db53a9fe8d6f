"""What comes in, comes back or is nothing: the promises in it follow."""

from collections.abc import Sequence
from datetime import datetime

from hoituu.conversations.actions import (
    mark_spam,
    not_yet,
    receive_contacts,
)
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import Reception
from hoituu.conversations.rules import (
    Contact,
    Received,
)
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.first_word import acknowledge_contacts
from hoituu.promises.actions.ledger import release_promise


@atomic
def take_in(contacts: Sequence[Contact], *, now: datetime) -> list[Received]:
    """Receive contacts and say the first word to those who wait for one, all in one."""
    reception = Reception(now=now)
    received = receive_contacts(contacts, reception=reception, now=now)
    new = [r.conversation_id for r in received if r.deserves_first_word]
    senders = {
        r.conversation_id: c.sender
        for r, c in zip(received, contacts, strict=True)
        if "@" in c.sender
    }
    if new:
        acknowledge_contacts(new, senders=senders, reception=reception, now=now)
    return received


@atomic
def hear_not_yet(conversation: Conversation, *, now: datetime) -> None:
    """Take the customer's word that it is not done, and promise when they hear from us."""
    not_yet(conversation, now=now)
    acknowledge_contacts([conversation.pk], by_mail=False, now=now)


@atomic
def put_into_spam(conversation: Conversation, *, actor_id: int, now: datetime) -> None:
    """Mark as spam; what we promised to it, our own first word too, is owed to nobody."""
    for promise in conversation.promises.filter(attention_at__isnull=False):
        release_promise(promise, actor_id=actor_id, now=now)
    mark_spam(conversation, actor_id=actor_id, now=now)
