"""The outbox: what waits to leave the house, whoever carries it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Exists, F, OuterRef

from hoituu.conversations.actions.entries import write_of
from hoituu.conversations.actions.resolve import open_again
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import Channel, Delivery, MessageKind, Turn
from hoituu.journal.rows import update_rows
from hoituu.journal.transactions import atomic

LEASE = timedelta(minutes=10)
FIRST_RETRY = timedelta(minutes=1)
LAST_RETRY = timedelta(days=1)
DELAYED_AFTER = timedelta(hours=1)  # Then its writer should know, and may rather call.
LAST_RETRY_OF_SERVER = timedelta(minutes=10)  # Asking whether it is back costs one connection.
WAITING = [Delivery.QUEUED.value, Delivery.SENDING.value]


class Failure(StrEnum):
    """Why a message will never arrive as it is."""

    REFUSED = "refused"
    BOUNCED = "bounced"
    NO_INBOX = "no_inbox"
    TOO_OLD = "too_old"
    UNWRITABLE = "unwritable"
    DELAYED = "delayed"  # not yet: we keep trying, and its writer knows


@atomic
def claim_outgoing(channel: Channel, *, now: datetime, limit: int = 10) -> list[Message]:
    """Take what is due to leave by a channel; a claim that is not settled lapses in ten minutes.

    What was said earlier in a conversation to the same people leaves first, so of that only the
    earliest is taken.
    """
    earlier = Message.objects.filter(
        conversation=OuterRef("conversation"),
        to=OuterRef("to"),
        send_at__isnull=False,
        pk__lt=OuterRef("pk"),
    )
    due = Message.objects.select_for_update(skip_locked=True).filter(
        ~Exists(earlier), delivery__in=WAITING, send_at__lte=now, channel=channel
    )
    claimed = list(due.order_by("send_at", "pk")[:limit])
    Message.objects.filter(pk__in=[m.pk for m in claimed]).update(
        delivery=Delivery.SENDING, send_at=now + LEASE, attempts=F("attempts") + 1
    )
    for message in claimed:
        write_of("message.claimed", message=message, now=now)
    return claimed


@atomic
def record_sent(message: Message, *, now: datetime) -> None:
    """Note that the next server has taken it over; what it kept is in site/reactions.py."""
    sent = Message.objects.filter(pk=message.pk, delivery__in=WAITING).update(
        delivery=Delivery.SENT, sent_at=now, send_at=None, failure=""
    )
    if message.failure:
        _look_for_failed(hold(Conversation(pk=message.conversation_id)))
    if sent:
        write_of("message.sent", message=message, now=now)


@atomic
def put_off_sending(
    messages: Sequence[Message], *, server_is_down: bool = False, now: datetime
) -> None:
    """Try again later: after a minute, then twice as long each time, at most a day.

    When it is the server that cannot be reached, at most ten minutes. What has waited for an hour
    is its writer's task from then on: the customer hears nothing meanwhile.
    """
    longest = LAST_RETRY_OF_SERVER if server_is_down else LAST_RETRY
    for message in messages:
        wait = min(FIRST_RETRY * 2 ** min(message.attempts, 11), longest)
        message.delivery, message.send_at = Delivery.QUEUED, now + wait
        if message.author_id and not message.failure and now - message.at > DELAYED_AFTER:
            message.failure = Failure.DELAYED
            _give_back(message, now=now)
        write_of("message.put_off", message=message, now=now)
    update_rows(messages, ["delivery", "send_at", "failure"])


@atomic
def record_failed(message: Message, *, failure: Failure, now: datetime) -> None:
    """Note that it will not arrive: it shows on the message and is the owner's task at once."""
    hold(Conversation(pk=message.conversation_id))
    over = [Delivery.FAILED.value]
    if failure != Failure.BOUNCED:  # Only a bounce tells of what has left already.
        over.append(Delivery.SENT.value)
    failed = (
        Message.objects.filter(pk=message.pk)
        .exclude(delivery__in=over)
        .update(delivery=Delivery.FAILED, failure=failure, send_at=None)
    )
    if not failed:
        return
    _give_back(message, now=now)
    write_of("message.failed", message=message, now=now, failure=failure)


@atomic
def send_again(message: Message, *, actor_id: int, to: list[str], now: datetime) -> None:
    """Put a message that failed back in the outbox, to the same or a better address."""
    conversation = hold(Conversation(pk=message.conversation_id))
    Message.objects.filter(pk=message.pk, delivery=Delivery.FAILED).update(
        delivery=Delivery.QUEUED, failure="", send_at=now, attempts=0, to=to
    )
    _look_for_failed(conversation)
    write_of("message.sent_again", message=message, actor_id=actor_id, now=now)


def _give_back(message: Message, *, now: datetime) -> None:
    """Make it the owner's next step, now, that a customer has not got what we wrote."""
    conversation = hold(Conversation(pk=message.conversation_id))
    conversation.undelivered = True
    conversation.seen_by_owner = False
    if conversation.turn != Turn.SPAM and message.kind != MessageKind.FIRST_WORD:
        conversation.turn = Turn.OURS
        open_again(conversation, now=now)
        conversation.next_step_at = now
    conversation.save()


def _look_for_failed(conversation: Conversation) -> None:
    """Note whether something in a conversation still has not arrived."""
    failed = conversation.messages.exclude(failure="").exists()
    conversation.undelivered = failed
    conversation.save(update_fields=["undelivered"])
