"""What follows for a complaint from what happens elsewhere: reactions, all of them."""

from collections.abc import Sequence
from datetime import datetime

from hoituu.coach import review
from hoituu.coach.rules import Kind, Part
from hoituu.conversations.actions import note_heard
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import OPEN_TURNS, MessageKind, ResolvedBy
from hoituu.journal.models import Entry
from hoituu.journal.transactions import atomic
from hoituu.language.tone import READ
from hoituu.promises.models import Promise
from hoituu.recovery.actions.complaint import open_recovery
from hoituu.recovery.actions.entries import write_of
from hoituu.recovery.models import Remedy
from hoituu.recovery.queries import hold_recovery, recovery_of
from hoituu.recovery.rules import RemedyState
from hoituu.wording.queries import complains_in


@atomic
def hear(listened: Sequence[tuple[Conversation, Message | None]], *, now: datetime) -> None:
    """Note how far these conversations were listened to, and open complaints where one was heard."""
    for conversation, complaint in listened:
        if complaint is not None:
            open_recovery(conversation, message=complaint, now=now)
    note_heard([conversation for conversation, _ in listened], now=now)


@atomic
def hear_correction(entry: Entry, *, now: datetime) -> None:
    """Open a complaint where a colleague says that a message complains.

    Where they say that it does not, and nothing was offered, it is put aside.
    """
    message = Message.objects.select_related("conversation").get(pk=entry.facts["message_id"])
    conversation = message.conversation
    if conversation.turn not in OPEN_TURNS:
        return
    if complains_in(message):
        open_recovery(conversation, message=message, by_id=entry.actor_id, now=entry.at)
        return
    one = recovery_of(conversation.pk)
    heard_here = one is not None and one.opened_by_id is None and one.closed_at is None
    if one is not None and heard_here and not one.remedies.exists():
        one = hold_recovery(one)
        one.dismissed_at = one.closed_at = entry.at
        one.save()
        write_of("recovery.dismissed", one=one, by_id=entry.actor_id, now=now)


@atomic
def read_answer(entry: Entry, *, now: datetime) -> None:
    """Note whether an answer to a complaint that has gone out thanks for it, and is sorry."""
    message = Message.objects.get(pk=entry.facts["message_id"])
    one = recovery_of(message.conversation_id)
    if message.kind != MessageKind.ANSWER or one is None or message.at < one.feedback.given_at:
        return
    language = message.conversation.language if message.conversation.language in READ else "fi"
    present = review(message.body, language, Kind.COMPLAINT).present
    one = hold_recovery(one)
    one.answered_at = one.answered_at or entry.at
    if Part.THANKS in present:
        one.thanked_at = one.thanked_at or entry.at
    if Part.APOLOGY in present:
        one.apologised_at = one.apologised_at or entry.at
    one.save()
    write_of("recovery.answered", one=one, now=now)


@atomic
def remedy_done(entry: Entry, *, now: datetime) -> None:
    """Note that what was agreed on is done: its promise was kept."""
    _move(entry, RemedyState.CHOSEN, RemedyState.DONE, now=now)


@atomic
def remedy_undone(entry: Entry, *, now: datetime) -> None:
    """Owe again what a message had done that came back."""
    _move(entry, RemedyState.DONE, RemedyState.CHOSEN, now=now)


@atomic
def remedy_released(entry: Entry, *, now: datetime) -> None:
    """Note that the customer no longer needs what was agreed on."""
    _move(entry, RemedyState.CHOSEN, RemedyState.RELEASED, now=now)


@atomic
def follow_new_time(entry: Entry, *, now: datetime) -> None:
    """Let a remedy whose promise has a new time hang on the promise that carries it."""
    remedy = Remedy.objects.filter(promise=entry.facts["promise_id"]).first()
    if remedy is None or remedy.promise is None:
        return
    one = hold_recovery(remedy.recovery)
    newer = Promise.objects.filter(
        conversation=remedy.promise.conversation_id,
        text=remedy.promise.text,
        made_at=entry.at,
        pk__gt=remedy.promise_id,
    )
    renewed = newer.order_by("pk").first()
    if renewed is not None:
        Remedy.objects.filter(pk=remedy.pk).update(promise=renewed)
        write_of("recovery.new_time", one=one, now=now)


@atomic
def close_confirmed(entry: Entry, *, now: datetime) -> None:
    """Close a complaint with the customer's word that it was put right."""
    one = recovery_of(entry.conversation_id or 0)
    if one is None or one.dismissed_at is not None:
        return
    one = hold_recovery(one)
    one.closed_at, one.confirmed_at = one.closed_at or entry.at, entry.at
    one.save()
    write_of("recovery.confirmed", one=one, now=now)


@atomic
def close_unconfirmed(entry: Entry, *, now: datetime) -> None:
    """Close a complaint whose conversation was closed: without the customer's word, as counted."""
    one = recovery_of(entry.conversation_id or 0)
    if one is None or one.closed_at is not None or entry.facts["by"] == ResolvedBy.CUSTOMER:
        return
    one = hold_recovery(one)
    one.closed_at = entry.at
    one.save()
    write_of("recovery.closed", one=one, now=now)


@atomic
def open_again(entry: Entry, *, now: datetime) -> None:
    """Open a complaint again whose customer says that it was not put right, or writes again.

    Who confirmed it and writes thanks has not taken that back; who complains anew is heard anew.
    """
    one = recovery_of(entry.conversation_id or 0)
    if one is None or one.closed_at is None or one.dismissed_at is not None:
        return
    if one.confirmed_at is not None and entry.kind != "conversation.not_yet":
        return
    one = hold_recovery(one)
    one.closed_at = one.confirmed_at = None
    one.save()
    write_of("recovery.opened", one=one, now=now)


def _move(entry: Entry, was: RemedyState, then: RemedyState, *, now: datetime) -> None:
    remedy = Remedy.objects.filter(promise=entry.facts["promise_id"], state=was).first()
    if remedy is None:
        return
    one = hold_recovery(remedy.recovery)
    remedy.state = then
    remedy.done_at = entry.at if then == RemedyState.DONE else None
    remedy.save(update_fields=["state", "done_at"])
    write_of(f"recovery.{then}", one=one, now=now)
