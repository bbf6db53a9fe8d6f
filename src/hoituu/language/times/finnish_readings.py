"""What the ways of Finnish to say times mean: each match as a piece of a time."""

import re
from datetime import date, datetime, timedelta

from hoituu.language.numbers import ANY_FINNISH_NUMBER
from hoituu.language.times.finnish_words import (
    FEW,
    MINUTES,
    MONTHS,
    ORDINALS,
    PARTS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)
from hoituu.language.times.pieces import (
    NOON,
    Piece,
    Read,
    a_date,
    add_business_days,
    add_months,
    iso_week,
    last_of_month,
    next_weekday,
    week_of,
)
from hoituu.language.times.reading import (
    days,
    group,
)


def part_of_day(text: str) -> str:
    return next((part for name, part in PARTS.items() if text.startswith(name)), "")


def amount(text: str) -> float:
    lower = text.lower()
    return FEW.get(lower) or float(ANY_FINNISH_NUMBER.get(lower) or lower)


def day_named(name: str) -> Read:
    ahead = {"tänään": 0, "huomenna": 1, "ylihuomenna": 2}[name]

    def read(match: re.Match[str], now: datetime) -> Piece:
        return days(now.date() + timedelta(days=ahead), part=part_of_day(group(match, "part")))

    return read


def weekday_named(match: re.Match[str], now: datetime) -> Piece | None:
    number = weekday_number(match["day"])
    if group(match, "case") in {"ta", "tai"}:
        return None
    return days(next_weekday(now.date(), number), part=part_of_day(group(match, "part")))


def weekday_number(name: str) -> int:
    return WEEKDAYS.index(name.lower())


def short_weekday(match: re.Match[str], now: datetime) -> Piece:
    return days(next_weekday(now.date(), SHORT_WEEKDAYS.index(match["short"].lower())))


def short_weekdays(match: re.Match[str], now: datetime) -> Piece:
    first = next_weekday(now.date(), SHORT_WEEKDAYS.index(match["short"].lower()))
    return days(next_weekday(first, SHORT_WEEKDAYS.index(match["last"].lower())))


def weekday_of_week(match: re.Match[str], now: datetime) -> Piece:
    ahead = 0 if group(match, "which").startswith(("täm", "kulu")) else 1
    monday = week_of(now.date(), ahead=ahead)
    day = monday + timedelta(days=weekday_number(match["day"]))
    return days(day, part=part_of_day(group(match, "part")))


def weekday_after(match: re.Match[str], now: datetime) -> Piece:
    weeks = int(amount(group(match, "n"))) if group(match, "n") else 1
    monday = week_of(now.date(), ahead=weeks)
    day = monday + timedelta(days=weekday_number(match["day"]))
    return days(day, part=part_of_day(group(match, "part")))


def week_said(match: re.Match[str], now: datetime) -> Piece:
    which = group(match, "which")
    ahead = 0 if which.startswith(("täm", "täl", "kulu")) else 1
    return piece_of_week(week_of(now.date(), ahead=ahead), group(match, "where"))


def this_week(match: re.Match[str], now: datetime) -> Piece:
    return piece_of_week(week_of(now.date()), group(match, "where"))


def beginning_or_end_of_week(match: re.Match[str], now: datetime) -> Piece:
    where = group(match, "where")
    monday = week_of(now.date())
    if where.startswith("alku") and now.weekday() > 2:
        monday += timedelta(weeks=1)
    return piece_of_week(monday, where)


def piece_of_week(monday: date, where: str) -> Piece:
    """Return the part of a week: its beginning is over on Wednesday, its end is Friday or Sunday."""

    def day(number: int) -> date:
        return monday + timedelta(days=number)

    if where.startswith("al"):
        return days(monday, day(1), day(2), day(0))
    if where.startswith(("puoliv", "keski")):
        return days(monday, day(2), day(3))
    if where.startswith("lop"):
        return days(day(3), day(4), day(6), day(5))
    return days(monday, day(4), day(6), day(5))


def numbered_week(match: re.Match[str], now: datetime) -> Piece | None:
    monday = iso_week(int(match["week"]), now=now.date())
    return piece_of_week(monday, group(match, "where")) if monday else None


def weekend(match: re.Match[str], now: datetime) -> Piece:
    ahead = 1 if group(match, "which").startswith("ens") and now.weekday() >= 5 else 0
    saturday = week_of(now.date(), ahead=ahead) + timedelta(days=5)
    if group(match, "case").startswith(("lop", "lopuksi", "loppuun")):
        friday = saturday - timedelta(days=1)
        return days(friday, friday, saturday + timedelta(days=1))
    return days(saturday, saturday + timedelta(days=1), saturday)


def in_month(match: re.Match[str], now: datetime) -> Piece:
    month = MONTHS.index(match["month"].lower()) + 1
    first = a_date(1, month, None, now=now.date().replace(day=1)) or now.date()
    return piece_of_month(first, group(match, "where"))


