"""The entries of this room in the journal, and what is said anew."""

from datetime import datetime

from hoituu.feedback.models import Feedback
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def write_of(kind: str, *, one: Feedback, by_id: int | None = None, now: datetime) -> None:
    """Write what happened to a piece of feedback."""
    write(
        kind,
        conversation_id=one.conversation_id,
        actor_id=by_id,
        now=now,
        feedback_id=one.pk,
    )
