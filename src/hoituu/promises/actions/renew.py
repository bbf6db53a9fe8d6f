"""A new time that the customer hears from us, before they have to ask."""

from datetime import datetime

from django.utils import translation

from hoituu.conversations.actions import queue_first_words
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import measured_answer_minutes
from hoituu.conversations.rules import ANSWER_WITHIN_MINUTES
from hoituu.customers.queries import email_of
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.by_itself import Mailed
from hoituu.promises.actions.ledger import renegotiate_promise
from hoituu.promises.models import Promise
from hoituu.promises.queries import calendar_of, renewals_of
from hoituu.promises.rules import MOST_RENEWALS, first_word_due
from hoituu.promises.words import new_time_word
from hoituu.staff.queries import business


@atomic
def renew_by_itself(promise: Promise, *, once: bool = True, now: datetime) -> bool:
    """Tell the customer a new time for a promise that is held, and promise that instead.

    False, and nothing is told, when they cannot be written to, have been told a new time before
    (unless not `once`), or when its owner is never here again: then a person must call them.
    """
    conversation = Conversation.objects.select_related("customer", "owner").get(
        pk=promise.conversation_id
    )
    to = email_of(conversation.customer)
    due_at = first_word_due(
        calendar_of(conversation.owner_id, now=now),
        measured=measured_answer_minutes(),
        default=ANSWER_WITHIN_MINUTES,
        now=now,
    )
    if not to or not due_at or (once and renewals_of(promise) >= MOST_RENEWALS):
        return False
    if not Mailed([conversation.customer_id], now=now).may_write(to):
        return False
    with translation.override(conversation.language):
        body = new_time_word(
            conversation=conversation, promise=promise, firm=business(), due_at=due_at, now=now
        )
    [message] = queue_first_words([(conversation, to, body)], now=now)
    write("promise.renewed", conversation_id=conversation.pk, now=now, promise_id=promise.pk)
    renegotiate_promise(promise, due_at=due_at, customer_told_at=now, made_in=message, now=now)
    return True
