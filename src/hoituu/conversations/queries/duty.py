"""Which open conversations have an owner who will not be here before the next step."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from hoituu.conversations.models import OPEN, Conversation
from hoituu.conversations.rules import Turn
from hoituu.staff.models import User
from hoituu.staff.queries import Presence, presences
from hoituu.staff.rules import ANSWERS


def off_duty(
    *, now: datetime, people: Sequence[Presence] | None = None
) -> Iterator[QuerySet[Conversation]]:
    """Yield the open conversations of each owner who is not here before their next steps.

    A day that ended is no absence: who will be back as on any day keeps what waits. Each is read
    from an index, so that it takes no time when nobody is away.
    """
    people = presences(now=now) if people is None else people
    open_ones = Conversation.objects.filter(OPEN)
    for person in people:
        usually_at = person.usually_here_at(now=now)
        if person.here_at is None:
            yield open_ones.filter(owner=person.id)
        elif usually_at is not None and usually_at < person.here_at:
            yield open_ones.filter(owner=person.id, next_step_at__lt=person.here_at)
    gone = User.objects.exclude(is_active=True, role__in=[role.value for role in ANSWERS])
    yield open_ones.filter(owner__in=gone.values("pk"))


def off_duty_ids(*, now: datetime, limit: int = 50) -> list[int]:
    """Return the ids of open conversations whose owner is not here in time, at most so many."""
    found: list[int] = []
    for some in off_duty(now=now):
        found += some.values_list("pk", flat=True)[: limit - len(found)]
        if len(found) >= limit:
            break
    return found


def silent_customers(*, now: datetime, limit: int = 50) -> list[Conversation]:
    """Return what waits on customers who have been silent for as long as we wait."""
    silent = Conversation.objects.filter(
        OPEN, turn=Turn.CUSTOMERS, next_step_at__lte=now, open_promises=0
    )
    return list(silent.order_by("next_step_at")[:limit])


def count_off_duty(*, now: datetime) -> int:
    return sum(some.count() for some in off_duty(now=now))
