"""Every write to how this house speaks."""

from datetime import datetime

from django.db.models import F

from hoituu.coach import own_habit
from hoituu.conversations.actions import save_draft
from hoituu.conversations.models import Message, WrittenDraft
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.staff.queries import home_zone
from hoituu.wording.models import Correction, Count, Lesson, OwnHabit, Rest
from hoituu.wording.queries import corrections_of
from hoituu.wording.rules import NameTaken, check_is_heard, month_of

MOST_LEFT = 50  # remarks on one draft


@atomic
def keep_own_habit(
    one: OwnHabit,
    *,
    name: str,
    language: str,
    says: str,
    why: str,
    instead: str,
    level: str,
    actor_id: int,
    now: datetime,
) -> OwnHabit:
    """Write down, or change, what this house does not say.

    Raises BadPattern, which names the line that says nothing, and NameTaken.
    """
    own_habit("new", lang=language, says=says)
    others = OwnHabit.objects.filter(name=name, language=language).exclude(pk=one.pk)
    if others.exists():
        raise NameTaken
    if one.pk and not OwnHabit.objects.select_for_update().filter(pk=one.pk).exists():
        one.pk = None  # A colleague has just removed it: it is written down anew.
    one.name, one.language, one.says = name, language, says
    one.why, one.instead, one.level = why, instead, level
    one.save()
    write("wording.kept", actor_id=actor_id, now=now, own_habit_id=one.pk)
    return one


@atomic
def remove_own_habit(one: OwnHabit, *, actor_id: int, now: datetime) -> None:
    """Say it again from now on."""
    write("wording.removed", actor_id=actor_id, now=now, own_habit_id=one.pk)
    Count.objects.filter(habit=one.code).delete()
    Rest.objects.filter(habit=one.code).delete()
    one.delete()


@atomic
def let_rest(habit: str, *, actor_id: int, now: datetime) -> None:
    """Say no more of a habit, until it is woken."""
    rest, _new = Rest.objects.get_or_create(habit=habit, defaults={"since": now})
    write("habit.rests", actor_id=actor_id, now=now, rest_id=rest.pk)


@atomic
def wake(habit: str, *, actor_id: int, now: datetime) -> None:
    """Speak of a habit again, and count anew how that is taken."""
    for rest in Rest.objects.filter(habit=habit):
        write("habit.woken", actor_id=actor_id, now=now, rest_id=rest.pk)
        rest.delete()
    Count.objects.filter(habit=habit).delete()


@atomic
def leave_as_it_is(draft: WrittenDraft, *, habit: str, mark: str, now: datetime) -> None:
    """Say no more of a remark on a draft, and count that its habit was kept."""
    held = WrittenDraft.objects.select_for_update().filter(pk=draft.pk, goes_at=None).first()
    if held is None or mark in held.left:  # It has gone, or was left so already.
        return
    draft.left = [*held.left, mark][-MOST_LEFT:]
    save_draft(held.conversation, author_id=held.author_id, left=draft.left, now=now)
    _count(habit, now=now, kept=1)


@atomic
def use_better_words(habit: str, *, now: datetime) -> None:
    """Count that somebody took the coach's words."""
    _count(habit, now=now, used=1)


def _count(habit: str, *, now: datetime, kept: int = 0, used: int = 0) -> None:
    """Count a remark by its habit and month. The journal hears once a month that some were.

    An entry for each would stand, by its time, among those of whoever wrote the draft.
    """
    month = month_of(now.astimezone(home_zone()).date())
    _, new = Count.objects.get_or_create(habit=habit, month=month)
    Count.objects.filter(habit=habit, month=month).update(
        kept=F("kept") + kept, used=F("used") + used
    )
    if new:
        write("remarks.counted", now=now)


@atomic
def correct_tone(
    message: Message, *, tone: int, complaint: bool, actor_id: int | None, now: datetime
) -> None:
    """Write down how a customer's message sounds to somebody who knows; it is learnt from soon.

    Who knows is a colleague, or the customer, by the face they chose (`actor_id` is None).

    Raises NotACustomersMessage.
    """
    check_is_heard(message.kind, message.language)
    Correction.objects.update_or_create(
        message=message,
        defaults={"language": message.language, "tone": tone, "complaint": complaint},
    )
    _unlearn(message.language)
    write(
        "tone.corrected",
        conversation_id=message.conversation_id,
        actor_id=actor_id,
        now=now,
        message_id=message.pk,
    )


@atomic
def keep_lesson(language: str, *, weights: bytes, version: int, now: datetime) -> None:
    """Keep what corrections teach, unless another came while it was learnt."""
    learnt = Lesson.objects.filter(language=language, version=version)
    if learnt.update(weights=weights, mark=weights[:4].hex(), made_at=now, is_stale=False):
        write("tone.learnt", now=now)


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget, and unlearn, how a customer's messages sounded."""
    theirs = corrections_of(customer_id)
    for language in set(theirs.values_list("language", flat=True)):
        _unlearn(language)
    theirs.delete()
    write("tone.unlearnt", now=now, customer_id=customer_id)


def _unlearn(language: str) -> None:
    """Have what is taught in a language made anew; until then it is as it was."""
    Lesson.objects.get_or_create(language=language)
    Lesson.objects.filter(language=language).update(is_stale=True, version=F("version") + 1)
