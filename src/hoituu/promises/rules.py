"""What counts as keeping our word. Pure: no database, no clock, no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from hoituu.worktime import Calendar, NeverOpen


class State(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    BROKEN_RELEASED = "broken_released"
    RENEGOTIATED = "renegotiated"
    RELEASED = "released"
    ATTEMPTED = "attempted"


class EventType(StrEnum):
    KEPT = "kept"
    BOUNCED = "bounced"
    RENEGOTIATED = "renegotiated"
    RELEASED = "released"
    ATTEMPT_NO_ANSWER = "attempt_no_answer"


class PromiseKind(StrEnum):
    FIRST_WORD = "first_word"  # made by the acknowledgement: a person answers by then
    GIVEN = "given"  # made by a person
    CALL = "call"  # a call in the window that the customer picked


ACKNOWLEDGES_EVERY = timedelta(days=1)
MOST_BY_ITSELF = 3
BY_ITSELF_WITHIN = timedelta(hours=1)

MOVES = {
    State.OPEN: {
        State.KEPT,
        State.ATTEMPTED,
        State.RENEGOTIATED,
        State.RELEASED,
        State.BROKEN,
    },
    State.ATTEMPTED: {State.KEPT, State.RENEGOTIATED, State.RELEASED},
    State.KEPT: {State.OPEN, State.BROKEN},
    State.BROKEN: {State.LATE, State.BROKEN_RELEASED},
    State.LATE: {State.BROKEN},
    State.BROKEN_RELEASED: set(),
    State.RENEGOTIATED: set(),
    State.RELEASED: set(),
}

# Where an event leads when the customer felt it by the due time, and when they felt it after.
IN_TIME = {
    EventType.KEPT: State.KEPT,
    EventType.BOUNCED: State.OPEN,
    EventType.RENEGOTIATED: State.RENEGOTIATED,
    EventType.RELEASED: State.RELEASED,
    EventType.ATTEMPT_NO_ANSWER: State.ATTEMPTED,
}
TOO_LATE = {
    EventType.KEPT: State.LATE,
    EventType.BOUNCED: State.BROKEN,
    EventType.RELEASED: State.BROKEN_RELEASED,
}
SHORTEST_WARNING = timedelta(minutes=10)
TELL_AHEAD = timedelta(minutes=5)
MOST_RENEWALS = 1  # By ourselves: who is late twice calls, and the lead sees it.
FEWEST_TO_MEASURE = 10
MEASURED_SHARE = 0.9
FIRST_WORD_AT_LEAST = 30
FIRST_WORD_ROUNDS_TO = timedelta(minutes=30)


class PromiseNeedsTime(Exception):
    """Someone promised "some day". A promise without a time ahead of it is not a promise."""


class CallIsAgreed(Exception):
    """A call is agreed on in the one that would become part of another: make it the other way round."""


@dataclass(frozen=True, slots=True)
class Event:
    type: EventType
    at: datetime
    customer_told_at: datetime | None = None

    @property
    def felt_at(self) -> datetime | None:
        """When the customer could notice: a new time exists for them once they are told."""
        return self.customer_told_at if self.type == EventType.RENEGOTIATED else self.at


@dataclass(frozen=True, slots=True)
class Word:
    """The facts about one promise that decide its state."""

    made_at: datetime
    due_at: datetime
    events: tuple[Event, ...] = ()
    window_start: datetime | None = None

    @property
    def from_at(self) -> datetime:
        """The first moment that can keep it: a call before the window suits only us."""
        return self.window_start or self.made_at


def give_word(
    *, made_at: datetime, due_at: datetime | None, window_start: datetime | None = None
) -> Word:
    """Return the promise as given; raises PromiseNeedsTime."""
    if due_at is None or due_at <= max(made_at, window_start or made_at):
        raise PromiseNeedsTime
    return Word(made_at=made_at, due_at=due_at, window_start=window_start)


def read_word(facts: Mapping[str, Any]) -> Word:
    """Return the promise that plain facts with ISO 8601 times describe."""

    def time(holder: Mapping[str, Any], name: str) -> datetime | None:
        return datetime.fromisoformat(holder[name]) if holder.get(name) else None

    events = tuple(
        Event(EventType(e["type"]), datetime.fromisoformat(e["at"]), time(e, "customer_told_at"))
        for e in facts["events"]
    )
    return Word(
        made_at=datetime.fromisoformat(facts["made_at"]),
        due_at=datetime.fromisoformat(facts["due_at"]),
        events=events,
        window_start=time(facts, "window_start"),
    )


def state(word: Word, *, now: datetime) -> State | None:
    """Return where a promise stands, or None before it was made.

    Only events and time decide it: a worker that was down for a day changes nothing.
    """
    if now < word.made_at:
        return None
    current = State.OPEN
    for at, event in _felt(word, now=now):
        current = _move(_by_clock(current, word, now=at), _leads_to(event, word, at=at))
    return _by_clock(current, word, now=now)


def owed(word: Word, *, now: datetime) -> bool:
    """Tell whether the customer still waits for this one: a broken promise is not a finished one.

    A new time, even one told too late to save the old promise, moves the waiting to the new one.
    """
    moved = any(event.type == EventType.RENEGOTIATED for _, event in _felt(word, now=now))
    return state(word, now=now) in {State.OPEN, State.BROKEN} and not moved


def at_risk(word: Word, *, now: datetime) -> bool:
    """Tell whether a promise is still open, but not for long: less than a fifth of its time."""
    fifth = max((word.due_at - word.from_at) / 5, SHORTEST_WARNING)
    return state(word, now=now) == State.OPEN and now >= max(word.made_at, word.due_at - fifth)


def warn_at(word: Word, calendar: Calendar) -> datetime:
    """Return when the owner hears that this promise is about to break, in their working time.

    A fifth of the working time given, or of a call's window, is left for acting, but never less
    than ten minutes: a warning that comes too late to act on is only a reproach.
    """
    given = calendar.between(word.from_at, word.due_at)
    return _back(word, calendar, max(given / 5, SHORTEST_WARNING / timedelta(minutes=1)))


@dataclass(frozen=True, slots=True)
class Watch:
    """When the watch looks at a promise: to warn its owner, to tell the lead, to tell the customer."""

    warn_at: datetime
    escalate_at: (
        datetime  # the stand-in and the lead hear of it: half of the warning's time is gone
    )
    tell_at: datetime
    due_at: datetime

    def next_after(self, now: datetime) -> datetime:
        """Return when to look at an owed promise again.

        A broken promise stays in sight: its time to look is the moment it fell due.
        """
        moments = (self.warn_at, self.escalate_at, self.tell_at)
        return min((at for at in moments if at > now), default=self.due_at)


def watch_of(word: Word, calendar: Calendar) -> Watch:
    """Return when the watch looks at a promise."""
    warn = warn_at(word, calendar)
    return Watch(
        warn, max(warn, word.due_at - (word.due_at - warn) / 2), tell_at(word), word.due_at
    )


def tell_at(word: Word) -> datetime:
    """Return when the customer hears of a new time, if we still owe it: before it breaks."""
    return max(word.made_at, word.due_at - TELL_AHEAD)


def _back(word: Word, calendar: Calendar, minutes: float) -> datetime:
    try:
        at = calendar.back(word.due_at, minutes)
    except NeverOpen:
        at = word.due_at - timedelta(minutes=minutes)
    return max(word.made_at, at)


def first_word_due(
    calendar: Calendar, *, measured: Sequence[int], default: int, now: datetime
) -> datetime | None:
    """Return by when a person can truly answer, on the half hour; None when nobody is ever here.

    `calendar` is the owner's; `measured` are the latest first answers in working minutes: nine of
    ten were at most this long. With too few of them, `default` working minutes.
    """
    minutes = default
    if len(measured) >= FEWEST_TO_MEASURE:
        minutes = max(sorted(measured)[int(len(measured) * MEASURED_SHARE)], FIRST_WORD_AT_LEAST)
    try:
        due = calendar.add(now, minutes)
        closes = calendar.closes_at(due - timedelta(minutes=1))
    except NeverOpen:
        return None
    rounded = _round_up(due)
    return rounded if rounded <= max(closes, due) else due


def _round_up(at: datetime) -> datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    steps = -((midnight - at) // FIRST_WORD_ROUNDS_TO)
    return midnight + steps * FIRST_WORD_ROUNDS_TO


def _felt(word: Word, *, now: datetime) -> list[tuple[datetime, Event]]:
    """Return the events the customer has felt by now, in the order they felt them."""
    felt = [(e.felt_at, e) for e in word.events if e.at <= now]
    return sorted(((at, e) for at, e in felt if at and at <= now), key=lambda pair: pair[0])


def _leads_to(event: Event, word: Word, *, at: datetime) -> State | None:
    called = event.type in {EventType.KEPT, EventType.ATTEMPT_NO_ANSWER}
    if called and at < word.from_at:
        return None
    return (IN_TIME if at <= word.due_at else TOO_LATE).get(event.type)


def _move(current: State, new: State | None) -> State:
    return new if new in MOVES[current] else current


def _by_clock(current: State, word: Word, *, now: datetime) -> State:
    return State.BROKEN if current == State.OPEN and now > word.due_at else current


def may_write_by_itself(sent: Sequence[datetime], *, now: datetime) -> bool:
    """Tell whether an automatic mail may go where these went: three an hour at the most.

    Two machines that answer each other would never stop (RFC 3834, section 2).
    """
    return sum(now - at < BY_ITSELF_WITHIN for at in sent) < MOST_BY_ITSELF


def may_acknowledge(acknowledged: Sequence[datetime], *, now: datetime) -> bool:
    """Tell whether an address that was acknowledged at these times is again: once a day."""
    return all(now - at >= ACKNOWLEDGES_EVERY for at in acknowledged)
