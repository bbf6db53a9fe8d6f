"""The watch: warn while there is time, own up before the customer asks."""

from datetime import datetime, timedelta

from django.utils import translation

from hoituu.conversations.actions import (
    queue_first_words,
)
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import hold
from hoituu.customers.queries import email_of
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.by_itself import Mailed
from hoituu.promises.models import Promise
from hoituu.promises.rules import (
    look_next_at,
)
from hoituu.promises.words import own_up_word
from hoituu.staff.queries import business

OWN_UP_AGAIN_AFTER = timedelta(minutes=15)


@atomic
def watch_promise(promise: Promise, *, now: datetime) -> None:
    """Look at one owed promise: warn the owner when it is near, own up when it has broken."""
    hold(promise.conversation)
    held = (
        Promise.objects.select_for_update(of=("self",)).select_related("kept_by").get(pk=promise.pk)
    )
    if held.attention_at is None or held.attention_at > now:
        return
    if held.warned_at is None:
        held.warned_at = now
        write("promise.at_risk", conversation_id=held.conversation_id, now=now, promise_id=held.pk)
    held.attention_at = look_next_at(held.word, now=now)
    if now > held.due_at and held.owned_up_at is None and not _own_up(held, now=now):
        held.attention_at = now + OWN_UP_AGAIN_AFTER
    held.save(update_fields=["warned_at", "owned_up_at", "attention_at"])


def _own_up(promise: Promise, *, now: datetime) -> bool:
    """Tell the customer, by the owner's name, that we are late: before they have to ask.

    False when they have had so many automatic mails that this one has to wait.
    """
    conversation = Conversation.objects.select_related("customer", "owner").get(
        pk=promise.conversation_id
    )
    to = email_of(conversation.customer)
    if to and not Mailed([conversation.customer_id], now=now).may_write(to):
        return False
    promise.owned_up_at = now
    told = bool(to) and not promise.leaving
    if told:
        with translation.override(conversation.language):
            body = own_up_word(conversation=conversation, promise=promise, firm=business(), now=now)
        queue_first_words([(conversation, to, body)], now=now)
    write(
        "promise.broken",
        conversation_id=conversation.pk,
        now=now,
        promise_id=promise.pk,
        told=int(told),
    )
    return True
