"""Mail goes out."""

import logging
import smtplib
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone

from hoituu.channels.email.actions import begin_data, distrust_token, name_letter, note_send
from hoituu.channels.email.jobs.servers import smtp_server
from hoituu.channels.email.letters import letter_for
from hoituu.channels.email.models import Inbox
from hoituu.channels.email.queries import can_send, inboxes_for
from hoituu.channels.email.rules.consent import ConsentLost, ConsentUnclear
from hoituu.channels.email.rules.server import Server
from hoituu.channels.email.smtp import Carrier, Refused, TryLater
from hoituu.conversations.actions import (
    claim_outgoing,
    put_off_sending,
    record_failed,
    record_sent,
)
from hoituu.conversations.actions.send import DELAYED_AFTER, Failure
from hoituu.conversations.models import Message
from hoituu.conversations.queries import (
    answers_waiting_since,
    is_anything_to_send,
    written_by_itself_before,
)
from hoituu.conversations.rules import Channel

log = logging.getLogger("hoituu.email")
GIVE_UP_AFTER = timedelta(days=5)
HANG_UP_AFTER_SECONDS = 60.0
FIRST_WORD_LIVES = timedelta(hours=4)  # Later it would promise a time that has passed.


class Carriers:
    """The connection of each inbox: kept open from one mail to the next, hung up after a rest."""

    def __init__(self) -> None:
        self.open: dict[Server, Carrier] = {}

    def __getitem__(self, server: Server) -> Carrier:
        return self.open.setdefault(server, Carrier(server))

    def hang_up_idle(self, *, seconds: float = HANG_UP_AFTER_SECONDS) -> None:
        """End the connections that have carried nothing for so long."""
        for server, carrier in list(self.open.items()):
            if time.monotonic() - carrier.used_at >= seconds:
                carrier.hang_up()
                del self.open[server]


def send_queued(carriers: Carriers | None = None) -> bool:
    """Send what waits in the outbox; True when there was something to do.

    Without `carriers` the connections end with the round.
    """
    now = timezone.now()
    if not is_anything_to_send(Channel.EMAIL, now=now):  # A look takes no write lock.
        return False
    if not can_send():
        return _give_up_stale(now=now)
    messages = claim_outgoing(Channel.EMAIL, now=now)
    inboxes = inboxes_for({message.conversation_id for message in messages})
    by_inbox: dict[Inbox, list[Message]] = {}
    for message in messages:
        by_inbox.setdefault(inboxes[message.conversation_id], []).append(message)
    kept = carriers or Carriers()
    for inbox, theirs in by_inbox.items():
        try:
            server = smtp_server(inbox)
        except (ConsentLost, ConsentUnclear, OSError) as why:
            note_send(inbox, problem=type(why).__name__, now=now)
            put_off_sending(theirs, server_is_down=True, now=now)
        else:
            send_all(theirs, inbox, kept[server], now=now)
    if carriers is None:
        kept.hang_up_idle(seconds=0)
    return bool(messages)


def _give_up_stale(*, now: datetime) -> bool:
    """Give up what our own machine wrote long ago, while no inbox can send; the rest waits for one."""
    stale = written_by_itself_before(now - FIRST_WORD_LIVES)
    for message in stale:
        record_failed(message, failure=Failure.NO_INBOX, now=now)
    delayed = answers_waiting_since(now - DELAYED_AFTER)
    put_off_sending(delayed, server_is_down=True, now=now)
    return bool(stale or delayed)


def _is_stale(message: Message, *, now: datetime) -> bool:
    return message.author_id is None and now - message.at > FIRST_WORD_LIVES


def send_all(messages: Sequence[Message], inbox: Inbox, carrier: Carrier, *, now: datetime) -> None:
    """Send one inbox's messages over one connection; when that fails the rest wait as well."""
    for at, message in enumerate(messages):
        try:
            send_one(message, inbox, carrier, now=now)
        except DatabaseError:
            raise  # The database is not to blame on the message; its claim lapses.
        except Exception as error:  # noqa: BLE001  A border: one message must not stop others.
            log.error("message %s failed: %s", message.pk, type(error).__name__)
            record_failed(message, failure=Failure.UNWRITABLE, now=timezone.now())
        if carrier.unreachable:
            put_off_sending(messages[at + 1 :], server_is_down=True, now=timezone.now())
            return


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
        if str(why) == smtplib.SMTPAuthenticationError.__name__:
            distrust_token(inbox, now=timezone.now())
        note_send(inbox, problem=str(why)[:60], now=timezone.now())
        if now - message.at > GIVE_UP_AFTER or _is_stale(message, now=now):
            record_failed(message, failure=Failure.TOO_OLD, now=timezone.now())
        else:
            down = carrier.unreachable
            put_off_sending([message], server_is_down=down, now=timezone.now())
    else:
        if set(refused) & set(message.to):
            record_failed(message, failure=Failure.REFUSED, now=timezone.now())
        else:
            record_sent(message, now=timezone.now())
        note_send(inbox, problem="", now=timezone.now())
