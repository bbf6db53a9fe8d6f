"""A customer is silent: one kind reminder, then it closes with an open door."""

from datetime import datetime

from django.utils import translation

from hoituu.conversations.actions import note_reminder, queue_first_words, resolve
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import ResolvedBy, Turn
from hoituu.customers.queries import email_of
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.by_itself import Mailed
from hoituu.promises.words import reminder_word
from hoituu.staff.queries import business


@atomic
def hear_silence(conversation: Conversation, *, now: datetime) -> bool:
    """Remind a customer once that we wait for them; a week later close it unconfirmed.

    False when nothing was done: they wait for us after all, or cannot be written to; then it stays
    open, and its owner sees it.
    """
    conversation = hold(conversation)
    still = conversation.turn == Turn.CUSTOMERS and not conversation.open_promises
    if not still or conversation.next_step_at is None or conversation.next_step_at > now:
        return False
    if conversation.reminded_at is not None:
        resolve(conversation, by=ResolvedBy.CLOCK, now=now)
        return True
    conversation = Conversation.objects.select_related("customer", "owner").get(pk=conversation.pk)
    to = email_of(conversation.customer)
    if not to or not Mailed([conversation.customer_id], now=now).may_write(to):
        return False
    with translation.override(conversation.language):
        body = reminder_word(conversation=conversation, firm=business(), now=now)
    queue_first_words([(conversation, to, body)], now=now)
    note_reminder(conversation, now=now)
    return True
