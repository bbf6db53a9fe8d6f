"""Somebody has it: what an absent owner has goes to who is here, and the customer hears by name."""

from datetime import datetime

from django.utils import translation

from hoituu.conversations.actions import cover, queue_first_words, take, wait_until
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import Reception, hold, last_resort
from hoituu.conversations.rules import OPEN_TURNS, CoverReason, is_on_duty
from hoituu.customers.queries import email_of
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.by_itself import Mailed
from hoituu.promises.actions.renew import renew_by_themselves
from hoituu.promises.rules import PromiseKind
from hoituu.promises.words import changed_person_word
from hoituu.staff.models import User
from hoituu.staff.queries import Presence, business, covers


@atomic
def keep_duty(conversation: Conversation, *, now: datetime) -> bool:
    """Make sure that somebody who is here before the next step has it; True when that took a change.

    Who is away until after it is covered. In a business of one on leave the next step moves to
    the first open day, and what was promised before then gets a new time that the customer hears.
    """
    conversation = hold(conversation)
    reception = Reception(now=now)
    owner = next((p for p in reception.people if p.id == conversation.owner_id), None)
    if conversation.turn not in OPEN_TURNS or _is_here(owner, conversation, now=now):
        return False
    keeper = reception.stand_in_for(
        conversation.owner_id,
        team_id=conversation.team_id,
        chain=covers().get(conversation.owner_id, []),
        due_at=max(conversation.next_step_at or now, now),
    )
    if keeper == conversation.owner_id and owner is not None and owner.here_at is not None:
        return _wait_for(owner, conversation, now=now)
    why = CoverReason.NOBODY if keeper is None else CoverReason.AWAY if owner else CoverReason.LEFT
    keeper = keeper or last_resort()
    if keeper == conversation.owner_id:
        return False
    before = conversation.owner.name
    cover(conversation, to_id=keeper, why=why, now=now)
    tell_of_change(conversation, before=before, away=owner is not None, now=now)
    return True


@atomic
def take_over(
    conversation: Conversation, *, by_id: int, from_id: int | None = None, now: datetime
) -> None:
    """Take a conversation; what was offered is a hand-over, and the customer hears of it.

    Who just takes one answers next, and the answer says who it is. `from_id` is who had it when
    they decided. Raises NotHere, TakenMeanwhile.
    """
    before_id = take(conversation, by_id=by_id, from_id=from_id, now=now)
    if before_id is not None:
        before = User.objects.get(pk=before_id).name
        tell_of_change(conversation, before=before, away=False, now=now)


@atomic
def tell_of_change(conversation: Conversation, *, before: str, away: bool, now: datetime) -> None:
    """Write to the customer that somebody else has it now, unless nobody could write to them."""
    conversation = Conversation.objects.select_related("customer", "owner").get(pk=conversation.pk)
    to = email_of(conversation.customer)
    told = bool(to) and Mailed([conversation.customer_id], now=now).may_write(to)
    if told:
        with translation.override(conversation.language):
            body = changed_person_word(
                conversation=conversation, before=before, away=away, firm=business(), now=now
            )
        queue_first_words([(conversation, to, body)], now=now)
    write("conversation.change_told", conversation_id=conversation.pk, now=now, told=int(told))


def _is_here(owner: Presence | None, conversation: Conversation, *, now: datetime) -> bool:
    return owner is not None and is_on_duty(
        here_at=owner.here_at,
        usually_at=owner.usually_here_at(now=now),
        next_step_at=conversation.next_step_at,
    )


def _wait_for(owner: Presence, conversation: Conversation, *, now: datetime) -> bool:
    """Move what waits to when the only one here is back; what was promised gets a new time."""
    back_at = owner.here_at or now
    owed = conversation.promises.filter(attention_at__isnull=False, due_at__lt=back_at)
    # A call in a window has a place that moves with it (callbacks/): it gets no other time here.
    renewed = renew_by_themselves(list(owed.exclude(kind=PromiseKind.CALL)), once=False, now=now)
    waits = not conversation.promises.filter(attention_at__isnull=False).exists()
    if waits:
        wait_until(conversation, at=back_at, now=now)
    return waits or bool(renewed)
