"""A mail of ours gets its name, and goes."""

import secrets
from datetime import datetime

from django.conf import settings

from hoituu.channels.email.models import Inbox, LetterId
from hoituu.conversations.actions.entries import write_of
from hoituu.conversations.models import Message
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.lib.tokens import seal


@atomic
def name_letter(message: Message, *, inbox: Inbox, now: datetime) -> LetterId:
    """Fix the Message-ID of a mail of ours before it is sent.

    A mail whose bytes may have gone already (the process ended while they did) gets a new one:
    a customer rather reads an answer twice than never, and nothing goes twice under one ID.
    """
    letter = message.letter_ids.order_by("-pk").first()
    if letter is not None and letter.data_began_at is None:
        return letter
    domain = inbox.address.rpartition("@")[2]
    token = seal(message.conversation_id, purpose="reply", key=settings.HOITUU_KEY)
    value = f"<r.{token}.{secrets.token_hex(8)}@{domain}>"
    write_of("mail.named", message=message, now=now)
    return message.letter_ids.create(value=value, inbox=inbox)


@atomic
def begin_data(letter: LetterId, *, now: datetime) -> None:
    """Note that the bytes go now: from here on it may have arrived."""
    letter.data_began_at = now
    letter.save(update_fields=["data_began_at"])
    write("mail.goes", now=now, message_id=letter.message_id)
