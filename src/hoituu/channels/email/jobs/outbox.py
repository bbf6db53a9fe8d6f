"""Mail goes out."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from hoituu.channels.email.actions import begin_data, name_letter, note_send
from hoituu.channels.email.letters import letter_for
from hoituu.channels.email.models import Inbox
from hoituu.channels.email.queries import inbox_for
from hoituu.channels.email.rules.server import Server
from hoituu.channels.email.smtp import Carrier, Refused, TryLater
from hoituu.conversations.actions import (
    claim_outgoing,
    put_off_sending,
    record_failed,
    record_sent,
)
from hoituu.conversations.actions.send import Failure
from hoituu.conversations.models import Message
from hoituu.conversations.queries import is_anything_to_send
from hoituu.conversations.rules import Channel

log = logging.getLogger("hoituu.email")
GIVE_UP_AFTER = timedelta(days=5)
FIRST_WORD_LIVES = timedelta(hours=4)  # Later it would promise a time that has passed.


def send_queued() -> bool:
    """Send what waits in the outbox; True when there was something to do."""
    now = timezone.now()
    if not is_anything_to_send(Channel.EMAIL, now=now):  # A look takes no write lock.
        return False
    messages = claim_outgoing(Channel.EMAIL, now=now)
    by_inbox: dict[int, tuple[Inbox, list[Message]]] = {}
    for message in messages:
        inbox = inbox_for(message.conversation_id)
        if inbox is None and now - message.at > FIRST_WORD_LIVES and message.author_id is None:
            record_failed(message, failure=Failure.NO_INBOX, now=now)
        elif inbox is None:
            put_off_sending(message, now=now)
        else:
            by_inbox.setdefault(inbox.pk, (inbox, []))[1].append(message)
    for inbox, theirs in by_inbox.values():
        send_all(theirs, inbox, now=now)
    return bool(messages)


def send_all(messages: Sequence[Message], inbox: Inbox, *, now: datetime) -> None:
    """Send one inbox's messages over one connection; when that fails the rest wait as well."""
    with Carrier(smtp_server(inbox)) as carrier:
        for message in messages:
            if carrier.unreachable:
                put_off_sending(message, now=timezone.now())
                continue
            try:
                send_one(message, inbox, carrier, now=now)
            except Exception as error:  # noqa: BLE001  A border: one message must not stop others.
                log.error("message %s failed: %s", message.pk, type(error).__name__)
                record_failed(message, failure=Failure.UNWRITABLE, now=timezone.now())


def send_one(message: Message, inbox: Inbox, carrier: Carrier, *, now: datetime) -> None:
    """Hand one message over and write down how it went."""
    letter_id = name_letter(message, inbox=inbox, now=now)
    envelope, content = letter_for(message, inbox=inbox, message_id=letter_id.value)
    refused: list[str] = []
    try:
        refused = carrier.carry(
            envelope, content, before_data=lambda: begin_data(letter_id, now=timezone.now())
        )
    except Refused:
        record_failed(message, failure=Failure.REFUSED, now=timezone.now())
    except TryLater as why:
        note_send(inbox, problem=str(why)[:60], now=timezone.now())
        if now - message.at > GIVE_UP_AFTER:
            record_failed(message, failure=Failure.TOO_OLD, now=timezone.now())
        else:
            put_off_sending(message, now=timezone.now())
    else:
        if set(refused) & set(message.to):
            record_failed(message, failure=Failure.REFUSED, now=timezone.now())
        else:
            record_sent(message, now=timezone.now())
        note_send(inbox, problem="", now=timezone.now())


def smtp_server(inbox: Inbox) -> Server:
    return Server(
        inbox.smtp_host, inbox.smtp_port, inbox.smtp_security, inbox.smtp_user, inbox.smtp_password
    )
