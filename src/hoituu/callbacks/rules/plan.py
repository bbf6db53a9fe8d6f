"""Who calls whom and when, so that as many windows as possible are kept. Pure.

A day is a board: for each slot of time, the lanes that are free in it, as the bits of one number.
A lane is one part of one agent's shift, since a call lies inside one. Lanes of agents with few
skills come first: who speaks English too is kept for those who need it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain
from math import gcd
from typing import Any

# How much looking for a better place is worth: in tries, so that the same day has the same plan.
LATEST = 2 * 24 * 60
TRIES = 4_000_000
MOST_TRIES = 20_000
DEEPEST = 3


class NotADay(Exception):
    """These facts are not a day of calls; the exception says which of them."""


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who calls: the parts of their shift in minutes from midnight, and their skills."""

    id: int | str
    shifts: tuple[tuple[int, int], ...]
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A call that a customer waits for: it starts inside the window, ends included, in minutes."""

    id: int | str
    opens: int
    closes: int
    minutes: int
    skill: str = ""
    owner: int | str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, and when the call starts, in minutes from midnight."""

    id: int | str
    agent: int | str
    start: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The calls in the order they start, and those whose window nobody can keep."""

    calls: tuple[Call, ...]
    not_kept: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One part of one agent's shift, in slots; parts of one agent may overlap."""

    agent: int | str
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Job:
    """A wanted call on the board: when it may start and how long it is, in slots; who may make it."""

    opens: int
    closes: int
    length: int
    able: int


