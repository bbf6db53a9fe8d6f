"""What this house does not say, what rests, and how remarks are taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Sum

from hoituu.coach import BadPattern, Habit, Level, own_habit, spots_of
from hoituu.conversations.models import Message
from hoituu.conversations.rules import MessageKind
from hoituu.wording.models import Count, OwnHabit, Rest
from hoituu.wording.rules import Heard, Trial, first_month

REPLIES_TRIED, MESSAGES_LOOKED_AT, PLACES_SHOWN = 300, 5_000, 5


@dataclass(frozen=True, slots=True)
class House:
    """What the coach needs to know of this house."""

    own: tuple[Habit, ...]
    names: dict[str, str]  # of its own habits, by code
    resting: frozenset[str]


def house() -> House:
    """Return what this house does not say, and what rests in it."""
    rows = list(OwnHabit.objects.order_by("pk"))
    return House(
        tuple(habit for row in rows if (habit := as_habit(row))),
        {row.code: row.name for row in rows},
        resting(),
    )


def resting() -> frozenset[str]:
    return frozenset(Rest.objects.values_list("habit", flat=True))


def as_habit(row: OwnHabit) -> Habit | None:
    """Return a row as the coach knows it, None where a line of it says nothing (any more)."""
    try:
        return own_habit(
            row.code,
            lang=row.language,
            says=row.says,
            why=row.why,
            instead=row.instead,
            level=Level(row.level),
        )
    except BadPattern:
        return None


def heard(*, today: date) -> dict[str, Heard]:
    """Return how each habit's remarks were taken in the last three months."""
    recent = Count.objects.filter(month__gte=first_month(today))
    sums = recent.values_list("habit").annotate(Sum("kept"), Sum("used"))
    return {habit: Heard(habit, kept, used) for habit, kept, used in sums}


def tried_on_past_replies(habit: Habit, lang: str) -> Trial:
    """Return what a habit would have said of the latest replies in its language."""
    found, places = 0, list[str]()
    replies = list(_past_replies(lang))
    for body in replies:
        spots = spots_of(habit, body, lang)
        found += bool(spots)
        places += spots[:1]
    return Trial(len(replies), found, tuple(dict.fromkeys(places))[:PLACES_SHOWN])


def _past_replies(lang: str) -> Iterable[str]:
    latest = Message.objects.aggregate(Max("pk"))["pk__max"] or 0
    answers = Message.objects.filter(pk__gt=latest - MESSAGES_LOOKED_AT, kind=MessageKind.ANSWER)
    of_the_language = answers.filter(conversation__language=lang)
    return of_the_language.order_by("-pk").values_list("body", flat=True)[:REPLIES_TRIED]
