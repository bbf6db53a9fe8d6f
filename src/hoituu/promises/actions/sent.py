"""A message has left the house, or come back: what it keeps."""

from datetime import datetime

from hoituu.conversations.actions import (
    resolve,
)
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import (
    ResolvedBy,
)
from hoituu.journal.models import Entry
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.ledger import keep_promise, record_event
from hoituu.promises.models import Promise
from hoituu.promises.rules import (
    EventType,
)


@atomic
def keep_what_it_answers(entry: Entry, *, now: datetime) -> None:
    """Keep the promises that a message fulfils, now that it has left the house (a reaction)."""
    message = Message.objects.get(pk=entry.facts["message_id"])
    keep_all_by(message, now=entry.at)
    asked = Entry.objects.filter(
        conversation_id=message.conversation_id,
        kind="conversation.resolves_when_sent",
        pk__lt=entry.pk,
    )
    waits = [e for e in asked if e.facts["message_id"] == message.pk]
    conversation = Conversation.objects.get(pk=message.conversation_id)
    untouched = conversation.latest_id <= message.pk and conversation.waiting_since is None
    if waits and untouched and not conversation.open_promises and not conversation.resolved_at:
        resolve(conversation, by=ResolvedBy.PERSON, actor_id=waits[0].actor_id, now=entry.at)


@atomic
def take_back_keeping(entry: Entry, *, now: datetime) -> None:
    """Make owed again what a bounced message was thought to have kept (a reaction)."""
    kept = Promise.objects.filter(
        events__type=EventType.KEPT, events__message_id=entry.facts["message_id"]
    )
    for promise in kept.distinct():
        # The bounce happened when it was journalled, however late this runs.
        record_event(promise, type=EventType.BOUNCED, at=entry.at, now=now)


def keep_all_by(message: Message, *, now: datetime) -> None:
    for promise in Promise.objects.filter(kept_by=message, attention_at__isnull=False):
        keep_promise(promise, actor_id=message.author_id, message=message, now=now)
