"""The pieces that time expressions are made of, and what they mean together. Pure.

A piece is what one rule of a grammar read: a day or some days, a clock time, a part of the day, a
moment, or a word that sounds like time and names none. Pieces that stand together are one
expression: "ensi viikon tiistaina", "klo 14", "mennessä".
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from hoituu.worktime.holidays import finnish_holidays

NOON = 12 * 60
# Hours that are said without saying which half of the day: a business means the afternoon.
MORNING_BEGINS = 7
# What else a part of a day may be taken to mean.
PART_HOURS = {
    "morning": (12, 10, 9),
    "afternoon": (17, 16, 15),
    "evening": (20, 21, 18),
    "night": (22, 23),
}


@dataclass(frozen=True, slots=True)
class When:
    """A time that a text names: `due` is the last moment that is still in time, None when vague.

    A date means any time that day. `alt` are other ways to take it. `limits` is False for what
    only says from when or until when something holds.
    """

    start: int
    end: int
    due: date | datetime | None = None
    alt: tuple[date | datetime, ...] = ()
    limits: bool = True

    @property
    def vague(self) -> bool:
        return self.due is None


@dataclass(frozen=True, slots=True)
class Piece:
    """What one rule read. Days are a first and a last; a clock is minutes from midnight."""

    start: int = 0
    end: int = 0
    first: date | None = None
    last: date | None = None
    clock: tuple[int, int] | None = None
    half_known: bool = False  # the clock says whether it is morning or afternoon
    part: str = ""
    due: date | datetime | None = None
    alt: tuple[date | datetime, ...] = ()
    vague: bool = False


Read = Callable[[re.Match[str], datetime], Piece | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a time, with what it reads."""

    pattern: re.Pattern[str]
    read: Read


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language says times: its rules, and the words around them."""

    rules: Sequence[Rule]
    glue: re.Pattern[str]  # what may stand between two pieces of one expression
    before: re.Pattern[str]  # ends right in front of an expression: it is due before
    after: re.Pattern[str]  # begins right behind (or ends in front of) one: it is due after
    open_end: re.Pattern[str]  # "until", "from … on": nothing is due


def find_whens(text: str, grammar: Grammar, *, now: datetime) -> list[When]:
    """Return the times that a text names, in their order; they do not overlap."""
    pieces = list(_pieces(text, grammar, now=now))
    return [_resolve(group, text, grammar, now=now) for group in _groups(pieces, text, grammar)]


def _pieces(text: str, grammar: Grammar, *, now: datetime) -> Iterator[Piece]:
    """Yield what the rules read, the longest first where they overlap, in the order of the text."""
    found = []
    for rule in grammar.rules:
        for match in rule.pattern.finditer(text):
            piece = rule.read(match, now)
            if piece is not None:
                found.append(replace(piece, start=match.start(), end=match.end()))
    taken: list[Piece] = []
    for piece in sorted(found, key=lambda p: p.start - p.end):
        if all(piece.end <= other.start or other.end <= piece.start for other in taken):
            taken.append(piece)
    yield from sorted(taken, key=lambda p: p.start)


def _groups(pieces: Sequence[Piece], text: str, grammar: Grammar) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    for piece in pieces:
        between = text[groups[-1][-1].end : piece.start] if groups else "x"
        if groups and grammar.glue.fullmatch(between) and _belong(groups[-1], piece, between):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _belong(group: Sequence[Piece], piece: Piece, between: str) -> bool:
    """Tell whether a piece says more about the same time, and not another one."""
    if (piece.first or piece.due) and re.search(r"\b(?:ja|and)\b|,\s*(?:ja|and)", between):
        return False
    if piece.due is not None or any(p.due is not None for p in group):
        return any(p.vague for p in group) or piece.vague or bool(piece.part or piece.clock)
    return not (piece.clock and any(p.clock for p in group))


def _resolve(group: Sequence[Piece], text: str, grammar: Grammar, *, now: datetime) -> When:
    start, end = group[0].start, group[-1].end
    ahead, behind = text[:start], text[end:]
    sure = [piece for piece in group if not piece.vague]
    if not sure:
        return When(start, end)
    limits = not grammar.open_end.search(f"{ahead[-30:]}\0{behind[:30]}")
    end_said = re.match(r"(?:the )?end\b|lop", text[start:], re.IGNORECASE)
    before = bool(grammar.before.search(ahead)) and not end_said
    after = grammar.after.search(f"{ahead[-30:]}\0{behind}")
    moment = next((piece for piece in sure if piece.due is not None), None)
    clock = next((piece for piece in sure if piece.clock), None)
    part = next((piece.part for piece in sure if piece.part), "")
    days = _narrowest([piece for piece in sure if piece.first])
    if moment is not None and days is None:
        when = _at_moment(moment, clock, part)
    elif clock is not None:
        when = _at_clock(days, clock, part, now=now)
    else:
        when = _on_days(days, part, before=before, after=bool(after), now=now)
    return replace(when, start=start, end=end, limits=limits)


def _narrowest(pieces: Sequence[Piece]) -> Piece | None:
    """Return the piece that names the fewest days, of these the last one said."""
    best = None
    for piece in pieces:
        if best is None or _length(piece) <= _length(best):
            best = piece
    return best


def _length(piece: Piece) -> timedelta:
    return (piece.last or date.max) - (piece.first or date.min)


def _at_moment(moment: Piece, clock: Piece | None, part: str) -> When:
    due = moment.due
    if clock and clock.clock and due is not None:
        day = due.date() if isinstance(due, datetime) else due
        return When(0, 0, _moment(day, _half(clock, part)[1]))
    return When(0, 0, due, moment.alt)


def _at_clock(days: Piece | None, clock: Piece, part: str, *, now: datetime) -> When:
    begins, ends = _half(clock, part)
    if days and days.last:
        alt = (_moment(days.last, begins),) if begins != ends else ()
        return When(0, 0, _moment(days.last, ends), (*alt, days.last))
    today = now.date()
    if _moment(today, ends) > now.replace(tzinfo=None):
        alt = (_moment(today, begins),) if begins != ends else ()
        return When(0, 0, _moment(today, ends), alt)
    if not clock.half_known and ends < NOON and _moment(today, ends + NOON) > _bare(now):
        return When(0, 0, _moment(today, ends + NOON), (_moment(_next_day(today), ends),))
    return When(0, 0, _moment(_next_day(today), ends))


def _half(clock: Piece, part: str) -> tuple[int, int]:
    """Return a clock time in the half of the day it is meant in."""
    begins, ends = clock.clock or (0, 0)
    if clock.half_known:
        return begins, ends
    if part in {"afternoon", "evening"} or (part == "night" and ends >= 6 * 60):
        return tuple(m + NOON if m < NOON else m for m in (begins, ends))  # type: ignore[return-value]
    if part == "morning" or ends >= NOON:
        return begins, ends
    if begins >= MORNING_BEGINS * 60:
        return (begins, ends) if ends >= begins else (begins, ends + NOON)
    return begins + NOON, ends + NOON


def _on_days(days: Piece | None, part: str, *, before: bool, after: bool, now: datetime) -> When:
    if days is None or days.first is None or days.last is None:
        return When(0, 0, now.date(), _hours(now.date(), part))
    if before:
        due = days.first - timedelta(days=1)
        return When(0, 0, due, (days.first,))
    if after:
        due = next_business_day(days.last)
        return When(0, 0, due, tuple(days.last + timedelta(days=n) for n in range(1, 6)))
    return When(0, 0, days.last, (*days.alt, *_hours(days.last, part)))


def _hours(day: date, part: str) -> tuple[datetime, ...]:
    return tuple(_moment(day, hour * 60) for hour in PART_HOURS.get(part, ()))


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _bare(at: datetime) -> datetime:
    return at.replace(tzinfo=None)


def _next_day(day: date) -> date:
    return day + timedelta(days=1)


def is_business_day(day: date) -> bool:
    """Tell whether a day is one on which Finland works: no weekend, no public holiday."""
    return day.weekday() < 5 and day not in finnish_holidays(day.year)


def next_business_day(day: date) -> date:
    """Return the first business day after a day."""
    return add_business_days(day, 1)


def add_business_days(day: date, count: int) -> date:
    """Return the day so many business days after another."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day


