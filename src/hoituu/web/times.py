"""Times as people say them aloud: "tänään klo 16 mennessä", "by 4 pm today".

Every function takes the moment, `now` and the zone of the business: "tomorrow" is the business's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Times:
    """The functions below, bound to one page: its moment and the zone of the business."""

    now: datetime
    tz: tzinfo

    def when(self, at: datetime) -> str:
        return when(at, now=self.now, tz=self.tz)

    def day_and_time(self, at: datetime) -> str:
        return day_and_time(at, now=self.now, tz=self.tz)

    def deadline(self, at: datetime) -> str:
        return deadline(at, now=self.now, tz=self.tz)

    def clock(self, at: datetime) -> str:
        return clock(at, tz=self.tz)

    def day(self, at: datetime) -> str:
        return _day(at, now=self.now, tz=self.tz) or _("today")

    def left(self, at: datetime) -> str:
        return left(at, now=self.now)

    def passed(self, at: datetime) -> bool:
        return at < self.now

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.tz)


def clock(at: datetime, *, tz: tzinfo) -> str:
    """Return "klo 16", "klo 8.12"; "kl. 16"; "16:00"."""
    local = at.astimezone(tz)
    lang = get_language() or "fi"
    if lang.startswith("en"):
        return f"{local:%H:%M}"
    word = "kl." if lang.startswith("sv") else "klo"
    minutes = f".{local:%M}" if local.minute else ""
    return f"{word}{NBSP}{local.hour}{minutes}"


def when(at: datetime, *, now: datetime, tz: tzinfo) -> str:
    """Return a moment in words: today only its time, else its day too."""
    day = _day(at, now=now, tz=tz)
    time = clock(at, tz=tz)
    return time if day == "" else f"{day} {time}"


def day_and_time(at: datetime, *, now: datetime, tz: tzinfo) -> str:
    """Return a moment in words with its day always said: "tänään klo 16", "ma 23.11. klo 12"."""
    return f"{_day(at, now=now, tz=tz) or _('today')} {clock(at, tz=tz)}"


def deadline(at: datetime, *, now: datetime, tz: tzinfo) -> str:
    """Return the latest moment: "tänään klo 16 mennessä", "viimeistään ma 23.11. klo 12"."""
    time = clock(at, tz=tz)
    day = _day(at, now=now, tz=tz)
    if day == "":
        return _("by %(time)s today") % {"time": time}
    if day == _("tomorrow"):
        return _("by %(time)s tomorrow") % {"time": time}
    if day == _("yesterday"):
        return f"{day} {time}"
    return _("by %(time)s on %(day)s") % {"time": time, "day": day}


def left(at: datetime, *, now: datetime) -> str:
    """Return how long there is, or how long ago it was: "42 min", "3 h", "2 pv"."""
    minutes = int(abs((at - now).total_seconds()) // 60)
    if minutes < 60:
        return _("%(n)d min") % {"n": minutes}
    if minutes < 24 * 60:
        return _("%(n)d h") % {"n": minutes // 60}
    return _("%(n)d d") % {"n": minutes // (24 * 60)}


def _day(at: datetime, *, now: datetime, tz: tzinfo) -> str:
    local, today = at.astimezone(tz), now.astimezone(tz).date()
    if local.date() == today:
        return ""
    if local.date() == today + timedelta(days=1):
        return _("tomorrow")
    if local.date() == today - timedelta(days=1):
        return _("yesterday")
    return f"{_weekday(local)}{NBSP}{_date(local, with_year=local.year != today.year)}"


def _weekday(local: datetime) -> str:
    name = str(WEEKDAYS[local.weekday()])
    return name[:3] if (get_language() or "").startswith("en") else name[:2].lower()


def _date(local: datetime, *, with_year: bool) -> str:
    lang = get_language() or "fi"
    if lang.startswith("en"):
        return f"{local.day} {local:%b}" + (f" {local.year}" if with_year else "")
    if lang.startswith("sv"):
        return f"{local.day}.{local.month}" + (f".{local.year}" if with_year else ".")
    return f"{local.day}.{local.month}." + (str(local.year) if with_year else "")
