"""The ledger itself: a promise is made, and what happens to it is added."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Min

from hoituu.conversations.actions import (
    set_next_steps,
)
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import (
    Owed,
)
from hoituu.journal.actions import write
from hoituu.journal.rows import insert_rows
from hoituu.journal.transactions import atomic
from hoituu.promises.models import Promise
from hoituu.promises.queries import calendar_of
from hoituu.promises.rules import (
    EventType,
    PromiseKind,
    give_word,
    owed,
    warn_at,
    watch_of,
)


@atomic
def make_promise(
    conversation: Conversation,
    *,
    text: str = "",
    due_at: datetime | None,
    kind: PromiseKind = PromiseKind.GIVEN,
    window_start: datetime | None = None,
    made_by_id: int | None = None,
    made_in: Message | None = None,
    instead_of: Promise | None = None,
    now: datetime,
) -> Promise:
    """Record a promise. Raises PromiseNeedsTime."""
    conversation = hold(conversation)
    word = give_word(made_at=now, due_at=due_at, window_start=window_start)
    promise = Promise(
        conversation=conversation,
        kind=kind,
        text=text,
        made_by_id=made_by_id,
        made_at=word.made_at,
        due_at=word.due_at,
        window_start=word.window_start,
        attention_at=warn_at(word, calendar_of(conversation.owner_id, now=now)),
        made_in=made_in,
        instead_of=instead_of,
    )
    record_promises([promise], now=now)
    tell_conversations([conversation.pk], now=now)
    return promise


@atomic
def record_event(
    promise: Promise,
    *,
    type: EventType,
    at: datetime,
    now: datetime,
    actor_id: int | None = None,
    customer_told_at: datetime | None = None,
    message: Message | None = None,
) -> None:
    """Add what happened to a promise; adding the same again changes nothing."""
    conversation = hold(promise.conversation)
    promise = conversation.promises.get(pk=promise.pk)
    _, new = promise.events.get_or_create(
        type=type, at=at, defaults={"customer_told_at": customer_told_at, "message": message}
    )
    if not new:
        return
    word = promise.word
    calendar = calendar_of(conversation.owner_id, now=now)
    promise.attention_at = watch_of(word, calendar).next_after(now) if owed(word, now=now) else None
    promise.save(update_fields=["attention_at"])
    write(
        f"promise.{type}",
        conversation_id=conversation.pk,
        actor_id=actor_id,
        now=now,
        promise_id=promise.pk,
    )
    tell_conversations([conversation.pk], now=now)


@atomic
def keep_promise(
    promise: Promise, *, actor_id: int | None = None, message: Message | None = None, now: datetime
) -> None:
    """Mark a promise kept now, by a message if one did it."""
    record_event(promise, type=EventType.KEPT, at=now, actor_id=actor_id, message=message, now=now)


@atomic
def release_promise(promise: Promise, *, actor_id: int, now: datetime) -> None:
    """End a promise because the customer said that they do not need it."""
    record_event(promise, type=EventType.RELEASED, at=now, actor_id=actor_id, now=now)


@atomic
def renegotiate_promise(
    promise: Promise,
    *,
    due_at: datetime | None,
    customer_told_at: datetime,
    actor_id: int | None = None,
    made_in: Message | None = None,
    now: datetime,
) -> Promise:
    """End a promise and make a new one with the time the customer was told.

    Told too late, the old one stays broken, but only the new one is owed. Raises PromiseNeedsTime.
    """
    give_word(made_at=now, due_at=due_at)
    record_event(
        promise,
        type=EventType.RENEGOTIATED,
        at=now,
        actor_id=actor_id,
        customer_told_at=customer_told_at,
        now=now,
    )
    return make_promise(
        promise.conversation,
        text=promise.text,
        kind=PromiseKind(promise.kind),
        due_at=due_at,
        made_by_id=actor_id,
        made_in=made_in,
        instead_of=None if actor_id else promise,
        now=now,
    )


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget the words of what was promised to a customer; that it was kept or not stays."""
    theirs = Promise.objects.filter(conversation__customer_id=customer_id)
    theirs.exclude(text="").update(text="")
    write("promise.words_erased", now=now, customer_id=customer_id)


def record_promises(promises: Sequence[Promise], *, now: datetime) -> None:
    """Write promises down, whose conversations are held and are told next."""
    for promise in insert_rows(promises):
        write(
            "promise.made",
            conversation_id=promise.conversation_id,
            actor_id=promise.made_by_id,
            now=now,
            promise_id=promise.pk,
            promise_kind=PromiseKind(promise.kind),
        )


def tell_conversations(conversation_ids: Sequence[int], *, now: datetime) -> None:
    """Tell the conversations what the ledger owes in them."""
    ledger = (
        Promise.objects.filter(conversation__in=conversation_ids, attention_at__isnull=False)
        .values_list("conversation_id")
        .annotate(Count("pk"), Min("due_at"))
    )
    owed = {pk: Owed(count, first_due_at) for pk, count, first_due_at in ledger}
    set_next_steps({pk: owed.get(pk, Owed()) for pk in conversation_ids}, now=now)
