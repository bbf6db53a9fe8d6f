"""The watch: warn while there is time, tell the customer before it breaks, own up when it has."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import translation

from hoituu.conversations.actions import queue_first_words
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import hold, hold_all
from hoituu.customers.queries import email_of
from hoituu.journal.actions import write
from hoituu.journal.rows import update_rows
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.by_itself import Mailed
from hoituu.promises.actions.renew import renew_by_itself
from hoituu.promises.models import Promise
from hoituu.promises.queries import calendar_of
from hoituu.promises.rules import PromiseKind, escalate_at, look_next_at, tell_at
from hoituu.promises.words import own_up_word
from hoituu.staff.queries import business, opening_hours, presences

OWN_UP_AGAIN_AFTER = timedelta(minutes=15)


@atomic
def warn_owners(promises: Sequence[Promise], *, now: datetime) -> None:
    """Warn of many promises that are near in one go, so that a storm of them is warned of in time."""
    held = hold_all([promise.conversation_id for promise in promises])
    owners = {conversation.pk: conversation.owner_id for conversation in held}
    people = presences(now=now, user_ids=set(owners.values()))
    calendars = {person.id: person.calendar for person in people}
    near = Promise.objects.select_for_update(of=("self",)).filter(
        pk__in=[promise.pk for promise in promises],
        attention_at__lte=now,
        warned_at=None,
        due_at__gt=now,
    )
    warned = list(near.prefetch_related("events"))
    office = opening_hours(business()).calendar(now=now)
    for promise in warned:
        calendar = calendars.get(owners[promise.conversation_id], office)
        late = now >= escalate_at(promise.word, calendar)
        promise.warned_at = now
        promise.attention_at = now if late else look_next_at(promise.word, calendar, now=now)
        _note("promise.at_risk", promise, now=now)
    update_rows(warned, ["warned_at", "attention_at"])


@atomic
def watch_promise(promise: Promise, *, now: datetime) -> None:
    """Look at one owed promise: warn, tell the customer a new time, own up when it has broken.

    Its owner is warned first, then their stand-in and the lead. What we promised by ourselves gets
    a new time by itself; what a person promised, when that person says so.
    """
    hold(promise.conversation)
    held = (
        Promise.objects.select_for_update(of=("self",)).select_related("kept_by").get(pk=promise.pk)
    )
    if held.attention_at is None or held.attention_at > now:
        return
    calendar = calendar_of(promise.conversation.owner_id, now=now)
    if held.warned_at is None:
        held.warned_at = now
        _note("promise.at_risk", held, now=now)
    if held.escalated_at is None and now >= escalate_at(held.word, calendar):
        held.escalated_at = now
        _note("promise.unheeded", held, now=now)
    held.save(update_fields=["warned_at", "escalated_at"])
    leaving = held.leaving or held.conversation.drafts.filter(goes_at__isnull=False).exists()
    by_rule = held.kind == PromiseKind.FIRST_WORD and not leaving
    if by_rule and tell_at(held.word) <= now and renew_by_itself(held, now=now):
        return
    held.attention_at = look_next_at(held.word, calendar, now=now)
    if now > held.due_at and held.owned_up_at is None and not _own_up(held, now=now):
        held.attention_at = now + OWN_UP_AGAIN_AFTER
    held.save(update_fields=["owned_up_at", "attention_at"])


@atomic
def look_later(promise: Promise, *, at: datetime, now: datetime) -> None:
    """Leave an owed promise alone until a moment: what keeps it has begun."""
    _look_at(promise, at, now=now)


@atomic
def look_again(promise: Promise, *, now: datetime) -> None:
    """Watch a promise as before: what was to keep it has not begun after all."""
    calendar = calendar_of(promise.conversation.owner_id, now=now)
    _look_at(promise, look_next_at(promise.word, calendar, now=now), now=now)


def _look_at(promise: Promise, at: datetime, *, now: datetime) -> None:
    hold(promise.conversation)
    owed = Promise.objects.filter(pk=promise.pk, attention_at__isnull=False)
    if owed.update(attention_at=at):
        _note("promise.looked_at_later", promise, now=now)


def _note(kind: str, promise: Promise, *, now: datetime) -> None:
    write(kind, conversation_id=promise.conversation_id, now=now, promise_id=promise.pk)


def _own_up(promise: Promise, *, now: datetime) -> bool:
    """Tell the customer, by the owner's name, that we are late: before they have to ask.

    False when they have had so many automatic mails that this one has to wait.
    """
    conversation = Conversation.objects.select_related("customer", "owner").get(
        pk=promise.conversation_id
    )
    to = email_of(conversation.customer)
    if to and not Mailed([conversation.customer_id], now=now).may_write(to):
        return False
    promise.owned_up_at = now
    told = bool(to) and not promise.leaving
    if told:
        with translation.override(conversation.language):
            body = own_up_word(conversation=conversation, promise=promise, firm=business(), now=now)
        queue_first_words([(conversation, to, body)], now=now)
    write(
        "promise.broken",
        conversation_id=conversation.pk,
        now=now,
        promise_id=promise.pk,
        told=int(told),
    )
    return True
