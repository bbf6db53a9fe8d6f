"""What the customer hears about a call, by mail; without an address their page says it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import translation

from hoituu.callbacks.invitation import invitation
from hoituu.callbacks.models import Callback
from hoituu.conversations.actions import attach_to, queue_first_words
from hoituu.conversations.blobs import put_blob
from hoituu.conversations.rules import Attached
from hoituu.customers.queries import email_of
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.by_itself import Mailed
from hoituu.staff.queries import business


@atomic
def tell(
    callback: Callback,
    *,
    word: Callable[..., str],
    with_entry: bool = False,
    now: datetime,
    **facts: Any,
) -> bool:
    """Mail a customer a word about their call (words.py), with an entry for their calendar or not.

    `facts` are what that word needs to know. False when they cannot be written to now.
    """
    if not may_tell(callback, now=now):
        return False
    conversation, firm = callback.conversation, business()
    with translation.override(conversation.language):
        body = word(callback=callback, firm=firm, now=now, **facts)
        content = invitation(callback, firm=firm, now=now) if with_entry else b""
    to = email_of(conversation.customer)
    [message] = queue_first_words([(conversation, to, body)], now=now)
    if content:
        file = Attached("hoituu.ics", "text/calendar", len(content), put_blob(content))
        attach_to(message, files=[file], now=now)
    return True


def may_tell(callback: Callback, *, now: datetime) -> bool:
    """Tell whether their customer can be written to now by the house itself."""
    customer = callback.conversation.customer
    to = email_of(customer)
    return bool(to) and Mailed([customer.pk], now=now).may_write(to)
