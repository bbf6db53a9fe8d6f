"""The call itself: it begins, somebody answers or nobody does, it ends."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from hoituu.callbacks.actions.tell import tell
from hoituu.callbacks.models import Attempt, Callback
from hoituu.callbacks.queries import going_on, somebody_here
from hoituu.callbacks.rules import (
    AGAIN_AFTER,
    BusyWithIt,
    CallState,
    NotThatNow,
    Outcome,
    TooEarly,
    may_call_again,
    move,
)
from hoituu.callbacks.words import not_now_word, not_reached_word
from hoituu.conversations.actions import wait_on_customer
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import Draft, check_says_something
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.promises.actions import answer_with_promise, look_again, look_later, record_event
from hoituu.promises.rules import EventType

# So long a call that has begun may go without a word on how it went, before its promise is looked at.
WORD_WITHIN = timedelta(minutes=15)


@atomic
def start_call(callback: Callback, *, agent_id: int, now: datetime) -> Attempt:
    """Begin to call a customer. Raises TooEarly, BusyWithIt, NotThatNow (in another call)."""
    callback = _hold(callback)
    if callback.state == CallState.CALLING:
        raise BusyWithIt
    if going_on(agent_id) is not None:
        raise NotThatNow
    if now < max(callback.window.opens, callback.not_before or callback.window.opens):
        raise TooEarly
    callback.state = move(CallState(callback.state), CallState.CALLING)
    callback.agent_id, callback.planned_at, callback.in_danger = agent_id, now, False
    callback.save(update_fields=["state", "agent", "planned_at", "in_danger"])
    try:
        with transaction.atomic():  # A savepoint: what is refused here leaves the rest as it was.
            attempt = Attempt.objects.create(callback=callback, agent_id=agent_id, started_at=now)
    except IntegrityError:  # The same person began another call in this moment.
        raise NotThatNow from None
    look_later(callback.promise, at=now + WORD_WITHIN, now=now)
    _write("callback.call_begun", callback, now=now)
    return attempt


@atomic
def hear_answer(callback: Callback, *, now: datetime) -> None:
    """Note that the customer answered and that it is a good moment: our word is kept.

    Raises NotThatNow.
    """
    callback = _hold(callback)
    attempt = _going_on(callback)
    if attempt.answered_at is not None:
        return
    attempt.answered_at = now
    attempt.save(update_fields=["answered_at"])
    _keep(callback, attempt, now=now)


@atomic
def end_call(
    callback: Callback,
    *,
    said: str,
    promises: Sequence[tuple[str, datetime | None]] = (),
    resolves: bool = False,
    now: datetime,
) -> None:
    """Write down what was said and promised in a call, and end it: all or nothing.

    Raises NothingSaid, PromiseNeedsTime, PromiseStillOpen, NotThatNow.
    """
    check_says_something(said)
    callback = _hold(callback)
    attempt = _going_on(callback)
    _keep(callback, attempt, now=now)
    attempt.answered_at = attempt.answered_at or now
    _end(callback, attempt, CallState.ANSWERED, Outcome.ANSWERED, now=now)
    answer_with_promise(
        callback.conversation,
        author_id=attempt.agent_id,
        draft=Draft(said),
        promises=promises,
        by_phone=True,
        for_owner=True,
        resolves=resolves,
        now=now,
    )


@atomic
def hear_not_now(callback: Callback, *, now: datetime) -> None:
    """Note that it was no good moment: we kept our word, and they pick again. Raises NotThatNow."""
    callback = _hold(callback)
    attempt = _unanswered(callback)
    attempt.answered_at = now
    _keep(callback, attempt, now=now)
    _end(callback, attempt, CallState.NOT_NOW, Outcome.NOT_NOW, now=now)
    wait_on_customer(callback.conversation, now=now)
    tell(callback, word=not_now_word, now=now)


@atomic
def hear_no_answer(callback: Callback, *, now: datetime) -> bool:
    """Note that nobody answered, and tell the customer at once; True when we try once more.

    Twice at most in the window they picked, ten minutes apart; then only when they pick another.
    Raises NotThatNow.
    """
    callback = _hold(callback)
    attempt = _unanswered(callback)
    tries = callback.attempts.exclude(outcome=Outcome.NOT_MADE).count()
    again = may_call_again(tries, ended_at=now, window=callback.window) and somebody_here(
        callback, since=now + AGAIN_AFTER, now=now
    )
    state = CallState.BOOKED if again else CallState.NO_ANSWER
    _end(callback, attempt, state, Outcome.NO_ANSWER, now=now)
    record_event(
        callback.promise,
        type=EventType.ATTEMPT_NO_ANSWER,
        at=attempt.started_at,
        actor_id=attempt.agent_id,
        now=now,
    )
    if not again:
        wait_on_customer(callback.conversation, now=now)
    tell(callback, word=not_reached_word, again=again, now=now)
    return again


@atomic
def take_back_call(callback: Callback, *, now: datetime) -> None:
    """Undo a call that was begun by mistake: nobody was called. Raises NotThatNow."""
    callback = _hold(callback)
    attempt = _unanswered(callback)
    _end(callback, attempt, CallState.BOOKED, Outcome.NOT_MADE, now=now)
    look_again(callback.promise, now=now)


def _hold(callback: Callback) -> Callback:
    hold(callback.conversation)
    related = Callback.objects.select_for_update(of=("self",)).select_related(
        "promise", "conversation__customer", "conversation__owner"
    )
    return related.get(pk=callback.pk)


def _going_on(callback: Callback) -> Attempt:
    attempt = callback.attempts.filter(ended_at=None).first()
    if attempt is None:
        raise NotThatNow
    return attempt


def _unanswered(callback: Callback) -> Attempt:
    attempt = _going_on(callback)
    if attempt.answered_at is not None:
        raise NotThatNow
    return attempt


def _keep(callback: Callback, attempt: Attempt, *, now: datetime) -> None:
    """Keep the promise by when the call began, however late this is heard."""
    record_event(
        callback.promise,
        type=EventType.KEPT,
        at=attempt.started_at,
        actor_id=attempt.agent_id,
        now=now,
    )


def _end(
    callback: Callback, attempt: Attempt, state: CallState, outcome: Outcome, *, now: datetime
) -> None:
    attempt.ended_at, attempt.outcome = now, outcome
    attempt.save(update_fields=["ended_at", "outcome", "answered_at"])
    callback.state = move(CallState(callback.state), state)
    if state == CallState.BOOKED:
        callback.planned_at = now
        if outcome == Outcome.NO_ANSWER:
            callback.planned_at = callback.not_before = now + AGAIN_AFTER
    else:
        callback.planned_at = None
        callback.slots.all().delete()
    callback.save(update_fields=["state", "planned_at", "not_before"])
    _write("callback.call_ended", callback, outcome=outcome, now=now)


def _write(kind: str, callback: Callback, *, now: datetime, **facts: Outcome) -> None:
    write(
        kind,
        conversation_id=callback.conversation_id,
        actor_id=callback.agent_id,
        now=now,
        callback_id=callback.pk,
        **facts,
    )
