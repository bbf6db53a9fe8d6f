"""It is done, it is not done yet, or it was never anything."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import Reception, hold, hold_all
from hoituu.conversations.rules import (
    CLOSE_AFTER,
    OPEN_TURNS,
    Owed,
    ResolvedBy,
    Turn,
    check_may_resolve,
    move,
    next_step,
)
from hoituu.customers.actions import count_spam
from hoituu.journal.actions import write
from hoituu.journal.rows import update_rows
from hoituu.journal.transactions import atomic

# What a look at the ledger may change in a conversation.
LEDGER_FIELDS = [
    "turn",
    "owner",
    "resolved_at",
    "resolved_by",
    "confirmed_at",
    "open_promises",
    "promised_at",
    "next_step_at",
]


@atomic
def open_again(conversation: Conversation, *, now: datetime) -> None:
    """Take back that it was done, on a row that is held; an owner who left or is away is covered.

    The caller saves the row.
    """
    reception = Reception(now=now)
    keeper = reception.owner_for(previous_id=conversation.owner_id, team_id=conversation.team_id)
    conversation.resolved_at, conversation.resolved_by = None, ""
    conversation.confirmed_at = None
    if keeper != conversation.owner_id:
        conversation.owner_id = keeper
        write("conversation.covered", conversation_id=conversation.pk, now=now, owner_id=keeper)


@atomic
def set_next_steps(
    owed: Mapping[int, Owed], *, held: Sequence[Conversation] | None = None, now: datetime
) -> None:
    """Take in what the ledger owes in these conversations, by their ids; `held` are their rows.

    What is owed opens a resolved conversation again.
    """
    held = hold_all(owed) if held is None else held
    for conversation in held:
        ledger = owed[conversation.pk]
        if ledger.promises and conversation.turn == Turn.RESOLVED:
            conversation.turn = move(Turn.RESOLVED, Turn.OURS)
            open_again(conversation, now=now)
        conversation.open_promises = ledger.promises
        conversation.promised_at = ledger.first_due_at
        if conversation.turn in OPEN_TURNS:
            kept = conversation.next_step_at if conversation.waiting_since else None
            conversation.next_step_at = (
                ledger.first_due_at or kept or next_step(promised_at=None, now=now)
            )
        write(
            "conversation.next_step_set",
            conversation_id=conversation.pk,
            now=now,
            open_promises=ledger.promises,
        )
    update_rows(held, LEDGER_FIELDS)


@atomic
def resolve(
    conversation: Conversation, *, by: ResolvedBy, actor_id: int | None = None, now: datetime
) -> None:
    """Close the matter. Raises PromiseStillOpen, NoSuchMove."""
    conversation = hold(conversation)
    check_may_resolve(open_promises=conversation.open_promises)
    conversation.turn = move(Turn(conversation.turn), Turn.RESOLVED)
    conversation.next_step_at = None
    conversation.waiting_since = None
    conversation.resolved_at, conversation.resolved_by = now, by
    conversation.offered_to = None
    conversation.save()
    write(
        "conversation.resolved", conversation_id=conversation.pk, actor_id=actor_id, now=now, by=by
    )


@atomic
def note_reminder(conversation: Conversation, *, now: datetime) -> None:
    """Note that a silent customer was reminded, and when it closes if they stay silent."""
    conversation = hold(conversation)
    conversation.reminded_at = now
    conversation.next_step_at = now + CLOSE_AFTER
    conversation.save(update_fields=["reminded_at", "next_step_at"])
    write("conversation.reminded", conversation_id=conversation.pk, now=now)


@atomic
def confirm(conversation: Conversation, *, now: datetime) -> None:
    """Take the customer's word that it was taken care of. Raises PromiseStillOpen, NoSuchMove."""
    conversation = hold(conversation)
    if conversation.confirmed_at is not None:
        return
    if conversation.turn != Turn.RESOLVED:
        resolve(conversation, by=ResolvedBy.CUSTOMER, now=now)
        conversation = hold(conversation)
    conversation.confirmed_at = now
    conversation.save(update_fields=["confirmed_at"])
    write("conversation.confirmed", conversation_id=conversation.pk, now=now)


@atomic
def not_yet(conversation: Conversation, *, now: datetime) -> None:
    """Take the customer's word that it was not: it is ours again, at once."""
    conversation = hold(conversation)
    if conversation.turn == Turn.SPAM:
        return
    conversation.turn = move(Turn(conversation.turn), Turn.OURS)
    open_again(conversation, now=now)
    conversation.waiting_since = conversation.waiting_since or now
    conversation.next_step_at = conversation.promised_at or now
    conversation.seen_by_owner = False
    conversation.save()
    write("conversation.not_yet", conversation_id=conversation.pk, now=now)


@atomic
def wait_on_other(conversation: Conversation, *, actor_id: int, now: datetime) -> None:
    """Say that the next word is somebody else's. Raises NoSuchMove."""
    conversation = hold(conversation)
    conversation.turn = move(Turn(conversation.turn), Turn.OTHERS)
    open_again(conversation, now=now)
    conversation.next_step_at = next_step(promised_at=conversation.promised_at, now=now)
    conversation.save()
    write(
        "conversation.waits_on_other", conversation_id=conversation.pk, actor_id=actor_id, now=now
    )


@atomic
def wait_on_us(conversation: Conversation, *, now: datetime) -> None:
    """Say that the next word is ours: a call was agreed on. Raises NoSuchMove."""
    _pass_turn(conversation, Turn.OURS, now=now)
    write("conversation.waits_on_us", conversation_id=conversation.pk, now=now)


@atomic
def wait_on_customer(conversation: Conversation, *, now: datetime) -> None:
    """Say that the next word is the customer's: they pick when we call. Raises NoSuchMove."""
    _pass_turn(conversation, Turn.CUSTOMERS, now=now)
    write("conversation.waits_on_customer", conversation_id=conversation.pk, now=now)


def _pass_turn(conversation: Conversation, turn: Turn, *, now: datetime) -> None:
    conversation = hold(conversation)
    if conversation.resolved_at is not None:
        open_again(conversation, now=now)
    conversation.turn = move(Turn(conversation.turn), turn)
    conversation.reminded_at = None
    conversation.waiting_since = None
    conversation.next_step_at = next_step(promised_at=conversation.promised_at, now=now)
    conversation.save()


@atomic
def mark_spam(conversation: Conversation, *, actor_id: int, now: datetime) -> None:
    """Put it out of the way; the sender's record remembers. Raises PromiseStillOpen, NoSuchMove."""
    conversation = hold(conversation)
    if conversation.turn == Turn.SPAM:
        return
    check_may_resolve(open_promises=conversation.open_promises)
    conversation.turn = move(Turn(conversation.turn), Turn.SPAM)
    conversation.next_step_at = None
    conversation.save()
    count_spam(conversation.customer, by=1, now=now)
    write("conversation.marked_spam", conversation_id=conversation.pk, actor_id=actor_id, now=now)


@atomic
def unmark_spam(conversation: Conversation, *, actor_id: int, now: datetime) -> None:
    """Bring it back, as if it had just come. Raises NoSuchMove."""
    conversation = hold(conversation)
    if conversation.turn != Turn.SPAM:
        return
    conversation.turn = move(Turn.SPAM, Turn.OURS)
    open_again(conversation, now=now)
    conversation.next_step_at = now
    conversation.waiting_since = now
    conversation.save()
    count_spam(conversation.customer, by=-1, now=now)
    write("conversation.unmarked_spam", conversation_id=conversation.pk, actor_id=actor_id, now=now)
