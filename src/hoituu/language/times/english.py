"""How English says times."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hoituu.language.numbers import ENGLISH_NUMBERS, one_of
from hoituu.language.times.pieces import (
    NOON,
    Grammar,
    Piece,
    Read,
    Rule,
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
    end_of_year,
    feast,
    group,
    iso_date,
    midnight,
    next_business_day_said,
    noon,
    rule,
    vague,
)

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = (
    r"(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)(?!\w)"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\w)"
)
WORD = one_of(ENGLISH_NUMBERS)
FEW = {
    "a couple of": 2, "a couple": 2, "couple of": 2, "a few": 3, "few": 3, "an": 1, "a": 1,
    "half an": 0.5, "half a": 0.5, "an hour and a half": 1.5, "the next couple of": 2,
    "the next few": 3, "the": 1, "next": 1, "the next": 1, "a single": 1, "one and a half": 1.5,
}  # fmt: skip
COUNT = (
    rf"(?:(?:\d{{1,3}}|{WORD})\s?(?:-|–|to|or)\s?)?(?P<n>\d{{1,3}}(?:\.5)?|{WORD}|{one_of(FEW)})"
)
IN = (
    r"(?:in|within|inside|over|during|under|not more than|no later than|no more than|"
    r"(?:with)?in the space of|within at most|at most)"
)
AMPM = r"(?:\s?(?P<ampm>a\.?m\b\.?|p\.?m\b\.?|o'?clock))"
HOUR = r"(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?"
HOUR2 = r"(?P<h2>[01]?\d|2[0-3])(?:[:.](?P<m2>[0-5]\d))?"
AT = r"(?:at|by|before|around|about|from|till|until|no later than|@)"
PARTS = {"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night"}


def _number(text: str) -> float:
    return float(ENGLISH_NUMBERS.get(text) or FEW.get(text) or text)


def _day(ahead: int) -> Read:
    def read(match: re.Match[str], now: datetime) -> Piece:
        return days(now.date() + timedelta(days=ahead), part=PARTS.get(group(match, "part"), ""))

    return read


def _tonight(match: re.Match[str], now: datetime) -> Piece:
    return days(now.date(), part="evening")


def _end_of_day(match: re.Match[str], now: datetime) -> Piece:
    day = now.date() + timedelta(days=1 if group(match, "day") else 0)
    return days(day, day)


def _weekday(match: re.Match[str], now: datetime) -> Piece:
    number = WEEKDAYS.index(group(match, "day")[:3])
    coming = next_weekday(now.date(), number)
    part = PARTS.get(group(match, "part"), "")
    if group(match, "which") == "next":
        later = week_of(now.date(), ahead=1) + timedelta(days=number)
        return days(later, later, coming, part=part)
    return days(coming, coming, part=part)


def _weekday_of_next_week(match: re.Match[str], now: datetime) -> Piece:
    number = WEEKDAYS.index(group(match, "day")[:3])
    return days(week_of(now.date(), ahead=1) + timedelta(days=number))


def _week(match: re.Match[str], now: datetime) -> Piece:
    which, where = group(match, "which"), group(match, "where")
    monday = week_of(now.date(), ahead=1 if which in {"next", "the following", "the coming"} else 0)

    def day(number: int) -> date:
        return monday + timedelta(days=number)

    if where.startswith(("beginning", "start", "early")):
        return days(monday, day(1), day(2), monday)
    if where.startswith("mid"):
        return days(monday, day(2), day(3))
    return days(monday, day(4), day(6), day(5))


def _numbered_week(match: re.Match[str], now: datetime) -> Piece | None:
    monday = iso_week(int(match["week"]), now=now.date())
    return days(monday, monday + timedelta(days=4), monday + timedelta(days=6)) if monday else None


def _weekend(match: re.Match[str], now: datetime) -> Piece:
    saturday = week_of(now.date()) + timedelta(days=5)
    if group(match, "by"):
        return days(saturday - timedelta(days=1), saturday - timedelta(days=1), saturday)
    return days(saturday, saturday + timedelta(days=1), saturday)


def _this_month(match: re.Match[str], now: datetime) -> Piece:
    first = last_of_month(now.date(), ahead=int(group(match, "which") == "next")).replace(day=1)
    return _piece_of_month(first, group(match, "where"))


def _month(match: re.Match[str], now: datetime) -> Piece:
    month = MONTHS.index(group(match, "month")[:3]) + 1
    first = a_date(1, month, None, now=now.date().replace(day=1)) or now.date()
    return _piece_of_month(first, group(match, "where"))


def _piece_of_month(first: date, where: str) -> Piece:
    if where.startswith(("beginning", "start", "early")):
        return days(first, first.replace(day=7), first.replace(day=5), first.replace(day=10))
    if where.startswith("mid"):
        return days(first, first.replace(day=15), first.replace(day=16))
    return days(first, last_of_month(first))


def _written_date(match: re.Match[str], now: datetime) -> Piece | None:
    month = MONTHS.index(group(match, "month")[:3]) + 1
    year = int(match["year"]) if group(match, "year") else None
    day = a_date(int(match["d"]), month, year, now=now.date())
    return days(day) if day else None


ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first",
        ],
        start=1,
    )
}


def _ordinal_date(match: re.Match[str], now: datetime) -> Piece | None:
    month = MONTHS.index(group(match, "month")[:3]) + 1
    day = a_date(ORDINALS[group(match, "word")], month, None, now=now.date())
    return days(day) if day else None


def _day_of_month(match: re.Match[str], now: datetime) -> Piece | None:
    number, first = int(match["d"]), now.date().replace(day=1)
    if number < now.day:
        first = last_of_month(now.date(), ahead=1).replace(day=1)
    return days(first.replace(day=number)) if 1 <= number <= last_of_month(first).day else None


FEASTS = {
    r"easter": ("Pitkäperjantai", "Toinen pääsiäispäivä"),
    r"midsummer": ("Juhannusaatto", "Juhannuspäivä"),
    r"christmas|xmas": ("Jouluaatto", "Tapaninpäivä"),
    r"may day": ("Vappu", "Vappu"),
    r"new year(?:'s(?: day)?)?": ("Uudenvuodenpäivä", "Uudenvuodenpäivä"),
    r"independence day": ("Itsenäisyyspäivä", "Itsenäisyyspäivä"),
    r"ascension day": ("Helatorstai", "Helatorstai"),
    r"epiphany": ("Loppiainen", "Loppiainen"),
}


def _clock(match: re.Match[str], now: datetime) -> Piece | None:
    half, minutes = group(match, "ampm")[:1], group(match, "m")
    at = _minutes(match["h"], minutes, half)
    to = at
    if later := group(match, "h2"):
        to = _minutes(later, group(match, "m2"), half)
        if at > to and half == "p":
            at -= NOON
    known = half in {"a", "p"} or at >= 13 * 60 or match["h"].startswith("0")
    return Piece(clock=(at, to if to >= at else to + NOON), half_known=known)


def _minutes(hours: str, minutes: str, half: str) -> int:
    hour = int(ENGLISH_NUMBERS.get(hours.lower(), 0) or hours)
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return hour * 60 + int(minutes or 0)


def _said_clock(match: re.Match[str], now: datetime) -> Piece:
    some, way = group(match, "some"), group(match, "way")
    at = int(_number(group(match, "h"))) * 60
    minutes = {"half": 30, "quarter": 15, "a quarter": 15}.get(some)
    if minutes is None:
        minutes = int(_number(some)) if some else 0
    at += -minutes if way in {"to", "before", "of"} else minutes
    to = int(_number(group(match, "h2"))) * 60 if group(match, "h2") else at
    half = group(match, "ampm")[:1]
    if half == "p":
        at, to = (m + NOON if m < NOON else m for m in (at, to))
    return Piece(clock=(at, max(at, to)), half_known=half in {"a", "p"} or at > NOON)


def _half_hour(match: re.Match[str], now: datetime) -> Piece:
    at = int(_number(group(match, "h"))) * 60 + 30
    return Piece(clock=(at, at))


def _day_part(match: re.Match[str], now: datetime) -> Piece:
    return Piece(part=PARTS[group(match, "part")])


def _in_minutes(match: re.Match[str], now: datetime) -> Piece:
    size = 1 if group(match, "unit").startswith("min") else 60
    count = _number(group(match, "n"))
    if group(match, "half"):
        count += 0.5
    due = now.replace(tzinfo=None) + timedelta(minutes=count * size)
    return Piece(due=due, alt=(due.date(),) if count * size >= 24 * 60 else ())


def _in_days(match: re.Match[str], now: datetime) -> Piece:
    count, unit, today = _number(group(match, "n")), group(match, "unit"), now.date()
    if group(match, "kind"):
        return Piece(due=add_business_days(today, round(count)))
    if unit.startswith("week"):
        return Piece(due=today + timedelta(days=round(count * 7)))
    if unit.startswith("month"):
        return Piece(due=add_months(today, round(count)))
    several = group(match, "n").endswith("few")
    alt = tuple(today + timedelta(days=n) for n in (2, 4, 5)) if several else ()
    return Piece(due=today + timedelta(days=round(count)), alt=alt)


def _fortnight(match: re.Match[str], now: datetime) -> Piece:
    return Piece(due=now.date() + timedelta(days=14))


def _weeks_on(match: re.Match[str], now: datetime) -> Piece:
    number = WEEKDAYS.index(group(match, "day")[:3])
    return days(next_weekday(now.date(), number) + timedelta(days=7))


PART_AFTER = r"(?:\s(?P<part>morning|afternoon|evening|night))?"
RULES: Sequence[Rule] = (
    # Days.
    rule(r"\b(?:today|later today)\b", _day(0)),
    rule(r"\bthis (?P<part>morning|afternoon|evening)\b", _day(0)),
    rule(r"\b(?:tonight|tonite|this (?:night))\b", _tonight),
    rule(r"\bbefore the day(?: is|['’]s) (?:out|over|done)\b", _day(0)),
    rule(rf"\b(?:first thing |early |later )?(?:tomorrow|tmrw|tmr|tomorow)(?:'s)?{PART_AFTER}\b", _day(1)),
    rule(r"\b(?:the )?day after tomorrow\b", _day(2)),
    rule(
        r"\b(?:the )?(?:end of (?:the |my |our |business |play |working |work )*day|eod|cob|"
        r"close of (?:business|play)|end of business|end of play)\b"
        r"(?!\s(?:on\s)?(?:tomorrow|mon|tue|wed|thu|fri))",
        _end_of_day,
    ),
    rule(r"\b(?:the )?(?:end of (?:the )?(?:business )?(?P<day>tomorrow))\b", _end_of_day),
    rule(
        rf"\b(?:(?P<which>next|this|this coming|the coming)\s)?{WEEKDAY}(?!s){PART_AFTER}", _weekday
    ),
    rule(rf"\b(?:on )?{WEEKDAY}(?: of)? next week\b", _weekday_of_next_week),
    rule(rf"\bnext week,? (?:on )?{WEEKDAY}", _weekday_of_next_week),
    rule(rf"\b{WEEKDAY} week\b", _weeks_on),
    rule(rf"\b(?:a week (?:on|from)|week on) {WEEKDAY}\b", _weeks_on),
    rule(r"\b(?:the )?next (?:working|business|banking) day\b", next_business_day_said),
    # Weeks.
    rule(
        r"\b(?:(?:the )?(?P<where>beginning|start|early part|early|(?:back )?end|late|middle|mid)(?: of)? )?"
        r"(?P<which>next|this|the following|the coming|the present|the current) (?:working )?week\b",
        _week,
    ),
    rule(r"\b(?P<where>early|mid|late)(?:-| )?(?P<which>next|this)?\s?week\b", _week),
    rule(r"\b(?:the )?(?P<where>end|middle|beginning|start) of (?:the |this )?week\b|\beow\b", _week),
    rule(r"\b(?:in|during|by) week (?P<week>[1-4]?\d|5[0-3])\b", _numbered_week),
    rule(r"\b(?P<by>(?:by|before|ahead of) )?(?:the |this |the coming )?weekend\b", _weekend),
    # Months and years.
    rule(
        r"\b(?:the )?(?:(?P<where>end|beginning|start|middle|mid)(?: of)? )?"
        r"(?P<which>next|this|the) month\b|\bmonth[- ]end\b|\beom\b",
        _this_month,
    ),
    rule(rf"\b(?:the )?(?P<where>end|beginning|start|middle|mid|early|late)(?:-| )?(?:of )?{MONTH}", _month),
    rule(rf"\bin {MONTH}(?! \d)", _month),
    rule(r"\b(?:the )?end of (?:the |this )?year\b|\byear[- ]end\b", end_of_year),
    rule(rf"\b(?:the )?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? (?P<year>20\d\d))?", _written_date),
    rule(rf"\b{MONTH}\s(?:the )?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:,? (?P<year>20\d\d))?", _written_date),
    rule(
        rf"\bthe (?P<word>{one_of(ORDINALS)}) of {MONTH}",
        _ordinal_date,
    ),
    rule(r"\b(?P<year>20\d\d)-(?P<mo>[01]\d)-(?P<d>[0-3]\d)\b", iso_date),
    rule(r"\bthe (?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?! of)", _day_of_month),
    *[rule(rf"\b(?:{names})\b", feast(*days)) for names, days in FEASTS.items()],
    # Clock times.
    rule(rf"\b{HOUR}{AMPM}", _clock),
    rule(rf"\b{HOUR}(?:\s?[ap]m)?\s?(?:-|–|to|and)\s?{HOUR2}{AMPM}", _clock),
    rule(rf"(?<=between ){HOUR}(?:\s?[ap]m)?\s?(?:-|–|to|and)\s?{HOUR2}{AMPM}?", _clock),
    rule(r"\b(?<!\d[.:])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b(?!\s?[ap]\.?m)", _clock),
    rule(rf"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\s?[-–]\s?{HOUR2}", _clock),
    rule(rf"(?<=\bat ){HOUR}(?![\d%€$£.,:]\d|\s?(?:%|€|eur|minutes?|hours?|days?|working|business|weeks?|st|th|nd))\b", _clock),
    rule(rf"(?<=\bby ){HOUR}(?![\d%€$£.,:]\d|\s?(?:%|€|eur|minutes?|hours?|days?|working|business|weeks?|st|th|nd|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))\b", _clock),
    rule(rf"(?<=\bbefore ){HOUR}(?![\d%€$£.,:]\d|\s?(?:%|€|eur|minutes?|hours?|days?|working|business|weeks?|st|th|nd|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))\b", _clock),
    rule(
        rf"\b(?P<some>half|a quarter|quarter|{WORD}|\d\d?)\s(?:minutes\s)?(?P<way>past|to|before|after)\s"
        rf"(?P<h>{WORD}|\d\d?){AMPM}?(?!\w)",
        _said_clock,
    ),
    rule(rf"\b(?:at|by|before|around) half (?P<h>{WORD})\b", _half_hour),
    rule(
        rf"\b(?:at|by|before|around|about)\s(?P<h>{WORD})(?:\s?(?P<ampm>a\.?m\.?|p\.?m\.?|o'?clock))?"
        r"(?!\s(?:minutes?|hours?|days?|working|business|weeks?|months?|of|more|or|point|least|most|time))\b",
        _said_clock,
    ),
    rule(rf"\b(?P<h>{WORD})(?P<ampm>\s?o'?clock)", _said_clock),
    rule(rf"(?<=between )(?P<h>{WORD}) and (?P<h2>{WORD})\b", _said_clock),
    rule(r"\b(?:noon|midday|lunch ?time|lunch)\b", noon),
    rule(r"\bmidnight\b", midnight),
    rule(r"\b(?:in the |by (?:the )?|the |first thing in the )(?P<part>morning|afternoon|evening)\b", _day_part),
    rule(r"\b(?P<h>[01]\d|2[0-3])[.:]?(?P<m>[0-5]\d) (?:hours|hrs|h)\b", _clock),
    # From now on.
    rule(rf"\b{IN}\s(?:about |around |roughly |the next |at most )?{COUNT}[\s-](?P<unit>min(?:ute)?s?|hours?|hrs?)(?P<half> and a half)?(?:'s?)?(?:\stime)?\b", _in_minutes),
    rule(rf"\b{COUNT}\s(?P<unit>min(?:ute)?s?|hours?|hrs?)(?P<half> and a half)? (?:from now|at (?:the )?(?:most|latest))\b", _in_minutes),
    rule(
        rf"\b{IN}\s(?:about |around |roughly |the next |the coming |at most )?{COUNT}[\s-]"
        r"(?P<kind>(?:working|business|banking|bank|office|week)[\s-]?)?(?P<unit>days?|weeks?|months?)"
        r"(?:'s?)?(?:\stime)?\b",
        _in_days,
    ),
    rule(
        rf"\b{COUNT}\s(?P<kind>(?:working|business|banking|bank|office)\s)?(?P<unit>days?|weeks?|months?)(?:'s?)?"
        r" (?:from (?:now|today)|at (?:the )?(?:most|latest))\b",
        _in_days,
    ),
    rule(r"\b(?:in|within|inside)? ?(?:a|the next) fortnight(?:'s time)?\b", _fortnight),
    # What sounds like time and is none.
    rule(
        r"\b(?:as soon as(?: possible| (?:i|we) (?:can|have|know|hear|get|receive|find)\w*)?|asap|soon|shortly|"
        r"in due course|at some point|some ?time|some day|someday|before long|in a (?:bit|moment|while|minute)|"
        r"later(?: on)?|in the (?:near|coming|not too distant) future|one of these days|right away|"
        r"immediately|straight ?away|at (?:the|our|my) earliest (?:convenience|opportunity)|"
        r"once (?:i|we|the|it|they)|when (?:i|we) (?:can|have|know|hear|get)|promptly|momentarily|"
        r"in the coming (?:days|weeks)|over the coming (?:days|weeks)|in no time|the moment)\b",
        vague,
    ),
)  # fmt: skip


ENGLISH = Grammar(
    rules=RULES,
    glue=re.compile(
        r"[\s,(]*(?:(?:at|on|by|in|the|of|latest|around|about|before|between|from|no later than|"
        r"sometime|and|or|,|-|–|first thing|early|late|later|right)[\s,]*)*",
        re.IGNORECASE,
    ),
    before=re.compile(r"(?<!on or )\b(?:before|ahead of|prior to)\s+(?:the\s+)?$", re.IGNORECASE),
    after=re.compile(r"\bafter (?:the )?\0|once \0", re.IGNORECASE),
    open_end=re.compile(
        r"\b(?:until|till|since|from|through)\s+(?:the\s)?\0|\0\s*onwards?", re.IGNORECASE
    ),
)
