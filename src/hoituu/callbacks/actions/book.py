"""A window is agreed on and a place held for it, or it is given up."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import translation

from hoituu.callbacks.actions.tell import tell
from hoituu.callbacks.models import Callback, HeldSlot
from hoituu.callbacks.queries import (
    callback_of,
    expected_minutes,
    free_book,
    slots_needed,
    who_may_call,
    windows_to_offer,
)
from hoituu.callbacks.rules import (
    BusyWithIt,
    CallState,
    Place,
    Window,
    WindowFull,
    check_window,
    find_place,
    move,
)
from hoituu.callbacks.words import agreed_word, promise_text
from hoituu.conversations.actions import wait_on_us
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import hold
from hoituu.customers.rules import phone_number
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.promises.actions import acknowledge_contacts, make_promise, record_event
from hoituu.promises.models import Promise
from hoituu.promises.rules import EventType, PromiseKind

LONGEST_CALL = timedelta(hours=4)


@atomic
def book_callback(
    conversation: Conversation,
    *,
    window: Window,
    phone: str,
    tz: str,
    by_id: int | None = None,
    by_itself: bool = False,
    now: datetime,
) -> Callback:
    """Promise a call in a window, with a place held for it; one agreed on before moves there.

    `by_id` is who agreed on it with the customer, nobody when they picked it themselves;
    `by_itself` when we had to move it. Raises WindowFull, WindowHasPassed, WindowTooFar,
    WindowTooShort, WindowTooLong, NotAPhoneNumber, BusyWithIt.
    """
    number = phone_number(phone)
    check_window(window, now=now)
    conversation = hold(conversation)
    before = callback_of(conversation.pk)
    if before is not None and before.state == CallState.CALLING:
        raise BusyWithIt
    if before is not None:
        end_booked(before, state=CallState.MOVED, now=now)
    wait_on_us(conversation, now=now)
    promise = _promise(
        conversation, window, before=before, by_id=by_id, by_itself=by_itself, now=now
    )
    minutes = before.minutes if before else expected_minutes()
    callback = Callback(
        conversation=conversation, promise=promise, phone=number, tz=tz, minutes=minutes
    )
    if not hold_place(callback, now=now):
        near, zone = window.opens, ZoneInfo(tz)
        raise WindowFull(
            windows_to_offer(conversation, tz=zone, near=near, minutes=minutes, now=now)
        )
    write(
        "callback.booked" if before is None else "callback.moved",
        conversation_id=conversation.pk,
        actor_id=by_id,
        now=now,
        callback_id=callback.pk,
        by_itself=int(by_itself),
    )
    if not by_itself:
        tell(callback, word=agreed_word, with_entry=True, now=now)
    return callback


@atomic
def cancel_callback(callback: Callback, *, by_id: int | None = None, now: datetime) -> None:
    """Give a call up, because the customer does not need it. Raises NotThatNow.

    Who has had no answer yet is promised one anew: the call had taken its place.
    """
    conversation = hold(callback.conversation)
    callback = Callback.objects.select_for_update().get(pk=callback.pk)
    end_booked(callback, state=CallState.CANCELLED, now=now)
    record_event(callback.promise, type=EventType.RELEASED, at=now, actor_id=by_id, now=now)
    write(
        "callback.cancelled",
        conversation_id=conversation.pk,
        actor_id=by_id,
        now=now,
        callback_id=callback.pk,
    )
    if conversation.answered_at is None:
        acknowledge_contacts([conversation.pk], by_mail=False, now=now)


@atomic
def end_booked(callback: Callback, *, state: CallState, now: datetime) -> None:
    """End a call that has not begun, and free its place. Raises NotThatNow."""
    callback.state = move(CallState(callback.state), state)
    callback.planned_at, callback.in_danger = None, False
    callback.save(update_fields=["state", "planned_at", "in_danger"])
    callback.slots.all().delete()
    write(
        "callback.ended",
        conversation_id=callback.conversation_id,
        now=now,
        callback_id=callback.pk,
        state=state,
    )


@atomic
def hold_place(callback: Callback, *, now: datetime) -> bool:
    """Hold a place for a call in its window and save it; False, and nothing is done, if it is full.

    Two who reach for the same place at once: the table lets one have it, the other looks again.
    """
    conversation, window = callback.conversation, callback.window
    known = callback if callback.pk else None
    people = who_may_call(conversation.team_id, now=now)
    slots = slots_needed(callback.minutes, people=len(people))
    until = window.closes + LONGEST_CALL
    while True:
        book = free_book(people, since=window.opens, until=until, besides=known, now=now)
        place = find_place(book, window, slots=slots, owner=conversation.owner_id)
        if place is None:
            return False
        callback.agent_id, callback.planned_at = place.agent, max(place.at, window.opens)
        if _hold(callback, place):
            write(
                "callback.place_held",
                conversation_id=conversation.pk,
                now=now,
                callback_id=callback.pk,
                user_id=place.agent,
            )
            return True


def _hold(callback: Callback, place: Place) -> bool:
    try:
        with transaction.atomic():  # A savepoint: what is refused here leaves the rest as it was.
            callback.save()
            callback.slots.all().delete()
            HeldSlot.objects.bulk_create(
                HeldSlot(callback=callback, agent_id=place.agent, slot=place.slot + number)
                for number in range(place.slots)
            )
    except IntegrityError:
        return False
    return True


def _promise(
    conversation: Conversation,
    window: Window,
    *,
    before: Callback | None,
    by_id: int | None,
    by_itself: bool,
    now: datetime,
) -> Promise:
    """Promise the window; what was promised before of a call or a first word moves to it."""
    owed = conversation.promises.filter(attention_at__isnull=False)
    for promise in owed.filter(kind__in=[PromiseKind.FIRST_WORD, PromiseKind.CALL]):
        record_event(
            promise,
            type=EventType.RENEGOTIATED,
            at=now,
            customer_told_at=now,
            actor_id=by_id,
            now=now,
        )
    with translation.override(conversation.language):
        text = promise_text()
    return make_promise(
        conversation,
        text=text,
        kind=PromiseKind.CALL,
        window_start=window.opens,
        due_at=window.closes,
        made_by_id=by_id,
        instead_of=before.promise if before is not None and by_itself else None,
        now=now,
    )
