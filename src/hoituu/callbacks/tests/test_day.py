"""A simulated day through the real rules: 200 wishes, ten people, wildly different calls.

The control run promises whatever is wished for; it must be much worse, or the day proves nothing.
"""

import math
import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from statistics import mean

import pytest

from hoituu.callbacks.rules import (
    Book,
    Caller,
    Due,
    Window,
    bits_of,
    find_place,
    held_slots,
    slot_at,
    turns,
)
from hoituu.callbacks.tests.builders import without

OPENS = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)  # nine o'clock in Helsinki
MINUTE = timedelta(minutes=1)
PEOPLE, WISHES = 10, 200
EXPECTED = 20  # minutes
SPREAD = 0.8  # sigma of the logarithm: one call in six lasts over twice the typical one
WINDOWS = [Window(OPENS + k * 30 * MINUTE, OPENS + (k * 30 + 60) * MINUTE) for k in range(16)]


def people_of_a_day(chance: random.Random) -> dict[int, tuple[tuple[datetime, datetime], ...]]:
    """Return when each is here: eight hours from nine, half past or ten, with half an hour off."""
    here = {}
    for agent in range(PEOPLE):
        comes = OPENS + chance.choice([0, 30, 60]) * MINUTE
        eats = comes + chance.choice([180, 210, 240]) * MINUTE
        here[agent] = ((comes, eats), (eats + 30 * MINUTE, comes + 480 * MINUTE))
    return here


def wishes_of_a_day(chance: random.Random) -> list[int]:
    """Return which window each wishes for: around noon, after four, or any."""
    wishes = []
    for _ in range(WISHES):
        peak = chance.choice([180, 420, None])
        minute = chance.uniform(0, 450) if peak is None else chance.gauss(peak, 45)
        wishes.append(min(max(round(minute / 30), 0), len(WINDOWS) - 1))
    return wishes


def promised(wishes: Iterable[int], here, *, checked: bool) -> list[Window]:
    """Return the windows that are promised; a full one is answered with the nearest free one."""
    first = slot_at(OPENS)
    book = Book(first, {agent: bits_of(spans, first=first) for agent, spans in here.items()})
    windows = []
    for wish in wishes:
        if not checked:
            windows.append(WINDOWS[wish])
            continue
        for window in sorted(WINDOWS, key=lambda w: abs(w.opens - WINDOWS[wish].opens)):
            place = find_place(book, window, slots=held_slots(EXPECTED, people=PEOPLE))
            if place is not None:
                book = without(book, place)
                windows.append(window)
                break
    return windows


def share_kept(seed: int, *, checked: bool) -> float:
    """Return the share of a day's promised windows in which the call began."""
    chance = random.Random(seed)
    here, wishes = people_of_a_day(chance), wishes_of_a_day(chance)
    due = {
        number: Due(number, window, EXPECTED)
        for number, window in enumerate(promised(wishes, here, checked=checked))
    }
    typical = math.log(EXPECTED) - SPREAD**2 / 2
    lasts = {number: chance.lognormvariate(typical, SPREAD) * MINUTE for number in due}
    waiting, busy, kept, seen = dict(due), {}, 0, None
    now = OPENS
    while now < WINDOWS[-1].closes + MINUTE:
        busy = {agent: call for agent, call in busy.items() if call[1] > now}
        waiting = {number: one for number, one in waiting.items() if one.window.closes >= now}
        idle = [agent for agent in here if agent not in busy and is_here(here[agent], now)]
        wanted = [number for number, one in waiting.items() if one.window.opens <= now]
        if idle and wanted and (idle, wanted) != seen:  # Planned anew on every change.
            seen = (idle, wanted)
            planned = turns(callers(here, busy), [*waiting.values()], now=now)
            for number, (agent, at) in planned.calls.items():
                if at <= now and agent not in busy:
                    busy[agent] = (now, now + max(lasts[number], MINUTE))
                    del waiting[number]
                    kept += 1
        now += MINUTE
    return kept / len(due)


def is_here(spans, now: datetime) -> bool:
    return any(begins <= now < ends for begins, ends in spans)


def callers(here, busy) -> list[Caller]:
    return [
        Caller(
            agent, spans, busy_until=busy[agent][0] + EXPECTED * MINUTE if agent in busy else None
        )
        for agent, spans in here.items()
    ]


def test_what_is_promised_after_a_look_at_the_book_is_kept():
    kept = mean(share_kept(seed, checked=True) for seed in range(3))
    assert kept >= 0.995
    assert mean(share_kept(seed, checked=False) for seed in range(3)) <= kept - 0.10


@pytest.mark.long
def test_sixty_days_keep_their_windows_and_without_the_book_they_do_not():
    kept = [share_kept(seed, checked=True) for seed in range(60)]
    control = [share_kept(seed, checked=False) for seed in range(60)]
    assert mean(kept) >= 0.995
    assert mean(control) <= mean(kept) - 0.10
