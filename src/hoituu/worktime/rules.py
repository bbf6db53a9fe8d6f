"""Working time as spans of real time: everything is counted in UTC, hours are read locally.

A day has any number of spans; one that ends at or before its start crosses midnight; 24:00 is
the end of the day. A wall time that daylight saving skips is read with the offset before the gap,
one that happens twice as its first occurrence (RFC 5545, section 3.3.5).
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]
Minutes = tuple[int, int]
Pause = tuple[datetime, datetime | None]

DAY = 24 * 60
LOOK_AHEAD = timedelta(days=3 * 366)
LOOK_BACK = timedelta(days=2 * 366)
LONGEST_SPAN = timedelta(days=7)  # Open round the clock: handed out a week at a time.


class NeverOpen(Exception):
    """This calendar has no working time ahead, within three years."""


@dataclass(frozen=True)
class Calendar:
    """Weekly hours (0 = Monday), special days that replace a day, and closed days."""

    tz: ZoneInfo
    week: Mapping[int, Sequence[Minutes]]
    special: Mapping[date, Sequence[Minutes]] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    away: Sequence[Span] = ()

    @property
    def pattern(self) -> Hashable:
        """Return what two calendars with the same working time have in common."""
        days = (
            tuple(sorted((d, tuple(s)) for d, s in each.items()))
            for each in (self.week, self.special)
        )
        return self.tz.key, *days, self.closed, tuple(self.away)

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Calendar":
        """Return the calendar that plain facts describe.

        `{"tz": "Europe/Helsinki", "week": {"0": [["09:00", "17:00"]]},
        "special": {"2026-12-23": [["09:00", "12:00"]]}, "closed": ["2026-12-24"]}`
        """
        return cls(
            tz=ZoneInfo(facts["tz"]),
            week={int(day): _spans(spans) for day, spans in facts["week"].items()},
            special={
                date.fromisoformat(day): _spans(spans)
                for day, spans in facts.get("special", {}).items()
            },
            closed=frozenset(date.fromisoformat(day) for day in facts.get("closed", [])),
        )

    def add(self, start: datetime, minutes: float) -> datetime:
        """Return the moment when so many working minutes have passed. Raises NeverOpen."""
        left = timedelta(minutes=minutes)
        for begins, ends in self._open_after(start):
            if ends - begins >= left:
                return (begins + left).astimezone(self.tz)
            left -= ends - begins
        raise NeverOpen

    def back(self, end: datetime, minutes: float) -> datetime:
        """Return the latest moment from which so many working minutes are left until `end`.

        Raises NeverOpen.
        """
        left, day, step = timedelta(minutes=minutes), end, timedelta(days=1)
        until = end.astimezone(UTC)
        while end - day < LOOK_BACK:
            day, step = day - step, LONGEST_SPAN
            spans = [s for s in self._open_after(day, until=until) if s[0] < until]
            for begins, ends in reversed(spans):
                length = min(ends, until) - begins
                if length >= left:
                    return (min(ends, until) - left).astimezone(self.tz)
                left -= length
            until = day.astimezone(UTC)
        raise NeverOpen

    def between(self, start: datetime, end: datetime) -> float:
        """Return the working minutes between two moments, 0 when they are in the wrong order."""
        total = timedelta()
        if end > start:
            for begins, ends in self._open_after(start, until=end):
                total += max(min(ends, end) - begins, timedelta())
        return total / timedelta(minutes=1)

    def spans(self, start: datetime, end: datetime) -> list[Span]:
        """Return the working time between two moments as spans in UTC, in order."""
        open_spans = self._open_after(start, until=end) if end > start else ()
        return [(begins, min(ends, end)) for begins, ends in open_spans if begins < end]

    def next_open(self, start: datetime) -> datetime:
        """Return `start` if it is working time, else when working time begins. Raises NeverOpen."""
        return self.add(start, 0)

    def is_open(self, at: datetime) -> bool:
        """Tell whether this moment is working time; the closing instant is not."""
        span = next(self._open_after(at, until=at), None)
        return span is not None and span[0] <= at

    def closes_at(self, at: datetime) -> datetime:
        """Return when the span that is open at, or opens next after, this moment ends."""
        for _, ends in self._open_after(at):
            return ends.astimezone(self.tz)
        raise NeverOpen

    def due(self, start: datetime, minutes: float, pauses: Sequence[Pause] = ()) -> datetime | None:
        """Return the deadline when the clock stands still during pauses.

        A pause without an end stops the clock for good: then there is no deadline, None.
        """
        forever = datetime.max.replace(tzinfo=UTC)
        still = tuple((begins, ends or forever) for begins, ends in pauses)
        paused = Calendar(self.tz, self.week, self.special, self.closed, (*self.away, *still))
        try:
            return paused.add(start, minutes)
        except NeverOpen:
            if any(ends is None for _, ends in pauses):
                return None
            raise

    def _open_after(self, start: datetime, *, until: datetime | None = None) -> Iterator[Span]:
        """Yield what is left of each open span from `start` on, in order, in UTC."""
        start = start.astimezone(UTC)
        last = (until or start + LOOK_AHEAD).astimezone(self.tz).date()
        for begins, ends in self._without_away(self._merged(start, last)):
            if ends > start:
                yield max(begins, start), ends

    def _merged(self, start: datetime, last: date) -> Iterator[Span]:
        """Join spans that touch, so that a week open round the clock is one."""
        current: Span | None = None
        for span in self._spans_of_days(start, last):
            if current is None:
                current = span
            elif span[0] <= current[1] and current[1] - start < LONGEST_SPAN:
                current = (current[0], max(current[1], span[1]))
            else:
                yield current
                current = span
        if current is not None:
            yield current

    def _spans_of_days(self, start: datetime, last: date) -> Iterator[Span]:
        day = start.astimezone(self.tz).date() - timedelta(days=1)
        while day <= last:
            yield from sorted(self._spans_of(day))
            day += timedelta(days=1)

    def _spans_of(self, day: date) -> Iterator[Span]:
        if day in self.closed:
            return
        for begins, ends in self.special.get(day, self.week.get(day.weekday(), ())):
            end = ends + DAY if ends <= begins else ends
            yield self._instant(day, begins), self._instant(day, end)

    def _instant(self, day: date, minutes: int) -> datetime:
        days, rest = divmod(minutes, DAY)
        wall = time(rest // 60, rest % 60)
        return datetime.combine(day + timedelta(days=days), wall, self.tz).astimezone(UTC)

    def _without_away(self, spans: Iterator[Span]) -> Iterator[Span]:
        away = sorted(self.away)
        for begins, ends in spans:
            at = begins
            for leaves, returns in away:
                if returns <= at or leaves >= ends:
                    continue
                if leaves > at:
                    yield at, leaves
                at = returns
                if at >= ends:
                    break
            if at < ends:
                yield at, ends


def minutes_of(wall: str) -> int:
    """Return minutes from midnight for `"09:30"`; `"24:00"` is the end of the day."""
    hours, _, rest = wall.partition(":")
    minutes = int(hours) * 60 + int(rest)
    if not 0 <= minutes <= DAY or int(rest) > 59:
        raise ValueError(wall)
    return minutes


def _spans(spans: Sequence[Sequence[str]]) -> tuple[Minutes, ...]:
    return tuple((minutes_of(begins), minutes_of(ends)) for begins, ends in spans)
