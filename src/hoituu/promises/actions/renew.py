"""A new time that the customer hears from us, before they have to ask."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import translation

from hoituu.conversations.actions import queue_first_words
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import hold, measured_answer_minutes
from hoituu.conversations.rules import ANSWER_WITHIN_MINUTES, NobodyToTell, check_may_answer
from hoituu.customers.queries import email_of, emails_of
from hoituu.journal.actions import write
from hoituu.journal.rows import WHILE_LOCKED_SECONDS, insert_rows, update_rows
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.by_itself import Mailed
from hoituu.promises.actions.ledger import record_promises, renegotiate_promise, tell_conversations
from hoituu.promises.models import Event, Promise
from hoituu.promises.queries import calendars_of, renewals_of
from hoituu.promises.rules import MOST_RENEWALS, EventType, first_word_due, give_word, warn_at
from hoituu.promises.words import new_time_word
from hoituu.staff.queries import business
from hoituu.web.turns import give_way
from hoituu.worktime import Calendar


@atomic
def renew_by_themselves(
    promises: Sequence[Promise], *, once: bool = True, now: datetime
) -> set[int]:
    """Tell customers a new time for promises that are held, and promise that instead.

    Return the ids of those that were renewed. Nothing is told to who cannot be written to, has
    been told a new time before (unless not `once`), or whose owner is never here again: then a
    person must call them.
    """
    conversations = _conversations_of(promises)
    calendars = calendars_of({c.owner_id for c in conversations.values()}, now=now)
    measured = measured_answer_minutes()
    dues = {
        owner: first_word_due(calendar, measured=measured, default=ANSWER_WITHIN_MINUTES, now=now)
        for owner, calendar in calendars.items()
    }
    customers = [c.customer_id for c in conversations.values()]
    emails, mailed, firm = emails_of(customers), Mailed(customers, now=now), business()
    told: list[tuple[Promise, datetime]] = []
    words = []
    for promise in promises:
        give_way(at_most=WHILE_LOCKED_SECONDS)
        conversation = conversations[promise.conversation_id]
        to, due_at = emails.get(conversation.customer_id, ""), dues[conversation.owner_id]
        again = once and promise.instead_of_id and renewals_of(promise) >= MOST_RENEWALS
        if not to or due_at is None or again or not mailed.may_write(to):
            continue
        mailed.count(to)
        with translation.override(conversation.language):
            body = new_time_word(
                conversation=conversation, promise=promise, firm=firm, due_at=due_at, now=now
            )
        words.append((conversation, to, body))
        told.append((promise, due_at))
    messages = queue_first_words(words, now=now)
    _promise_instead(told, messages, conversations, calendars, now=now)
    return {promise.pk for promise, _ in told}


@atomic
def tell_new_time(
    promise: Promise, *, due_at: datetime | None, by_id: int, now: datetime
) -> Promise:
    """Write to the customer that it takes longer and until when, and promise that instead.

    Its owner's word: raises NotYours for anybody else, NobodyToTell, PromiseNeedsTime.
    """
    conversation = hold(promise.conversation)
    check_may_answer(owner_id=conversation.owner_id, author_id=by_id)
    due_at = give_word(made_at=now, due_at=due_at).due_at
    to = email_of(conversation.customer)
    if not to:
        raise NobodyToTell
    with translation.override(conversation.language):
        body = new_time_word(
            conversation=conversation, promise=promise, firm=business(), due_at=due_at, now=now
        )
    message = queue_first_words([(conversation, to, body)], now=now)[0]
    return renegotiate_promise(
        promise, due_at=due_at, customer_told_at=now, actor_id=by_id, made_in=message, now=now
    )


def _conversations_of(promises: Sequence[Promise]) -> dict[int, Conversation]:
    found = Conversation.objects.select_related("customer", "owner")
    return found.in_bulk([promise.conversation_id for promise in promises])


def _promise_instead(
    told: Sequence[tuple[Promise, datetime]],
    messages: Sequence[Message],
    conversations: Mapping[int, Conversation],
    calendars: Mapping[int, Calendar],
    *,
    now: datetime,
) -> None:
    """End promises whose customers have been told, and record those with the new times."""
    renewed = [promise for promise, _ in told]
    insert_rows(
        [
            Event(promise=promise, type=EventType.RENEGOTIATED, at=now, customer_told_at=now)
            for promise in renewed
        ],
        or_leave=True,
    )
    instead = []
    for (promise, due_at), message in zip(told, messages, strict=True):
        promise.attention_at = None
        conversation = conversations[promise.conversation_id]
        word = give_word(made_at=now, due_at=due_at)
        instead.append(
            Promise(
                conversation=conversation,
                kind=promise.kind,
                text=promise.text,
                made_at=word.made_at,
                due_at=word.due_at,
                attention_at=warn_at(word, calendars[conversation.owner_id]),
                made_in=message,
                instead_of=promise,
            )
        )
        for kind in ("promise.renewed", "promise.renegotiated"):
            write(kind, conversation_id=conversation.pk, now=now, promise_id=promise.pk)
    update_rows(renewed, ["attention_at"])
    record_promises(instead, now=now)
    tell_conversations([promise.conversation_id for promise in renewed], now=now)
