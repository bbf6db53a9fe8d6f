"""When a remark is kept too often to be worth saying, and how a new habit did on past replies."""

from dataclasses import dataclass
from datetime import date

from hoituu.conversations.rules import MessageKind
from hoituu.language.tone import READ

# Whoever leaves four of five as they were, and at least twenty of them, has heard it.
FEWEST_KEPT, KEPT_SHARE = 20, 0.8
LOOKS_BACK_MONTHS = 3
OFTEN = 0.2  # of past replies: more is hardly a slip


@dataclass(frozen=True, slots=True)
class Heard:
    """How often a remark was left as it was, and how often its words were taken, by whomever."""

    habit: str
    kept: int
    used: int

    @property
    def is_kept_too_often(self) -> bool:
        return self.kept >= FEWEST_KEPT and self.kept >= KEPT_SHARE * (self.kept + self.used)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a habit would have said of past replies: of how many, and some places it points at."""

    replies: int
    found: int
    places: tuple[str, ...]

    @property
    def is_often(self) -> bool:
        return self.found > OFTEN * self.replies


def month_of(day: date) -> date:
    """Return the first of a day's month: remarks are counted by the month, not by the day."""
    return day.replace(day=1)


def first_month(day: date) -> date:
    """Return the first month that counts on a day."""
    months = day.year * 12 + day.month - LOOKS_BACK_MONTHS
    return date(months // 12, months % 12 + 1, 1)


class NameTaken(Exception):
    """Another of our own habits in this language has that name."""


class NotACustomersMessage(Exception):
    """Only what a customer said, in a language that we can hear, has a tone to correct."""


def check_is_heard(kind: str, language: str) -> None:
    """Raises NotACustomersMessage."""
    if kind != MessageKind.CONTACT or language not in READ:
        raise NotACustomersMessage
