"""Who has it changes hands."""

from datetime import datetime

from hoituu.conversations.actions.answer import write_note
from hoituu.conversations.models import Conversation, Mention
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import (
    CoverReason,
    Draft,
    NotHere,
    NotYours,
    TakenMeanwhile,
    check_may_answer,
    check_says_something,
)
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.staff.queries import presence_of


@atomic
def take(
    conversation: Conversation, *, by_id: int, from_id: int | None = None, now: datetime
) -> int | None:
    """Make somebody the owner because they say so; the former owner when it was offered to them.

    `from_id` is who had it when they decided. Raises NotHere for who serves nobody, TakenMeanwhile.
    """
    conversation = hold(conversation)
    if from_id is not None and conversation.owner_id not in {from_id, by_id}:
        raise TakenMeanwhile
    if presence_of(by_id, now=now) is None:
        raise NotHere
    if conversation.owner_id == by_id:
        return None
    before = conversation.owner_id
    offered = conversation.offered_to_id == by_id
    conversation.owner_id = by_id
    conversation.offered_to = None
    conversation.seen_by_owner = True
    conversation.save(update_fields=["owner", "offered_to", "seen_by_owner"])
    write(
        "conversation.given" if offered else "conversation.taken",
        conversation_id=conversation.pk,
        actor_id=before if offered else by_id,
        now=now,
        owner_id=by_id,
    )
    return before if offered else None


@atomic
def offer_to(
    conversation: Conversation, *, to_id: int, by_id: int, sentence: str, now: datetime
) -> None:
    """Offer it to somebody who is here before the next step, with a sentence for them.

    Until they take it, its owner has it. Raises NothingSaid, NotHere, NotYours.
    """
    conversation = hold(conversation)
    check_may_answer(owner_id=conversation.owner_id, author_id=by_id)
    sentence = check_says_something(sentence)
    person = presence_of(to_id, now=now)
    if person is None or person.here_at is None or to_id == conversation.owner_id:
        raise NotHere
    if not person.here and person.here_at > max(conversation.next_step_at or now, now):
        raise NotHere
    conversation.offered_to_id = to_id
    conversation.save(update_fields=["offered_to"])
    write_note(conversation, author_id=by_id, draft=Draft(sentence), now=now)
    write(
        "conversation.offered",
        conversation_id=conversation.pk,
        actor_id=by_id,
        now=now,
        owner_id=to_id,
    )


@atomic
def decline(conversation: Conversation, *, by_id: int, now: datetime) -> None:
    """Leave it with its owner: who was offered it cannot take it, or its owner keeps it after all.

    Raises NotYours for anybody else.
    """
    conversation = hold(conversation)
    if conversation.offered_to_id is None:
        return
    if by_id not in {conversation.offered_to_id, conversation.owner_id}:
        raise NotYours
    conversation.offered_to = None
    conversation.save(update_fields=["offered_to"])
    write("conversation.declined", conversation_id=conversation.pk, actor_id=by_id, now=now)


@atomic
def cover(conversation: Conversation, *, to_id: int, why: CoverReason, now: datetime) -> None:
    """Give it to somebody else because its owner will not be here in time, or ever."""
    conversation = hold(conversation)
    before = conversation.owner_id
    conversation.owner_id = to_id
    conversation.offered_to = None
    conversation.seen_by_owner = False
    conversation.save(update_fields=["owner", "offered_to", "seen_by_owner"])
    write(
        "conversation.covered",
        conversation_id=conversation.pk,
        now=now,
        owner_id=to_id,
        from_id=before,
        why=why,
    )


@atomic
def wait_until(conversation: Conversation, *, at: datetime, now: datetime) -> None:
    """Move the next step of what nobody is promised to when somebody is here again."""
    conversation = hold(conversation)
    conversation.next_step_at = at
    conversation.save(update_fields=["next_step_at"])
    write("conversation.waits_until", conversation_id=conversation.pk, now=now)


@atomic
def see(conversation: Conversation, *, by_id: int, now: datetime) -> None:
    """Note that somebody has opened it: the owner's row is read, a call by name is answered."""
    unseen = Mention.objects.filter(
        message__conversation=conversation, user_id=by_id, seen_at=None
    ).update(seen_at=now)
    first = Conversation.objects.filter(
        pk=conversation.pk, owner_id=by_id, seen_by_owner=False
    ).update(seen_by_owner=True)
    if unseen or first:
        write("conversation.seen", conversation_id=conversation.pk, actor_id=by_id, now=now)
