"""Times as people say them aloud: "tänään klo 16 mennessä", "by 4 pm today"."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NBSP = "\u00a0"


def _language() -> str:
    return (get_language() or "fi")[:2]


@dataclass(frozen=True, slots=True)
class Times:
    """How moments are said on one page or in one mail.

    `now` and the moments are aware; `tz` is the zone of the business: "tomorrow" is the business's.
    The language is the one spoken when it is made. A list says some hundred times, so what all of
    them need is looked up once.
    """

    now: datetime
    tz: tzinfo
    lang: str = field(default_factory=_language)
    _near: dict[date, str] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        today = self.now.astimezone(self.tz).date()
        self._near[today] = ""
        self._near[today + timedelta(days=1)] = _("tomorrow")
        self._near[today - timedelta(days=1)] = _("yesterday")

    def clock(self, at: datetime) -> str:
        """Return "klo 16", "klo 8.12"; "kl. 16"; "16:00"."""
        return self._clock(at.astimezone(self.tz))

    def when(self, at: datetime) -> str:
        """Return a moment in words: today only its time, else its day too."""
        local = at.astimezone(self.tz)
        day, time = self._day(local), self._clock(local)
        return f"{day} {time}" if day else time

    def day_and_time(self, at: datetime) -> str:
        """Return a moment with its day always said: "tänään klo 16", "ma 23.11. klo 12"."""
        return f"{self.day(at)} {self.clock(at)}"

    def day(self, at: datetime) -> str:
        return self._day(at.astimezone(self.tz)) or _("today")

    def weekday_and_date(self, day: date) -> str:
        """Return a day with its name: "ke 25.11."."""
        return f"{self._weekday(day)}{NBSP}{self._date(day)}"

    def deadline(self, at: datetime) -> str:
        """Return the latest moment: "tänään klo 16 mennessä", "viimeistään ma 23.11. klo 12"."""
        local = at.astimezone(self.tz)
        day, time = self._day(local), self._clock(local)
        away = (local.date() - self.now.astimezone(self.tz).date()).days
        if away == 0:
            return _("by %(time)s today") % {"time": time}
        if away == 1:
            return _("by %(time)s tomorrow") % {"time": time}
        if away == -1:
            return f"{day} {time}"
        return _("by %(time)s on %(day)s") % {"time": time, "day": day}

    def span(self, since: datetime, until: datetime) -> str:
        """Return from when until when: "tänään klo 17–18", "to 26.11. klo 9.30–10"."""
        word = self._clock(since.astimezone(self.tz)).rpartition(NBSP)[0]
        hours = self.hours(since, until)
        return f"{self.day(since)} {word}{NBSP}{hours}" if word else f"{self.day(since)} {hours}"

    def hours(self, since: datetime, until: datetime) -> str:
        """Return only the hours of a span: "9–10", "9.30–10", "23–24"; "09:00–10:00"."""
        first, last = (self._clock(at.astimezone(self.tz)).split(NBSP)[-1] for at in (since, until))
        return f"{first}–{'24' if last == '0' else last}"

    def left(self, at: datetime) -> str:
        """Return how long there is, or how long ago it was: "42 min", "3 h", "2 pv"."""
        minutes = int(abs((at - self.now).total_seconds()) // 60)
        if minutes < 1:
            return _("less than a minute")
        if minutes < 60:
            said = _("%(n)d min") % {"n": minutes}
        elif minutes < 24 * 60:
            said = _("%(n)d h") % {"n": minutes // 60}
        else:
            said = _("%(n)d d") % {"n": minutes // (24 * 60)}
        return said.replace(" ", NBSP)

    def passed(self, at: datetime) -> bool:
        return at < self.now

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.tz)

    def _clock(self, local: datetime) -> str:
        if self.lang == "en":
            return f"{local.hour:02}:{local.minute:02}"
        word = "kl." if self.lang == "sv" else "klo"
        minutes = f".{local.minute:02}" if local.minute else ""
        return f"{word}{NBSP}{local.hour}{minutes}"

    def _day(self, local: datetime) -> str:
        """Return the day in words; each day is put into words once. Today is ""."""
        day = local.date()
        if day not in self._near:
            self._near[day] = f"{self._weekday(day)}{NBSP}{self._date(day)}"
        return self._near[day]

    def _weekday(self, day: date) -> str:
        name = str(WEEKDAYS[day.weekday()])
        return name[:3] if self.lang == "en" else name[:2].lower()

    def _date(self, day: date) -> str:
        with_year = day.year != self.now.astimezone(self.tz).year
        if self.lang == "en":
            return f"{day.day} {day:%b}" + (f" {day.year}" if with_year else "")
        if self.lang == "sv":
            return f"{day.day}.{day.month}" + (f".{day.year}" if with_year else ".")
        return f"{day.day}.{day.month}." + (str(day.year) if with_year else "")