Order = Callable[[Job], tuple[int, ...]]
ORDERS: Sequence[Order] = (
    lambda job: (job.closes, job.length),
    lambda job: (job.closes + job.length, job.length),
    lambda job: (job.length, job.closes),
    lambda job: (job.length + (job.closes - job.opens) // 4, job.closes),
)
MOST_FOR_ALL_ORDERS = 1000


@dataclass(slots=True)
class Board:
    """A day while it is planned: `free` and `works` hold the lanes' bits for each slot."""

    lanes: Sequence[Lane]
    jobs: Sequence[Job]
    works: list[int]
    free: list[int]
    placed: dict[int, tuple[int, int]] = field(default_factory=dict)  # job -> its slot and lane
    busy: dict[tuple[int | str, int], int] = field(default_factory=dict)  # agent and slot -> job
    mates: dict[int | str, int] = field(default_factory=dict)  # agent -> all their lanes
    tries: int = 0


def plan(agents: Sequence[Agent], wanted: Sequence[Wanted], *, tries: int = TRIES) -> Plan:
    """Return who calls whom and when; no other order of the same facts changes more than ties.

    `tries` is how much looking for better places is worth, for a day planned again and again.

    Each call is placed as early as it can be, those first whose window ends first; on a day with
    more calls than time, the short first may keep more. What finds no place may move another call
    to another agent or time, and that one a third. At last owners get their own customers' calls
    where that breaks nothing.
    """
    grid = _grid(agents, wanted)
    boards = [
        _filled(agents, wanted, grid, order=order, tries=tries)
        for order in (ORDERS if len(wanted) <= MOST_FOR_ALL_ORDERS else ORDERS[:1])
    ]
    board = max(boards, key=lambda board: len(board.placed))
    _to_owners(board, [w.owner for w in wanted])
    calls = [
        Call(wanted[job].id, board.lanes[lane].agent, slot * grid)
        for job, (slot, lane) in board.placed.items()
    ]
    return Plan(
        calls=tuple(sorted(calls, key=lambda call: (call.start, str(call.agent)))),
        not_kept=tuple(w.id for job, w in enumerate(wanted) if job not in board.placed),
    )


def read_day(facts: Mapping[str, Any]) -> tuple[list[Agent], list[Wanted]]:
    """Return the agents and the wanted calls of plain facts; raises NotADay.

    `{"agents": [{"id", "shifts": [[from, to]], "skills": []}],
    "callbacks": [{"id", "window": [a, b], "minutes", "skill", "owner"}]}`, minutes from midnight.
    """
    agents = [
        Agent(
            a["id"],
            tuple(_span(shift, "shift", a["id"]) for shift in a["shifts"]),
            frozenset(a.get("skills", ())),
        )
        for a in facts["agents"]
    ]
    wanted = [
        Wanted(
            c["id"],
            *_span(c["window"], "window", c["id"]),
            _minutes(c["minutes"], c["id"]),
            c.get("skill") or "",
            c.get("owner"),
        )
        for c in facts["callbacks"]
    ]
    for things, name in ((agents, "agents"), (wanted, "callbacks")):
        if len({thing.id for thing in things}) < len(things):
            raise NotADay(f"two {name} have the same id")
    return agents, wanted


def _span(pair: Sequence[int], name: str, of: object) -> tuple[int, int]:
    begins, ends = pair
    if not (isinstance(begins, int) and isinstance(ends, int) and 0 <= begins <= ends <= LATEST):
        raise NotADay(f"the {name} {list(pair)} of {of!r} is not a time of this day or the next")
    return begins, ends


def _minutes(minutes: int, of: object) -> int:
    if not isinstance(minutes, int) or not 0 < minutes <= LATEST:
        raise NotADay(f"the call {of!r} takes {minutes!r} minutes")
    return minutes


def _filled(
    agents: Sequence[Agent], wanted: Sequence[Wanted], grid: int, *, order: Order, tries: int
) -> Board:
    """Return the day with all that find a place when they are placed in this order."""
    board = _board(agents, wanted, grid, tries=tries)
    numbers = sorted(range(len(wanted)), key=lambda number: (*order(board.jobs[number]), number))
    left = [number for number in numbers if not _place(board, number)]
    _improve(board, left)
    return board


def _grid(agents: Sequence[Agent], wanted: Sequence[Wanted]) -> int:
    """Return the longest step, in minutes, on which all times of the day lie."""
    times = chain(
        (at for agent in agents for shift in agent.shifts for at in shift),
        (at for w in wanted for at in (w.opens, w.closes, w.minutes)),
    )
    return reduce(gcd, times, 0) or 1


def _board(agents: Sequence[Agent], wanted: Sequence[Wanted], grid: int, *, tries: int) -> Board:
    few_first = sorted(agents, key=lambda agent: len(agent.skills))
    lanes = [
        Lane(agent.id, begins // grid, ends // grid)
        for agent in few_first
        for begins, ends in agent.shifts
    ]
    skills = {agent.id: agent.skills for agent in agents}
    able = {"": (1 << len(lanes)) - 1}
    for number, lane in enumerate(lanes):
        for skill in skills[lane.agent]:
            able[skill] = able.get(skill, 0) | 1 << number
    jobs = [
        Job(w.opens // grid, w.closes // grid, w.minutes // grid, able.get(w.skill, 0))
        for w in wanted
    ]
    slots = max((job.closes + job.length for job in jobs), default=0) + 1
    works = [0] * slots
    for number, lane in enumerate(lanes):
        for slot in range(lane.begins, min(lane.ends, slots)):
            works[slot] |= 1 << number
    tries = min(tries // max(len(lanes) * len(jobs), 1), MOST_TRIES)
    mates: dict[int | str, int] = {}
    for number, lane in enumerate(lanes):
        mates[lane.agent] = mates.get(lane.agent, 0) | 1 << number
    return Board(lanes, jobs, works, list(works), tries=tries, mates=mates)


def _place(board: Board, number: int, *, able: int | None = None) -> bool:
    """Put a job where it can start first, with the first lane that can; False when none can."""
    job = board.jobs[number]
    able = job.able if able is None else able
    slot = job.opens
    while slot <= job.closes:
        here, full = _lanes_at(board.free, able, slot, job.length)
        if here:
            _put(board, number, slot, (here & -here).bit_length() - 1)
            return True
        slot = full + 1
    return False


def _lanes_at(free: Sequence[int], able: int, slot: int, length: int) -> tuple[int, int]:
    """Return the lanes free for a whole call from a slot on, and the slot to give up before."""
    here = able
    for at in range(slot, slot + length):
        here &= free[at]
        if not here:
            return 0, at if not free[at] & able else slot
    return here, slot


def _put(board: Board, number: int, slot: int, lane: int) -> None:
    board.placed[number] = (slot, lane)
    agent = board.lanes[lane].agent
    for at in range(slot, slot + board.jobs[number].length):
        board.free[at] &= ~board.mates[agent]
        board.busy[agent, at] = number


def _take_off(board: Board, number: int) -> tuple[int, int]:
    slot, lane = board.placed.pop(number)
    agent = board.lanes[lane].agent
    for at in range(slot, slot + board.jobs[number].length):
        board.free[at] |= board.mates[agent] & board.works[at]
        del board.busy[agent, at]
    return slot, lane


def _improve(board: Board, left: Iterable[int]) -> None:
    """Find places for what found none, by moving what stands in their way."""
    for number in left:
        for depth in range(1, DEEPEST + 1):
            if board.tries > 0 and _push_in(board, number, depth=depth, moved=frozenset({number})):
                break


def _push_in(board: Board, number: int, *, depth: int, moved: frozenset[int]) -> bool:
    """Put a job where one other stands, and find that one another place; False changes nothing."""
    for slot, lane, other in list(_stands_one(board, number)):
        if other in moved:
            continue
        if board.tries <= 0:
            return False
        board.tries -= 1
        before = _take_off(board, other)
        _put(board, number, slot, lane)
        if _place(board, other) or (
            depth > 1 and _push_in(board, other, depth=depth - 1, moved=moved | {other})
        ):
            return True
        _take_off(board, number)
        _put(board, other, *before)
    return False


def _stands_one(board: Board, number: int) -> Iterator[tuple[int, int, int]]:
    """Yield each slot and lane where a job would fit but for one other, and that one."""
    job = board.jobs[number]
    for slot in range(job.opens, job.closes + 1):
        here, _ = _lanes_at(board.works, job.able, slot, job.length)
        while here:
            lane = (here & -here).bit_length() - 1
            here &= here - 1
            agent = board.lanes[lane].agent
            calls = {
                board.busy[agent, at]
                for at in range(slot, slot + job.length)
                if (agent, at) in board.busy
            }
            if len(calls) == 1:
                yield slot, lane, calls.pop()


def _to_owners(board: Board, owners: Sequence[int | str | None]) -> None:
    """Give calls to those who know the customer, where they are free at a time that suits."""
    for number, owner in enumerate(owners):
        if owner not in board.mates or number not in board.placed:
            continue
        before = _take_off(board, number)
        if not _place(board, number, able=board.jobs[number].able & board.mates[owner]):
            _put(board, number, *before)
