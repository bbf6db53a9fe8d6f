"""What this house does not say, what rests, and how remarks are taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum

from hoituu.coach import HABITS, MANNERS, BadPattern, Habit, Level, own_habit, spots_of
from hoituu.coach.kinds import complains
from hoituu.conversations.models import Message
from hoituu.conversations.queries import written_elsewhere
from hoituu.conversations.rules import MessageKind
from hoituu.language import tone
from hoituu.wording.models import Correction, Count, Lesson, OwnHabit, Rest
from hoituu.wording.rules import Heard, Trial, first_month, month_of

PERSONAL = (Correction, Lesson)
REPLIES_TRIED, MESSAGES_LOOKED_AT, PLACES_SHOWN = 300, 5_000, 5
OFTEN_ENOUGH = 2  # in a month, to be talked over
LEARNT_FROM = 200  # the latest corrections in a language


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


def codes() -> set[str]:
    """Return what a remark can be about here."""
    return {habit.code for habit in HABITS} | set(MANNERS) | set(house().names)


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


def recurring(*, today: date) -> list[Heard]:
    """Return the habits that came up most this month, at most five: by habit, never by person."""
    month = Count.objects.filter(month=month_of(today))
    sums = month.values_list("habit").annotate(Sum("kept"), Sum("used"))
    often = [Heard(habit, kept, used) for habit, kept, used in sums if kept + used >= OFTEN_ENOUGH]
    return sorted(often, key=lambda one: -(one.kept + one.used))[:PLACES_SHOWN]


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


def corrections_of(customer_id: int) -> QuerySet[Correction]:
    """Return how a customer's messages, wherever they are, sound to those who corrected it."""
    elsewhere = [message.pk for message in written_elsewhere(customer_id)]
    theirs = Q(message__conversation__customer_id=customer_id)
    return Correction.objects.filter(theirs | Q(message__in=elsewhere))


def export_person(customer_id: int) -> list[dict[str, Any]]:
    """Return what somebody corrected of how a customer's messages sound."""
    return [
        {"message": one.message_id, "tone": one.tone, "complaint": one.complaint}
        for one in corrections_of(customer_id).order_by("pk")
    ]


def correction_of(message_id: int) -> Correction | None:
    return Correction.objects.filter(message_id=message_id).first()


def complains_in(message: Message) -> bool:
    """Tell whether a customer's message complains, as a colleague said or as it sounds to us."""
    if message.language not in tone.READ:
        return False
    known = correction_of(message.pk)
    if known is not None:
        return known.complaint
    said = message.shown or message.body
    return complains(tone.tone_of(said, message.language, taught_here(message.language)))


def lessons_to_learn() -> list[tuple[str, int]]:
    """Return the languages in which something was corrected since, or we hear otherwise by now."""
    return [
        (one.language, one.version)
        for one in Lesson.objects.defer("weights")
        if one.is_stale or one.mark != tone.lesson_mark(one.language).hex()
    ]


def corrections_in(language: str) -> list[tone.Correction]:
    """Return what there is to learn from in a language, the oldest first."""
    latest = Correction.objects.filter(language=language).select_related("message")
    return [
        tone.Correction(one.message.shown or one.message.body, one.tone, one.complaint)
        for one in reversed(latest.order_by("-pk")[:LEARNT_FROM])
    ]


def taught_here(language: str) -> tone.Taught:
    """Return what this business's corrections teach about a language."""
    made_at = Lesson.objects.filter(language=language).values_list("made_at", flat=True).first()
    return _taught(language, made_at) if made_at else tone.NOTHING


@lru_cache(maxsize=8)
def _taught(language: str, _made_at: datetime) -> tone.Taught:
    return tone.taught(bytes(Lesson.objects.get(language=language).weights), language)
