"""Calendars of other programs (RFC 5545): absences out of them, and working time into them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

LARGEST = 2 * 1024 * 1024
MOST_EVENTS = 1000
AHEAD = timedelta(days=366)  # How far a repeated event is followed.


class NotACalendar(Exception):
    """This file is no calendar that we can read (RFC 5545)."""


class BadEvent(Exception):
    """An event of the calendar has no times, or ends before it begins."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a calendar, from one moment to another; `uid` names it for good."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str = ""


def read_absences(content: bytes, *, tz: ZoneInfo, now: datetime) -> list[Entry]:
    """Return the events of a calendar that are not over, as absences, at most a year ahead.

    Events marked as free or cancelled are none. Days without a time are whole days in `tz`, and so
    are times without a zone. Raises NotACalendar, BadEvent.
    """
    if len(content) > LARGEST:
        raise NotACalendar
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise NotACalendar from None
    if not calendars or len(events) > MOST_EVENTS:
        raise NotACalendar
    busy = [event for event in events if not _is_free(event)]
    found = [entry for event in busy for entry in _entries_of(event, tz=tz, now=now)]
    return sorted(found, key=lambda entry: entry.starts_at)[:MOST_EVENTS]


def write_calendar(name: str, entries: Iterable[Entry], *, now: datetime) -> bytes:
    """Return entries as a calendar that other programs subscribe to."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hoituu//Hoituu//FI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", now)
        event.add("dtstart", entry.starts_at.astimezone(UTC))
        event.add("dtend", entry.ends_at.astimezone(UTC))
        event.add("summary", entry.title)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _is_free(event: Any) -> bool:
    free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    return free or str(event.get("STATUS", "")).upper() == "CANCELLED"


def _entries_of(event: Any, *, tz: ZoneInfo, now: datetime) -> Iterator[Entry]:
    """Yield an event, or each time a repeated one happens, that is not over."""
    try:
        first, last = event.start, event.end
        starts_at, ends_at = _moment(first, tz), _moment(last, tz)
        times = list(_times(event, starts_at, tz=tz, now=now))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise BadEvent from None
    lasts = ends_at - starts_at
    if lasts <= timedelta():
        raise BadEvent
    uid = str(event.get("UID", ""))[:200] or f"{starts_at:%Y%m%dT%H%M}"
    for number, begins in enumerate(times):
        if begins + lasts > now:
            name = uid if len(times) == 1 else f"{uid}/{begins:%Y%m%dT%H%M}"
            yield Entry(name[:250], begins, begins + lasts)
        if number > MOST_EVENTS:
            break


def _times(event: Any, starts_at: datetime, *, tz: ZoneInfo, now: datetime) -> Iterable[datetime]:
    rule = event.get("RRULE")
    if rule is None:
        return [starts_at]
    if str(rule.get("FREQ", [""])[0]).upper() not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}:
        raise BadEvent
    local = starts_at.astimezone(tz).replace(tzinfo=None)
    until, count = rule.get("UNTIL"), rule.get("COUNT")
    # UNTIL is in UTC or a day; the wall clock of the business decides here. Every rule gets an
    # end, since one that never matches is looked for until the year 9999.
    text = ";".join(
        part
        for part in rule.to_ical().decode().split(";")
        if not part.startswith(("UNTIL=", "COUNT="))
    )
    last = min(_after(until[0], tz), now + AHEAD) if until else now + AHEAD
    skipped = {_moment(at.dt, tz) for each in _listed(event.get("EXDATE")) for at in each.dts}
    found: list[datetime] = []
    ends = last.astimezone(tz).replace(tzinfo=None)
    every = rrulestr(f"{text};UNTIL={ends:%Y%m%dT%H%M%S}", dtstart=local)
    for wall in islice(every, int(count[0]) if count else None):
        at = wall.replace(tzinfo=tz)
        if at >= last or len(found) > MOST_EVENTS:
            break
        if at not in skipped and at > now - AHEAD:
            found.append(at)
    return found


def _after(until: date, tz: ZoneInfo) -> datetime:
    """Return the first moment that is too late for a rule's last one, which is included."""
    whole_day = not isinstance(until, datetime)
    return _moment(until, tz) + timedelta(days=1 if whole_day else 0, seconds=1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _moment(at: date, tz: ZoneInfo) -> datetime:
    """Return a moment of a calendar; what has no zone is on the business's clock."""
    if not isinstance(at, datetime):
        return datetime.combine(at, time(), tz)
    return at if at.tzinfo is not None else at.replace(tzinfo=tz)