def week_of_month(match: re.Match[str], now: datetime) -> Piece:
    month = MONTHS.index(match["month"].lower()) + 1
    first = a_date(1, month, None, now=now.date().replace(day=1)) or now.date()
    nth = (
        ("ensimmäise", "toise", "kolmanne", "neljänne").index(group(match, "nth"))
        if group(match, "nth") != "viimeise"
        else -1
    )
    monday = week_of(last_of_month(first) if nth < 0 else first, ahead=max(nth, 0))
    return piece_of_week(monday, "")


def between_days(match: re.Match[str], now: datetime) -> Piece:
    return days(date(now.year, 12, 27), date(now.year, 12, 31), date(now.year, 12, 30))


def this_month(match: re.Match[str], now: datetime) -> Piece:
    ahead = 1 if group(match, "which").startswith(("ens", "seur", "tule")) else 0
    first = last_of_month(now.date(), ahead=ahead).replace(day=1)
    return piece_of_month(first, group(match, "where"))


def piece_of_month(first: date, where: str) -> Piece:
    last = last_of_month(first)
    if where.startswith("al"):
        return days(first, first.replace(day=7), first.replace(day=5), first.replace(day=10))
    if where.startswith(("puoliv", "keski")):
        return days(first, first.replace(day=15), first.replace(day=16))
    if where.startswith("vaih"):
        return days(last, last, last + timedelta(days=1))
    return days(first, last)


def turn_of_month(match: re.Match[str], now: datetime) -> Piece:
    last = last_of_month(now.date())
    return days(last, last, last + timedelta(days=1))


def written_date(match: re.Match[str], now: datetime) -> Piece | None:
    year = int(group(match, "year")) if group(match, "year") else None
    day = a_date(int(match["d"]), int(match["mo"]), year, now=now.date())
    return days(day) if day else None


def spoken_date(match: re.Match[str], now: datetime) -> Piece | None:
    year = int(group(match, "year")) if group(match, "year") else None
    month = MONTHS.index(match["month"].lower()) + 1
    day = a_date(int(match["d"]), month, year, now=now.date())
    return days(day) if day else None


def ordinal_date(match: re.Match[str], now: datetime) -> Piece | None:
    month = MONTHS.index(match["month"].lower()) + 1
    day = a_date(ORDINALS[match["nth"].lower()], month, None, now=now.date())
    return days(day) if day else None


def day_of_month(match: re.Match[str], now: datetime) -> Piece | None:
    number = int(match["d"])
    first = now.date().replace(day=1)
    if group(match, "which").startswith("ens") or number < now.day:
        first = last_of_month(now.date(), ahead=1).replace(day=1)
    return days(first.replace(day=number)) if 1 <= number <= last_of_month(first).day else None


def clock(match: re.Match[str], now: datetime) -> Piece:
    at = minutes_of(match["h"], group(match, "m"))
    later = group(match, "h2")
    to = minutes_of(later, group(match, "m2")) if later else at
    known = at >= 7 * 60 or bool(group(match, "m"))
    return Piece(clock=(at, to if to >= at else at), half_known=known)


def minutes_of(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes or 0)


def said_clock(match: re.Match[str], now: datetime) -> Piece:
    at = int(amount(match["h"])) * 60
    if group(match, "half"):
        at -= 30
    if way := group(match, "way"):
        some = group(match, "some")
        minutes = 15 if some.startswith("vart") else int(amount(some))
        at += minutes if way == "yli" else -minutes
    to = int(amount(match["h2"])) * 60 if group(match, "h2") else at
    part = part_of_day(group(match, "part"))
    if part == "evening":
        at, to = at + NOON, to + NOON
    return Piece(clock=(at, to), half_known=at > NOON or bool(part))


def afternoon(match: re.Match[str], now: datetime) -> Piece:
    return Piece(part="afternoon")


def day_part(match: re.Match[str], now: datetime) -> Piece:
    return Piece(part=part_of_day(group(match, "part")))


def in_minutes(match: re.Match[str], now: datetime) -> Piece:
    count = amount(group(match, "n")) if group(match, "n") else 1
    unit = next(size for name, size in MINUTES.items() if match["unit"].lower().startswith(name))
    due = now.replace(tzinfo=None) + timedelta(minutes=count * unit)
    return Piece(due=due, alt=(due.date(),) if count * unit >= 24 * 60 else ())


def quarter(match: re.Match[str], now: datetime) -> Piece:
    return Piece(due=now.replace(tzinfo=None) + timedelta(minutes=15))


def in_days(match: re.Match[str], now: datetime) -> Piece | None:
    count = amount(group(match, "n")) if group(match, "n") else 1
    unit, today = match["unit"].lower(), now.date()
    if unit.startswith(("arki", "työ", "pankki")):
        return Piece(due=add_business_days(today, round(count)))
    if unit.startswith("vuorok"):
        due = now.replace(tzinfo=None) + timedelta(days=count)
        return Piece(due=due, alt=(due.date(),))
    if unit.startswith("vii"):
        return Piece(due=today + timedelta(days=round(count * 7)))
    if unit.startswith("kuukau"):
        return Piece(due=add_months(today, round(count)))
    several = group(match, "n").startswith("muutam")
    alt = tuple(today + timedelta(days=n) for n in (2, 4, 5)) if several else ()
    return Piece(due=today + timedelta(days=round(count)), alt=alt)
