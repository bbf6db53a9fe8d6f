"""Choosing who takes the next contact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who could take it: when they can start, and how much waits for them."""

    id: int
    here_at: datetime
    waiting: int


def freest(people: Iterable[Person]) -> Person | None:
    """Return who should take the next one, None when there is nobody.

    Who can start first takes it; among those, who has the least waiting, then the lowest id,
    so that the same facts always choose the same person.
    """
    return min(people, key=lambda p: (p.here_at, p.waiting, p.id), default=None)
