"""What each role may do, and when a person is here. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from hoituu.worktime import Calendar
from hoituu.worktime.holidays import finnish_holidays
from hoituu.worktime.rules import Minutes, minutes_of


class Role(StrEnum):
    ADMIN = "admin"
    LEAD = "lead"
    AGENT = "agent"
    VIEWER = "viewer"


class AbsenceReason(StrEnum):
    HOLIDAY = "holiday"
    ILL = "ill"
    OTHER = "other"


class Scope(StrEnum):
    """What a program may do with its token."""

    READ = "read"
    WRITE = "write"


LONGEST_ABSENCE = timedelta(days=2 * 366)
ANSWERS = {Role.ADMIN, Role.LEAD, Role.AGENT}
MANAGES_PEOPLE = {Role.ADMIN, Role.LEAD}


class NotAllowed(Exception):
    """This role may look, but not do this."""


class LastAdmin(Exception):
    """Somebody must be able to change the settings."""


class BadHours(Exception):
    """These are not hours of a day."""


class AbsenceEndsFirst(Exception):
    """An absence ends after it begins."""


class CoversThemselves(Exception):
    """Nobody stands in for themselves."""


class AbsenceTooLong(Exception):
    """An absence has an end that somebody can foresee: two years at the most."""


Turn = tuple[int, date | None, int, int]  # weekday, the one day or None, from and until in minutes


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When the business is open, in its own zone."""

    tz: ZoneInfo
    week: Mapping[int, tuple[Minutes, ...]]
    special: Mapping[date, tuple[Minutes, ...]]
    closes_on_holidays: bool
    open_holidays: frozenset[str]  # the names of holidays on which it is open all the same

    def closed_days(self, *, around: datetime) -> frozenset[date]:
        """Return the holidays of last year, this and the next that close this business."""
        if not self.closes_on_holidays:
            return frozenset()
        year = around.astimezone(self.tz).year
        return frozenset(
            day
            for each in (year - 1, year, year + 1, year + 2)
            for day, name in finnish_holidays(each).items()
            if day not in self.special and name not in self.open_holidays
        )

    def calendar(self, *, now: datetime) -> Calendar:
        """Return the opening hours as a calendar."""
        return Calendar(self.tz, self.week, self.special, self.closed_days(around=now))

    def calendar_of(
        self,
        shifts: Iterable[Turn],
        absences: Iterable[tuple[datetime, datetime]],
        *,
        now: datetime,
    ) -> Calendar:
        """Return one person's working time: their turns, less absences.

        Somebody without weekly turns is here when the business is open. Turns of one day replace
        those of its weekday, on a holiday too.
        """
        week: dict[int, tuple[Minutes, ...]] = {}
        own: dict[date, tuple[Minutes, ...]] = {}
        for weekday, day, starts, ends in shifts:
            if day is None:
                week[weekday] = (*week.get(weekday, ()), (starts, ends))
            else:
                own[day] = (*own.get(day, ()), (starts, ends))
        shut = frozenset(day for day, spans in self.special.items() if not spans)
        return Calendar(
            self.tz,
            week or self.week,
            ({} if week else dict(self.special)) | own,
            (self.closed_days(around=now) | shut).difference(own),
            tuple(absences),
        )


def check_may_answer(role: str) -> None:
    """Pass those who serve customers; raises NotAllowed."""
    if role not in ANSWERS:
        raise NotAllowed


def check_may_manage(role: str) -> None:
    """Pass those who set up people and inboxes; raises NotAllowed."""
    if role not in MANAGES_PEOPLE:
        raise NotAllowed


def read_hours(text: str) -> tuple[Minutes, ...]:
    """Return the spans in `"9-17"` or `"9.00–12, 13:30–17"`; empty is closed.

    Raises BadHours, also for spans that overlap.
    """
    spans = []
    for part in filter(None, (p.strip() for p in text.replace(";", ",").split(","))):
        starts, dash, ends = part.replace("–", "-").partition("-")
        if not dash:
            raise BadHours(part)
        spans.append((_clock(starts), _clock(ends)))
    if any(later[0] < earlier[1] for earlier, later in pairwise(sorted(spans))):
        raise BadHours(text)
    return tuple(spans)


def write_hours(spans: Iterable[Minutes]) -> str:
    """Return spans as a person writes them: `"9–12, 13.30–17"`."""
    return ", ".join(f"{_wall(starts)}–{_wall(ends)}" for starts, ends in spans)


def _clock(text: str) -> int:
    hours, _, minutes = text.strip().replace(".", ":").partition(":")
    try:
        return minutes_of(f"{hours}:{minutes or '00'}")
    except ValueError:
        raise BadHours(text) from None


def _wall(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}.{rest:02}" if rest else str(hours)
