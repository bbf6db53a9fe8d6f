"""Calls that were agreed on, with people who make them."""

from datetime import datetime, timedelta

from hoituu.callbacks.actions import book_callback
from hoituu.callbacks.models import Callback
from hoituu.callbacks.rules import Book, Place, Window
from hoituu.conversations.tests.builders import NOON, a_business, a_conversation

PHONE = "040 765 4321"


def a_window(hours: float, *, minutes: int = 60, since: datetime = NOON) -> Window:
    """Return a window that opens so many hours from noon."""
    opens = since + timedelta(hours=hours)
    return Window(opens, opens + timedelta(minutes=minutes))


def a_call(hours: float = 1, *, minutes: int = 60, now: datetime = NOON, **facts) -> Callback:
    """Return a call agreed on with a customer of Aino's, in a window so many hours from noon."""
    one = facts.pop("conversation", None) or a_conversation(now=now, **facts)
    return book_callback(
        one,
        window=a_window(hours, minutes=minutes, since=now),
        phone=PHONE,
        tz="Europe/Helsinki",
        now=now,
    )


def open_always() -> None:
    """Let the business be open at any hour, for pages that read the clock."""
    always = {str(day): [[0, 24 * 60]] for day in range(7)}
    a_business(hours=always, closes_on_holidays=False)


def without(book: Book, place: Place) -> Book:
    """Return a book once a place in it is held."""
    taken = ((1 << place.slots) - 1) << (place.slot - book.first)
    return Book(book.first, {**book.free, place.agent: book.free[place.agent] & ~taken})
