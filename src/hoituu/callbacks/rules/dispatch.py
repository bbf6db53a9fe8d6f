"""Whose turn it is to call whom, as things stand now. Pure.

The plan of a day is made anew every few seconds, from who is here and what is still owed; only its
calls that begin now are acted on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hoituu.callbacks.rules.book import SLOT, SLOT_MINUTES, Window
from hoituu.callbacks.rules.plan import Agent, Wanted, plan

LOOKS_AHEAD = timedelta(hours=4)
TRIES = 100_000  # Enough here: looking forty times as far kept no more of the simulated days.
OVERRUN = SLOT  # A call that has lasted longer than expected is expected to last this much more.


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who calls: when they are here, and until when a call that is going on lasts."""

    id: int
    here: tuple[tuple[datetime, datetime], ...]
    teams: frozenset[int] = frozenset()
    busy_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A call that is owed: expected minutes, and whose customer it is."""

    id: int
    window: Window
    minutes: int
    team: int | None = None
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Turns:
    """Who calls whom and when, as planned now, and whose window nobody would reach."""

    calls: dict[int, tuple[int, datetime]]
    in_danger: tuple[int, ...]


def turns(callers: Sequence[Caller], due: Sequence[Due], *, now: datetime) -> Turns:
    """Return the plan for the calls whose windows are open or open within the next hours."""
    soon = [one for one in due if one.window.opens <= now + LOOKS_AHEAD]
    made = plan(
        [_agent(one, now=now) for one in callers],
        [_wanted(one, now=now) for one in soon],
        tries=TRIES,
    )
    calls = {
        int(call.id): (int(call.agent), now + timedelta(minutes=call.start)) for call in made.calls
    }
    return Turns(calls, tuple(int(pk) for pk in made.not_kept))


def _agent(caller: Caller, *, now: datetime) -> Agent:
    free_at = now
    if caller.busy_until is not None:
        free_at = max(caller.busy_until, now + OVERRUN)
    spans = tuple(
        (_up(max(begins, free_at), now), _down(ends, now))
        for begins, ends in caller.here
        if _down(ends, now) > _up(max(begins, free_at), now)
    )
    return Agent(caller.id, spans, frozenset(str(team) for team in caller.teams))


def _wanted(due: Due, *, now: datetime) -> Wanted:
    opens = _up(max(due.window.opens, now), now)
    slots = -(-due.minutes // SLOT_MINUTES)
    return Wanted(
        due.id,
        opens,
        max(_down(due.window.closes, now), opens),
        slots * SLOT_MINUTES,
        str(due.team) if due.team else "",
        due.owner,
    )


def _up(at: datetime, now: datetime) -> int:
    return -((now - at) // SLOT) * SLOT_MINUTES


def _down(at: datetime, now: datetime) -> int:
    return max((at - now) // SLOT, 0) * SLOT_MINUTES