def next_weekday(after: date, weekday: int) -> date:
    """Return the first such weekday (0 = Monday) after a day."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def week_of(day: date, *, ahead: int = 0) -> date:
    """Return the Monday of a day's week, or of one so many weeks ahead."""
    return day - timedelta(days=day.weekday()) + timedelta(weeks=ahead)


def iso_week(number: int, *, now: date) -> date | None:
    """Return the Monday of the next week with this ISO 8601 number, None when there is none."""
    for year in (now.year, now.year + 1):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= now:
            return monday
    return None


def a_date(day: int, month: int, year: int | None, *, now: date) -> date | None:
    """Return a date that is written without a year as the next one, None for no date."""
    if year is not None:
        return _real_date(year if year > 99 else 2000 + year, month, day)
    # A date just gone is one that is spoken of, not next year's. The 29th of February may be far.
    coming = (_real_date(now.year + ahead, month, day) for ahead in range(5))
    return next((one for one in coming if one and one >= now - timedelta(days=60)), None)


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(day: date, *, ahead: int = 0) -> date:
    """Return the last day of a day's month, or of one so many months ahead."""
    months = day.year * 12 + day.month + ahead
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def add_months(day: date, count: int) -> date:
    """Return the same day so many months later, or the last of that month."""
    last = last_of_month(day, ahead=count)
    return last.replace(day=min(day.day, last.day))
