"""Which open conversations have an owner who will not be here before the next step."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hoituu.conversations.models import OPEN, Conversation
from hoituu.conversations.rules import Turn
from hoituu.customers.models import ContactPoint
from hoituu.customers.rules import PointKind
from hoituu.staff.models import User
from hoituu.staff.queries import presences
from hoituu.staff.rules import ANSWERS


def off_duty(*, now: datetime) -> Iterator[QuerySet[Conversation]]:
    """Yield the open conversations of each owner who is not here before their next steps.

    A day that ended is no absence: who will be back as on any day keeps what waits. Each is read
    from an index, so that it takes no time when nobody is away.
    """
    open_ones = Conversation.objects.filter(OPEN)
    for person in presences(now=now):
        usually_at = person.usually_here_at(now=now)
        if person.here_at is None:
            yield open_ones.filter(owner=person.id)
        elif usually_at is not None and usually_at < person.here_at:
            yield open_ones.filter(owner=person.id, next_step_at__lt=person.here_at)
    gone = User.objects.exclude(is_active=True, role__in=[role.value for role in ANSWERS])
    yield open_ones.filter(owner__in=gone.values("pk"))


def off_duty_ids(*, now: datetime) -> Iterator[int]:
    """Yield the ids of open conversations whose owner is not here in time."""
    for some in off_duty(now=now):
        yield from list(some.values_list("pk", flat=True))


def silent_customers(*, now: datetime, limit: int = 50) -> list[Conversation]:
    """Return what waits on customers who have been silent for as long as we wait.

    Who can be written to, or was: those who cannot are a person's, and must not fill the page.
    """
    addresses = ContactPoint.objects.filter(
        customer=OuterRef("customer"), kind=PointKind.EMAIL, undelivered_at=None
    )
    silent = Conversation.objects.filter(
        OPEN, turn=Turn.CUSTOMERS, next_step_at__lte=now, open_promises=0
    ).filter(Q(reminded_at__isnull=False) | Exists(addresses))
    return list(silent.order_by("next_step_at")[:limit])


def count_off_duty(*, now: datetime) -> int:
    return sum(some.count() for some in off_duty(now=now))
