"""Two conversations become one with all that is promised in either, and two again."""

from datetime import datetime

from hoituu.conversations.actions import merge_into, separate
from hoituu.conversations.models import Conversation
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.ledger import tell_conversations
from hoituu.promises.models import Promise
from hoituu.promises.rules import CallIsAgreed, PromiseKind


@atomic
def merge_conversations(
    other: Conversation, *, into: Conversation, by_id: int, now: datetime
) -> None:
    """Make one conversation part of another: what is owed in it is owed there, word for word.

    Raises CallIsAgreed when it is the one with a call ahead, OthersMatter, NotYours, NotOpen,
    NoSuchMove, BeingWritten.
    """
    merge_into(other, into=into, by_id=by_id, now=now)
    theirs = Promise.objects.filter(conversation=other)
    if theirs.filter(kind=PromiseKind.CALL, attention_at__isnull=False).exists():
        raise CallIsAgreed
    theirs.filter(came_from=None).update(came_from=other)
    theirs.update(conversation=into)
    tell_conversations([into.pk], now=now)


@atomic
def separate_conversation(part: Conversation, *, by_id: int, now: datetime) -> None:
    """Make it a conversation of its own again, with what was promised in it. Raises NotYours."""
    whole_id = Conversation.objects.values_list("merged_into_id", flat=True).get(pk=part.pk)
    if whole_id is None:
        return
    separate(part, by_id=by_id, now=now)
    Promise.objects.filter(came_from=part, conversation=whole_id).update(
        conversation=part, came_from=None
    )
    tell_conversations([part.pk, whole_id], now=now)
