"""What both grammars read the same way: parts of a rule, dates in figures, feasts, noon. Pure."""

import re
from datetime import date, datetime

from hoituu.language.times.pieces import NOON, Piece, Read, Rule, a_date, add_business_days
from hoituu.worktime.holidays import finnish_holidays


def group(match: re.Match[str], name: str) -> str:
    """Return what a part of a rule read, in small letters; "" when it read nothing."""
    return (match.groupdict().get(name) or "").lower()


def days(first: date, last: date | None = None, *alt: date, part: str = "") -> Piece:
    return Piece(first=first, last=last or first, alt=alt, part=part)


def iso_date(match: re.Match[str], now: datetime) -> Piece | None:
    day = a_date(int(match["d"]), int(match["mo"]), int(group(match, "year")), now=now.date())
    return days(day) if day else None


def end_of_year(match: re.Match[str], now: datetime) -> Piece:
    return days(date(now.year, 12, 31))


def noon(match: re.Match[str], now: datetime) -> Piece:
    return Piece(clock=(NOON, NOON), half_known=True)


def midnight(match: re.Match[str], now: datetime) -> Piece:
    return Piece(clock=(24 * 60, 24 * 60), half_known=True)


def vague(match: re.Match[str], now: datetime) -> Piece:
    return Piece(vague=True)


def next_business_day_said(match: re.Match[str], now: datetime) -> Piece:
    return days(add_business_days(now.date(), 1))


def rule(pattern: str, read: Read) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), read)


def feast(first_name: str, last_name: str) -> Read:
    """Return what reads a feast by the Finnish names of its first and its last day.

    Until a feast ("jouluksi") means before it begins.
    """

    def read(match: re.Match[str], now: datetime) -> Piece | None:
        for year in (now.year, now.year + 1):
            days_of = {name: day for day, name in finnish_holidays(year).items()}
            first, last = days_of.get(first_name), days_of.get(last_name)
            if first and last and last >= now.date():
                return days(first, first if match[0].lower().endswith("ksi") else last)
        return None

    return read
