"""A person is forgotten."""

from datetime import datetime

from hoituu.callbacks.actions.book import cancel_callback
from hoituu.callbacks.actions.talk import take_back_call
from hoituu.callbacks.models import IS_ALIVE, Callback
from hoituu.callbacks.rules import CallState
from hoituu.conversations.queries import hold_all
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget the numbers we called a customer at; that we called, and when, stays.

    A call that is still agreed on is given up: nobody could make it.
    """
    theirs = Callback.objects.filter(conversation__customer_id=customer_id)
    hold_all(theirs.values_list("conversation_id", flat=True))
    for callback in theirs.filter(IS_ALIVE).select_related("conversation", "promise"):
        answered = callback.attempts.filter(ended_at=None, answered_at__isnull=False).exists()
        if answered:
            continue  # They are talking just now: the call ends as any other.
        if callback.state == CallState.CALLING:
            take_back_call(callback, now=now)
        cancel_callback(callback, now=now)
    theirs.update(phone="", tz="UTC")
    write("callback.words_erased", now=now, customer_id=customer_id)
