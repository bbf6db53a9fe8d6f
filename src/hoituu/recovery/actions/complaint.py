"""A complaint is opened, assessed, and its cause named."""

from datetime import datetime

from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import hold, latest_contact
from hoituu.conversations.rules import NothingSaid
from hoituu.feedback.actions import hear_complaint, name_cause
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.recovery.actions.entries import write_of
from hoituu.recovery.models import Recovery, Remedy
from hoituu.recovery.queries import hold_recovery
from hoituu.recovery.rules import RemediesOffered, Severity


@atomic
def open_recovery(
    conversation: Conversation,
    *,
    message: Message | None = None,
    by_id: int | None = None,
    now: datetime,
) -> Recovery:
    """Open a complaint, once a conversation; one that was put aside or closed is open again.

    `message` is the one that complains, else their latest; `by_id` is who said that it does, nobody
    when we heard it ourselves. Raises NothingSaid where the customer has said nothing.
    """
    conversation = hold(conversation)
    message = message or latest_contact(conversation.pk)
    if message is None:
        raise NothingSaid
    feedback = hear_complaint(message, now=now)
    one, new = Recovery.objects.get_or_create(
        conversation=conversation,
        defaults={
            "feedback": feedback,
            "opened_at": now if by_id else feedback.given_at,
            "opened_by_id": by_id,
        },
    )
    aside = one.dismissed_at is not None
    if new or (aside and by_id) or (one.closed_at and not aside):
        one.closed_at = one.confirmed_at = one.dismissed_at = None
        one.save()
        write_of("recovery.opened", one=one, by_id=by_id, now=now)
    return one


@atomic
def dismiss(one: Recovery, *, by_id: int, now: datetime) -> None:
    """Put aside what was no complaint. Raises RemediesOffered."""
    one = hold_recovery(one)
    if one.remedies.exists():
        raise RemediesOffered
    one.dismissed_at = one.closed_at = now
    one.save()
    write_of("recovery.dismissed", one=one, by_id=by_id, now=now)


@atomic
def assess(
    one: Recovery, *, severity: Severity, lost_cents: int | None, by_id: int, now: datetime
) -> None:
    """Write down how bad it was and what it was worth to them. It says how large, never when or who."""
    one = hold_recovery(one)
    one.severity, one.lost_cents, one.assessed_at = severity, lost_cents, now
    one.save()
    write_of("recovery.assessed", one=one, by_id=by_id, now=now)


@atomic
def name_its_cause(one: Recovery, *, name: str, by_id: int, now: datetime) -> None:
    """Say what went wrong, by a name that others share; their words stay beside it.

    Raises NothingToSay.
    """
    one = hold_recovery(one)
    name_cause(one.feedback, name=name, by_id=by_id, now=now)
    write_of("recovery.cause_named", one=one, by_id=by_id, now=now)


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget what was agreed with a customer in words; that it was put right or not stays."""
    theirs = Remedy.objects.filter(recovery__conversation__customer_id=customer_id)
    theirs.exclude(text="").update(text="")
    write("recovery.words_erased", now=now, customer_id=customer_id)
