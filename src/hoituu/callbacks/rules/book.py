"""The reservation book: who has which five minutes left, and what window can be promised. Pure.

A window is promised only when somebody has a free place for the whole call in it, so a promise is
never made that depends on luck. A place is one person's own time: who is free for two skills is
counted once. Time is counted in slots of five minutes since 1970, free slots are the bits of one
number a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SLOT_MINUTES = 5
SLOT = timedelta(minutes=SLOT_MINUTES)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SHORTEST_WINDOW = timedelta(minutes=15)
LONGEST_WINDOW = timedelta(hours=12)
# Calls vary more than their mean says, and a small team has nobody to fall back on. With these,
# simulated days keep their windows (docs/performance.md): up to four people, up to fifty, above.
INFLATION = (1.5, 1.25, 1.0)
SMALL_TEAM, TEAM = 4, 50
# A place begins in the first part of its window: what is left is for a call before it that ran long.
FIRST_PART = 2 / 3


@dataclass(frozen=True, slots=True)
class Window:
    """When a call suits the customer: it starts between these moments, both included."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A person's own time, held for a call: so many slots from this one on."""

    agent: int
    slot: int
    slots: int

    @property
    def at(self) -> datetime:
        """Return when the place begins, in UTC."""
        return EPOCH + self.slot * SLOT


@dataclass(frozen=True, slots=True)
class Book:
    """The free time of people from a slot on: for each person the bits of their free slots."""

    first: int
    free: Mapping[int, int]


def slot_at(at: datetime) -> int:
    """Return the slot a moment lies in."""
    return (at - EPOCH) // SLOT


def held_slots(
    minutes: float, *, people: int, inflation: tuple[float, float, float] = INFLATION
) -> int:
    """Return how many slots a call of so many expected minutes holds among so many people."""
    small, team, large = inflation
    factor = small if people <= SMALL_TEAM else team if people <= TEAM else large
    return max(1, -int(-minutes * factor // SLOT_MINUTES))


def bits_of(spans: Iterable[tuple[datetime, datetime]], *, first: int) -> int:
    """Return the slots that lie wholly inside any of these spans, as bits from a slot on."""
    bits = 0
    for begins, ends in spans:
        since = max(slot_at(begins + SLOT - timedelta.resolution) - first, 0)
        until = max(slot_at(ends) - first, since)
        bits |= (1 << until) - (1 << since)
    return bits


def find_place(book: Book, window: Window, *, slots: int, owner: int | None = None) -> Place | None:
    """Return the place that a call in this window would hold, None when it cannot be promised.

    The owner's own time comes first, then the earliest.
    """
    wanted = _starts_in(window, first=book.first)
    found: list[tuple[bool, int, int]] = []
    for agent, free in book.free.items():
        starts = _runs(free, slots) & wanted
        if starts:
            found.append((agent != owner, (starts & -starts).bit_length() - 1, agent))
    if not found:
        return None
    _, at, agent = min(found)
    return Place(agent, book.first + at, slots)


def keepable(book: Book, windows: Iterable[Window], *, slots: int) -> list[Window]:
    """Return those of these windows in which a call could have a place."""
    starts = 0
    for free in book.free.values():
        starts |= _runs(free, slots)
    return [window for window in windows if starts & _starts_in(window, first=book.first)]


def _starts_in(window: Window, *, first: int) -> int:
    """Return the slots at which a place in this window may begin, as bits."""
    latest = window.opens + (window.closes - window.opens) * FIRST_PART
    since = max(slot_at(window.opens + SLOT - timedelta.resolution) - first, 0)
    until = slot_at(latest) + 1 - first
    return (1 << until) - (1 << since) if until > since else 0


def _runs(free: int, slots: int) -> int:
    """Return the bits from which so many free slots follow each other."""
    have = 1
    while have < slots and free:
        step = min(have, slots - have)
        free &= free >> step
        have += step
    return free
