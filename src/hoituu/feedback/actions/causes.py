"""What goes wrong is named: by one name, which may be made a better one."""

from datetime import datetime

from hoituu.feedback.actions.entries import write_of
from hoituu.feedback.models import Cause, Change, Feedback
from hoituu.feedback.queries import hold_feedback
from hoituu.feedback.rules import LONGEST_CAUSE, check_words
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def name_cause(one: Feedback, *, name: str, by_id: int, now: datetime) -> Cause:
    """Say what went wrong, by a name that others may share. Raises NothingToSay, TooLong."""
    one = hold_feedback(one)
    said = check_words(" ".join(name.split()), at_most=LONGEST_CAUSE)
    known = Cause.objects.filter(name__iexact=said).first()
    one.cause = known or Cause.objects.create(name=said, named_at=now)
    one.save()
    write_of("feedback.cause_named", one=one, by_id=by_id, now=now)
    return one.cause


@atomic
def rename_cause(cause: Cause, *, name: str, by_id: int, now: datetime) -> Cause:
    """Give a cause another name; by the name of another one, the two are one from now on.

    Raises NothingToSay, TooLong.
    """
    cause = Cause.objects.select_for_update().get(pk=cause.pk)
    said = check_words(" ".join(name.split()), at_most=LONGEST_CAUSE)
    other = Cause.objects.filter(name__iexact=said).exclude(pk=cause.pk).first()
    if other is None:
        cause.name = said
        cause.save(update_fields=["name"])
    else:
        Feedback.objects.filter(cause=cause).update(cause=other)
        Change.objects.filter(cause=cause).update(cause=other)
        cause.delete()
    kept = other or cause
    write("feedback.cause_renamed", actor_id=by_id, now=now, cause_id=kept.pk)
    return kept
