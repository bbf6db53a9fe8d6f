"""A person is forgotten."""

from datetime import datetime

from hoituu.callbacks.models import Callback, HeldSlot
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget the numbers we called a customer at; that we called, and when, stays."""
    theirs = Callback.objects.filter(conversation__customer_id=customer_id)
    HeldSlot.objects.filter(callback__in=theirs).delete()
    theirs.update(phone="", tz="UTC")
    write("callback.words_erased", now=now, customer_id=customer_id)
