"""Who calls whom is planned anew; a window that nobody reaches gets a new time before it ends."""

from datetime import datetime

from hoituu.callbacks.actions.book import book_callback, end_booked, hold_place
from hoituu.callbacks.actions.tell import may_tell, tell
from hoituu.callbacks.models import IS_ALIVE, Callback
from hoituu.callbacks.queries import (
    booked,
    callers,
    due_calls,
    somebody_here,
    window_instead,
)
from hoituu.callbacks.rules import (
    TELLS_AHEAD,
    TELLS_BEFORE_END,
    CallState,
    turns,
)
from hoituu.callbacks.rules.book import SLOT
from hoituu.callbacks.rules.dispatch import LOOKS_AHEAD
from hoituu.callbacks.words import moved_word, no_second_word, soon_word
from hoituu.conversations.actions import wait_on_customer
from hoituu.conversations.queries import hold
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.promises.queries import renewals_of
from hoituu.promises.rules import MOST_RENEWALS

TOLD_AHEAD = TELLS_AHEAD + SLOT  # Who calls is written down this long before, and again only
TOLD_AFTER = SLOT  # when somebody else does, or at another time.


@atomic
def plan_calls(*, now: datetime) -> list[Callback]:
    """Say anew who calls whom and when, for the next hours; return what nobody reaches in time."""
    waiting = booked(opens_by=now + LOOKS_AHEAD, now=now)
    if not waiting:
        return []
    people = callers(now=now)
    planned = turns(people, due_calls(waiting, people), now=now)
    for one in waiting:
        agent_id, at = planned.calls.get(one.pk, (one.agent_id, one.planned_at or now))
        in_danger = one.pk in planned.in_danger
        if not _says_anew(one, agent_id, at, in_danger=in_danger, now=now):
            continue
        still = Callback.objects.filter(IS_ALIVE, pk=one.pk, state=CallState.BOOKED)
        if still.update(agent=agent_id, planned_at=at, in_danger=in_danger):
            _write("callback.planned", one, now=now, user_id=agent_id, in_danger=int(in_danger))
        one.in_danger = in_danger
    return [one for one in waiting if one.in_danger]


def _says_anew(
    callback: Callback, agent_id: int, at: datetime, *, in_danger: bool, now: datetime
) -> bool:
    """Tell whether a plan is worth writing down: most of it is made anew before it comes true."""
    if in_danger != callback.in_danger:
        return True
    before = callback.planned_at or at
    if in_danger or min(at, before) > now + TOLD_AHEAD:
        return False
    return agent_id != callback.agent_id or abs(at - before) >= TOLD_AFTER


@atomic
def save_window(callback: Callback, *, now: datetime) -> bool:
    """Tell a customer before their window breaks when we call instead, and promise that.

    False, and nothing is told, while there is time to reach it after all, when they cannot be
    written to, or when we moved them once before: then a person must settle it with them.
    """
    hold(callback.conversation)
    callback = _alive(callback)
    hopeless = now >= callback.window.closes - TELLS_BEFORE_END or not somebody_here(
        callback, since=now, now=now
    )
    moved_before = renewals_of(callback.promise) >= MOST_RENEWALS
    tried = callback.not_before is not None  # They were reached for: now they pick, not we.
    if callback.state != CallState.BOOKED or not hopeless or moved_before or tried:
        return False
    if now > callback.window.closes or not may_tell(callback, now=now):
        return False
    return _move_by_itself(callback, now=now)


@atomic
def keep_place(callback: Callback, *, now: datetime) -> None:
    """Hold a place with somebody who is here, for a call whose person will not be; else move it.

    A window that is full may be kept all the same: the plan of the day looks for that.
    """
    hold(callback.conversation)
    callback = _alive(callback)
    if callback.state != CallState.BOOKED or callback.window.closes <= now:
        return
    if not hold_place(callback, now=now):
        callback.slots.all().delete()
        save_window(callback, now=now)


@atomic
def tell_ahead(callback: Callback, *, now: datetime) -> bool:
    """Tell a customer once, ten minutes before, that we call; not who has just picked the time."""
    hold(callback.conversation)
    callback = _alive(callback)
    soon = callback.planned_at is not None and callback.planned_at <= now + TELLS_AHEAD
    if callback.state != CallState.BOOKED or callback.told_at is not None or not soon:
        return False
    callback.told_at = now
    callback.save(update_fields=["told_at"])
    told = callback.promise.made_at <= now - TELLS_AHEAD and tell(callback, word=soon_word, now=now)
    _write("callback.told_soon", callback, now=now, told=int(told))
    return told


def _move_by_itself(callback: Callback, *, now: datetime) -> bool:
    conversation, before = callback.conversation, callback.window
    instead = window_instead(callback, now=now)
    if instead is None:
        return False
    moved = book_callback(
        conversation,
        window=instead,
        phone=callback.phone,
        tz=callback.tz,
        by_itself=True,
        now=now,
    )
    tell(moved, word=moved_word, with_entry=True, before=before, now=now)
    return True


@atomic
def give_up_attempt(callback: Callback, *, now: datetime) -> None:
    """Own up that we did not call a second time as we had said; the customer picks a new time."""
    hold(callback.conversation)
    callback = _alive(callback)
    late = callback.state == CallState.BOOKED and callback.window.closes < now
    if not late or callback.not_before is None:
        return
    end_booked(callback, state=CallState.NO_ANSWER, now=now)
    wait_on_customer(callback.conversation, now=now)
    tell(callback, word=no_second_word, now=now)


def _alive(callback: Callback) -> Callback:
    related = Callback.objects.select_for_update(of=("self",)).select_related(
        "promise__instead_of", "conversation__customer", "conversation__owner"
    )
    return related.get(pk=callback.pk)


def _write(kind: str, callback: Callback, *, now: datetime, **facts: int) -> None:
    write(kind, conversation_id=callback.conversation_id, now=now, callback_id=callback.pk, **facts)
