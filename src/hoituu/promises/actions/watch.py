"""The watch: warn while there is time, tell the customer before it breaks, own up when it has."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import translation

from hoituu.conversations.actions import queue_first_words
from hoituu.conversations.models import Conversation, WrittenDraft
from hoituu.conversations.queries import hold, hold_all
from hoituu.customers.queries import emails_of
from hoituu.journal.actions import write
from hoituu.journal.rows import WHILE_LOCKED_SECONDS, update_rows
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.by_itself import Mailed
from hoituu.promises.actions.renew import renew_by_themselves
from hoituu.promises.models import Promise
from hoituu.promises.queries import calendar_of, calendars_of
from hoituu.promises.rules import PromiseKind, Watch, watch_of
from hoituu.promises.words import own_up_word
from hoituu.staff.queries import business, who_let_us_tell_new_times
from hoituu.web.turns import give_way

OWN_UP_AGAIN_AFTER = timedelta(minutes=15)


@atomic
def warn_owners(promises: Sequence[Promise], *, now: datetime) -> None:
    """Warn of many promises that are near in one go, so that a storm of them is warned of in time."""
    held = hold_all([promise.conversation_id for promise in promises])
    calendars = calendars_of({conversation.owner_id for conversation in held}, now=now)
    owners = {conversation.pk: calendars[conversation.owner_id] for conversation in held}
    near = Promise.objects.select_for_update(of=("self",)).filter(
        pk__in=[promise.pk for promise in promises],
        attention_at__lte=now,
        warned_at=None,
        due_at__gt=now,
    )
    warned = list(near)
    for promise in warned:
        give_way(at_most=WHILE_LOCKED_SECONDS)
        watch = watch_of(promise.given, owners[promise.conversation_id])
        promise.warned_at = now
        promise.attention_at = now if now >= watch.escalate_at else watch.next_after(now)
        _note("promise.at_risk", promise, now=now)
    update_rows(warned, ["warned_at", "attention_at"])


@atomic
def look_at_promises(promises: Sequence[Promise], *, now: datetime) -> None:
    """Look at owed promises: warn, tell customers a new time, own up to what has broken.

    Their owners are warned first, then the stand-ins and the lead. What we promised by ourselves
    gets a new time by itself; what a person promised, when that person has consented to it.
    """
    held = hold_all([promise.conversation_id for promise in promises])
    calendars = calendars_of({conversation.owner_id for conversation in held}, now=now)
    owners = {conversation.pk: calendars[conversation.owner_id] for conversation in held}
    rows = list(
        Promise.objects.select_for_update(of=("self",))
        .filter(pk__in=[promise.pk for promise in promises], attention_at__lte=now)
        .select_related("kept_by")
    )
    watches: dict[int, Watch] = {}
    for row in rows:
        give_way(at_most=WHILE_LOCKED_SECONDS)
        watches[row.pk] = watch_of(row.given, owners[row.conversation_id])
        _warn(row, watches[row.pk], now=now)
    busy, consented = _being_answered(rows), _consented(held)
    telling = [
        row
        for row in rows
        if row.kind == PromiseKind.FIRST_WORD
        or (row.kind == PromiseKind.GIVEN and row.conversation_id in consented)
    ]
    telling = [r for r in telling if r.pk not in busy and watches[r.pk].tell_at <= now]
    renewed = renew_by_themselves(telling, now=now) if telling else set()
    rest = [row for row in rows if row.pk not in renewed]
    silent = _own_up([r for r in rest if now > r.due_at and r.owned_up_at is None], now=now)
    for row in rest:
        row.attention_at = watches[row.pk].next_after(now)
        if row.pk in silent:
            row.attention_at = now + OWN_UP_AGAIN_AFTER
    update_rows(rest, ["warned_at", "escalated_at", "owned_up_at", "attention_at"])


def _warn(promise: Promise, watch: Watch, *, now: datetime) -> None:
    if promise.warned_at is None:
        promise.warned_at = now
        _note("promise.at_risk", promise, now=now)
    if promise.escalated_at is None and now >= watch.escalate_at:
        promise.escalated_at = now
        _note("promise.unheeded", promise, now=now)


def _consented(conversations: Sequence[Conversation]) -> set[int]:
    """Return the conversations whose owner lets us tell a new time for what they promised."""
    owners = who_let_us_tell_new_times({one.owner_id for one in conversations})
    return {one.pk for one in conversations if one.owner_id in owners}


def _being_answered(promises: Sequence[Promise]) -> set[int]:
    """Return which of these promises have an answer on its way that may keep them."""
    going = WrittenDraft.objects.filter(
        conversation__in=[promise.conversation_id for promise in promises], goes_at__isnull=False
    )
    drafted = set(going.values_list("conversation_id", flat=True))
    return {p.pk for p in promises if p.leaving or p.conversation_id in drafted}


@atomic
def look_later(promise: Promise, *, at: datetime, now: datetime) -> None:
    """Leave an owed promise alone until a moment: what keeps it has begun."""
    _look_at(promise, at, now=now)


@atomic
def look_again(promise: Promise, *, now: datetime) -> None:
    """Watch a promise as before: what was to keep it has not begun after all."""
    calendar = calendar_of(promise.conversation.owner_id, now=now)
    _look_at(promise, watch_of(promise.given, calendar).next_after(now), now=now)


def _look_at(promise: Promise, at: datetime, *, now: datetime) -> None:
    hold(promise.conversation)
    owed = Promise.objects.filter(pk=promise.pk, attention_at__isnull=False)
    if owed.update(attention_at=at):
        _note("promise.looked_at_later", promise, now=now)


def _note(kind: str, promise: Promise, *, now: datetime) -> None:
    write(kind, conversation_id=promise.conversation_id, now=now, promise_id=promise.pk)


def _own_up(promises: Sequence[Promise], *, now: datetime) -> set[int]:
    """Tell customers, by their owners' names, that we are late: before they have to ask.

    Return those whose customers have had so many automatic mails that this one has to wait.
    """
    if not promises:
        return set()
    conversations = Conversation.objects.select_related("customer", "owner").in_bulk(
        [promise.conversation_id for promise in promises]
    )
    customers = [conversation.customer_id for conversation in conversations.values()]
    emails, mailed, firm = emails_of(customers), Mailed(customers, now=now), business()
    silent, words = set(), []
    for promise in promises:
        conversation = conversations[promise.conversation_id]
        to = emails.get(conversation.customer_id, "")
        if to and not mailed.may_write(to):
            silent.add(promise.pk)
            continue
        promise.owned_up_at = now
        told = bool(to) and not promise.leaving
        if told:
            mailed.count(to)
            with translation.override(conversation.language):
                body = own_up_word(conversation=conversation, promise=promise, firm=firm, now=now)
            words.append((conversation, to, body))
        write(
            "promise.broken",
            conversation_id=conversation.pk,
            now=now,
            promise_id=promise.pk,
            told=int(told),
        )
    queue_first_words(words, now=now)
    return silent
