"""What the customer hears about a call, by mail; without an address their page says it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation

from hoituu.callbacks.invitation import invitation
from hoituu.callbacks.models import Callback
from hoituu.callbacks.rules import Window
from hoituu.callbacks.words import (
    agreed_word,
    moved_word,
    no_second_word,
    not_now_word,
    not_reached_word,
    soon_word,
)
from hoituu.conversations.actions import attach_to, queue_first_words
from hoituu.conversations.blobs import put_blob
from hoituu.conversations.rules import Attached
from hoituu.customers.queries import email_of
from hoituu.promises.actions.by_itself import Mailed
from hoituu.staff.queries import business


def tell_agreed(callback: Callback, *, now: datetime) -> bool:
    """Confirm a call, with an entry for their calendar; False when they cannot be written to."""
    with _language_of(callback):
        body = agreed_word(callback=callback, firm=business(), now=now)
    return _mail(callback, body, files=[_entry(callback, now=now)], now=now)


def tell_soon(callback: Callback, *, now: datetime) -> bool:
    """Say that we call in a moment; False when they cannot be written to."""
    with _language_of(callback):
        body = soon_word(callback=callback, firm=business(), now=now)
    return _mail(callback, body, now=now)


def tell_not_reached(callback: Callback, *, again: bool, now: datetime) -> bool:
    """Say at once that we called, why, and what happens next; False when that is not possible."""
    with _language_of(callback):
        body = not_reached_word(callback=callback, again=again, firm=business(), now=now)
    return _mail(callback, body, now=now)


def tell_not_now(callback: Callback, *, now: datetime) -> bool:
    """Say that they choose the time; False when they cannot be written to."""
    with _language_of(callback):
        body = not_now_word(callback=callback, firm=business(), now=now)
    return _mail(callback, body, now=now)


def tell_moved(callback: Callback, *, before: Window, now: datetime) -> bool:
    """Say before a window breaks when we call instead; False when they cannot be written to."""
    with _language_of(callback):
        body = moved_word(callback=callback, before=before, firm=business(), now=now)
    return _mail(callback, body, files=[_entry(callback, now=now)], now=now)


def tell_no_second(callback: Callback, *, now: datetime) -> bool:
    """Say that we did not call a second time; False when they cannot be written to."""
    with _language_of(callback):
        body = no_second_word(callback=callback, firm=business(), now=now)
    return _mail(callback, body, now=now)


def may_tell(callback: Callback, *, now: datetime) -> bool:
    """Tell whether their customer can be written to now by the house itself."""
    customer = callback.conversation.customer
    to = email_of(customer)
    return bool(to) and Mailed([customer.pk], now=now).may_write(to)


def _entry(callback: Callback, *, now: datetime) -> Attached:
    """Return the call for the customer's calendar, as a file."""
    with _language_of(callback):
        content = invitation(callback, firm=business(), now=now)
    return Attached("hoituu.ics", "text/calendar", len(content), put_blob(content))


def _language_of(callback: Callback) -> translation.override:
    return translation.override(callback.conversation.language)


def _mail(callback: Callback, body: str, *, files: Sequence[Attached] = (), now: datetime) -> bool:
    if not may_tell(callback, now=now):
        return False
    to = email_of(callback.conversation.customer)
    [message] = queue_first_words([(callback.conversation, to, body)], now=now)
    if files:
        attach_to(message, files=files, now=now)
    return True
