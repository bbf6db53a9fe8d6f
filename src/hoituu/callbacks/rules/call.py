"""What may happen to a call that was agreed on, and what a customer may pick. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hoituu.callbacks.rules.book import LONGEST_WINDOW, SHORTEST_WINDOW, Window


class CallState(StrEnum):
    BOOKED = "booked"
    CALLING = "calling"
    ANSWERED = "answered"
    NOT_NOW = "not_now"  # they answered, but it was no good moment: they pick again
    NO_ANSWER = "no_answer"  # tried as often as we try: they pick again
    MOVED = "moved"  # another time was agreed on
    CANCELLED = "cancelled"  # the customer needs no call


class Outcome(StrEnum):
    """What came of one attempt."""

    GOING_ON = ""
    ANSWERED = "answered"
    NOT_NOW = "not_now"
    NO_ANSWER = "no_answer"
    NOT_MADE = "not_made"  # begun by mistake


ALIVE = (CallState.BOOKED, CallState.CALLING)
MOVES = {
    CallState.BOOKED: {
        CallState.CALLING,
        CallState.MOVED,
        CallState.CANCELLED,
        CallState.NO_ANSWER,
    },
    CallState.CALLING: {
        CallState.BOOKED,
        CallState.ANSWERED,
        CallState.NOT_NOW,
        CallState.NO_ANSWER,
    },
    CallState.ANSWERED: set(),
    CallState.NOT_NOW: set(),
    CallState.NO_ANSWER: set(),
    CallState.MOVED: set(),
    CallState.CANCELLED: set(),
}
MOST_ATTEMPTS = 2
AGAIN_AFTER = timedelta(minutes=10)
TELLS_AHEAD = timedelta(minutes=10)
TELLS_BEFORE_END = timedelta(minutes=12)  # The mail gets there while the window is still open.
BOOKS_AHEAD = timedelta(days=60)
OFFERED_WINDOW = timedelta(hours=1)
MINUTES_EXPECTED = 10  # Until this business has calls of its own to measure.


class NothingPicked(Exception):
    """Somebody has to say when."""


class NoSuchTime(Exception):
    """There is no such time: on that night the clocks are put forward over it."""


class WindowHasPassed(Exception):
    """That time has passed already."""


class WindowTooFar(Exception):
    """That is too far ahead to promise."""


class WindowTooShort(Exception):
    """A window is at least a quarter of an hour, and ends after it begins."""


class WindowTooLong(Exception):
    """A window is at most half a day: nobody waits by the phone all day."""


class WindowFull(Exception):
    """We could not keep that window; `nearest` are those that we can."""

    def __init__(self, nearest: Sequence[Window] = ()) -> None:
        super().__init__()
        self.nearest = nearest


class TooEarly(Exception):
    """The window has not opened yet: a call now would suit only us."""


class BusyWithIt(Exception):
    """A colleague is calling this customer just now."""


class NotThatNow(Exception):
    """The call is not at a point where that could be done."""


def move(current: CallState, new: CallState) -> CallState:
    """Return the new state; raises NotThatNow for a move the table does not know."""
    if new not in MOVES[current]:
        raise NotThatNow
    return new


def read_window(day: date, begins: time, ends: time, *, tz: ZoneInfo, now: datetime) -> Window:
    """Return a window given in wall time; one that ends before it begins goes past midnight.

    Raises NoSuchTime, WindowTooShort, WindowTooLong, WindowHasPassed, WindowTooFar.
    """
    today = now.astimezone(tz).date()
    if day < today - timedelta(days=1):
        raise WindowHasPassed
    if day > today + BOOKS_AHEAD + timedelta(days=1):
        raise WindowTooFar
    until = day + timedelta(days=1) if ends <= begins else day
    window = Window(_moment(day, begins, tz), _moment(until, ends, tz))
    check_window(window, now=now)
    return window


def pick_window(picked: Mapping[str, Any], *, tz: ZoneInfo, now: datetime) -> Window:
    """Return the window of a form: `choice`, an offer's value; or `day`, `begins` and `ends`.

    The day and the times are those of a wall clock in `tz`. Raises NothingPicked, and what
    read_window raises.
    """
    if picked.get("day") and picked.get("begins") and picked.get("ends"):
        return read_window(picked["day"], picked["begins"], picked["ends"], tz=tz, now=now)
    opens, dash, closes = picked.get("choice", "").partition("-")
    if not (dash and re.fullmatch("[0-9]{1,11}", opens) and re.fullmatch("[0-9]{1,11}", closes)):
        raise NothingPicked
    window = Window(*(datetime.fromtimestamp(int(at), UTC) for at in (opens, closes)))
    check_window(window, now=now)
    return window


def written(window: Window) -> str:
    """Return an offered window as a form's value: seconds since 1970."""
    return f"{window.opens.timestamp():.0f}-{window.closes.timestamp():.0f}"


def check_window(window: Window, *, now: datetime) -> None:
    """Pass a window that could be promised as far as time goes.

    Raises WindowTooShort, WindowTooLong, WindowHasPassed, WindowTooFar.
    """
    if window.closes - window.opens < SHORTEST_WINDOW:
        raise WindowTooShort
    if window.closes - window.opens > LONGEST_WINDOW:
        raise WindowTooLong
    if window.closes <= now:
        raise WindowHasPassed
    if window.opens > now + BOOKS_AHEAD:
        raise WindowTooFar


def windows_of_day(day: date, *, tz: ZoneInfo, now: datetime) -> list[Window]:
    """Return the hours of a day, in a customer's own zone, that do not begin in a moment."""
    found = []
    for hour in range(24):
        try:
            opens = _moment(day, time(hour), tz)
        except NoSuchTime:
            continue
        if opens >= now + TELLS_AHEAD:
            found.append(Window(opens, opens + OFFERED_WINDOW))
    return found


def zone_named(name: str, *, default: ZoneInfo) -> ZoneInfo:
    """Return the time zone a browser named, or the default for one that there is not."""
    try:
        return ZoneInfo(name) if name else default
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return default


def may_call_again(attempts: int, *, ended_at: datetime, window: Window) -> bool:
    """Tell whether one more attempt fits: twice at most, ten minutes apart, inside the window."""
    return attempts < MOST_ATTEMPTS and ended_at + AGAIN_AFTER <= window.closes


def _moment(day: date, wall: time, tz: ZoneInfo) -> datetime:
    at = datetime.combine(day, wall, tz)
    if at.astimezone(UTC).astimezone(tz).replace(tzinfo=None) != at.replace(tzinfo=None):
        raise NoSuchTime
    return at.astimezone(UTC)
