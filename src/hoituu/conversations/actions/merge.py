"""Two conversations that are one matter become one, and can be two again."""

from datetime import datetime

from django.db.models import Max, Q

from hoituu.conversations.models import Conversation, Message, Participant, WrittenDraft
from hoituu.conversations.queries import hold_all
from hoituu.conversations.rules import (
    BeingWritten,
    Delivery,
    Turn,
    check_may_answer,
    check_may_merge,
    move,
    next_step,
    turn_when_separated,
)
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def merge_into(other: Conversation, *, into: Conversation, by_id: int, now: datetime) -> None:
    """Make one conversation part of another of the same customer's; both are this person's.

    What was said there goes along and remembers where it was said. Raises OthersMatter, NotYours,
    NotOpen, NoSuchMove, BeingWritten.
    """
    held = {one.pk: one for one in hold_all([other.pk, into.pk])}
    other, into = held[other.pk], held[into.pk]
    check_may_merge(other, into=into, by_id=by_id)
    if _being_written(other):
        raise BeingWritten
    Message.objects.filter(conversation=other, came_from=None).update(came_from=other)
    Message.objects.filter(conversation=other).update(conversation=into)
    Participant.objects.bulk_create(
        [
            Participant(
                conversation=into, address=p.address, asked_by_us=p.asked_by_us, came_from=other
            )
            for p in other.participants.all()
        ],
        ignore_conflicts=True,
    )
    Conversation.objects.filter(merged_into=other).update(merged_into=into)
    _give_state(other, into)
    other.turn, other.merged_into = move(Turn(other.turn), Turn.MERGED), into
    other.next_step_at, other.promised_at, other.open_promises = None, None, 0
    other.offered_to, other.undelivered = None, False
    other.save()
    into.save()
    write(
        "conversation.merged", conversation_id=into.pk, actor_id=by_id, now=now, other_id=other.pk
    )


@atomic
def separate(part: Conversation, *, by_id: int, now: datetime) -> None:
    """Make a conversation of its own again of what was part of another. Raises NotYours.

    What was said there goes back; what has come since stays where it came.
    """
    part = Conversation.objects.get(pk=part.pk)
    if part.merged_into_id is None:
        return
    held = {one.pk: one for one in hold_all([part.pk, part.merged_into_id])}
    whole, part = held[part.merged_into_id], held[part.pk]
    check_may_answer(owner_id=whole.owner_id, author_id=by_id)
    Message.objects.filter(came_from=part, conversation=whole).update(
        conversation=part, came_from=None
    )
    Participant.objects.filter(conversation=whole, came_from=part).delete()
    waits = part.waiting_since is not None
    turn = turn_when_separated(waits=waits, resolved=part.resolved_at is not None)
    part.turn, part.merged_into, part.owner_id = move(Turn.MERGED, turn), None, whole.owner_id
    part.next_step_at = None if turn == Turn.RESOLVED else next_step(promised_at=None, now=now)
    part.undelivered = _undelivered(part)
    part.save()
    whole.latest_id = whole.messages.aggregate(latest=Max("pk"))["latest"] or 0
    whole.undelivered = _undelivered(whole)
    whole.save(update_fields=["latest_id", "undelivered"])
    write(
        "conversation.separated",
        conversation_id=whole.pk,
        actor_id=by_id,
        now=now,
        other_id=part.pk,
    )


def _being_written(conversation: Conversation) -> bool:
    drafts = WrittenDraft.objects.filter(conversation=conversation)
    return drafts.filter(~Q(body="") | Q(attachments__isnull=False)).exists()


def _give_state(other: Conversation, into: Conversation) -> None:
    """Let the whole wait as long, and be as urgent, as either of the two."""
    if other.turn == Turn.OURS:
        into.turn = move(Turn(into.turn), Turn.OURS)
    into.latest_id = max(into.latest_id, other.latest_id)
    into.latest_at = max(into.latest_at, other.latest_at)
    waits = filter(None, [into.waiting_since, other.waiting_since])
    into.waiting_since = min(waits, default=None)
    into.next_step_at = min(filter(None, [into.next_step_at, other.next_step_at]))
    into.undelivered = into.undelivered or other.undelivered


def _undelivered(conversation: Conversation) -> bool:
    return conversation.messages.filter(delivery=Delivery.FAILED).exists()
