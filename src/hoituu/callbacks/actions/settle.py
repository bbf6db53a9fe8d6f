"""What follows for calls from what happened elsewhere, and how calls are agreed on here."""

from datetime import datetime
from typing import Any

from hoituu.callbacks.actions.book import end_booked
from hoituu.callbacks.models import Terms
from hoituu.callbacks.queries import callback_of
from hoituu.callbacks.rules import CallState
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import hold
from hoituu.journal.actions import write
from hoituu.journal.models import Entry
from hoituu.journal.transactions import atomic


@atomic
def let_go(entry: Entry, *, now: datetime) -> None:
    """Give up a call that nothing is owed for any more, as its promise was released (a reaction)."""
    if entry.conversation_id is None:
        return
    conversation = hold(Conversation(pk=entry.conversation_id))
    callback = callback_of(conversation.pk)
    if callback is None or callback.state != CallState.BOOKED:
        return
    tried = callback.attempts.filter(ended_at__isnull=False).exists()
    if callback.promise.attention_at is not None or (tried and conversation.resolved_at is None):
        return
    end_booked(callback, state=CallState.CANCELLED, now=now)


@atomic
def set_terms(*, actor_id: int | None, now: datetime, **facts: Any) -> Terms:
    """Say how calls are agreed on here; facts are the columns of the terms."""
    terms, _ = Terms.objects.update_or_create(pk=1, defaults=facts)
    write("callback.terms_set", actor_id=actor_id, now=now)
    return terms
