"""Writing the journal, and seeing to what follows from it."""

from datetime import datetime
from enum import StrEnum

from hoituu.journal.models import Due, Entry
from hoituu.journal.rules import check_ids_and_codes, try_again_at
from hoituu.journal.transactions import atomic, note, reactions_to


@atomic
def write(
    kind: str,
    *,
    now: datetime,
    conversation_id: int | None = None,
    actor_id: int | None = None,
    **facts: int | StrEnum,
) -> None:
    """Append one entry and one due row a reaction. Raises NotForTheJournal."""
    check_ids_and_codes(facts)
    note(Entry(kind=kind, conversation_id=conversation_id, actor_id=actor_id, at=now, facts=facts))


@atomic
def run_reaction(due: Due, *, now: datetime) -> None:
    """Claim one due row, do what it asks and delete it: all of it, or none after a crash."""
    claimed = Due.objects.select_for_update(skip_locked=True).filter(pk=due.pk).first()
    if claimed is None:
        return  # Another worker has it, or had it.
    by_name = {reaction.__name__: reaction for reaction in reactions_to(claimed.entry.kind)}
    by_name[claimed.reaction](claimed.entry, now=now)
    claimed.delete()


@atomic
def put_off_reaction(due: Due, *, error: Exception, now: datetime) -> None:
    """Count a failure and try later; only the error's name is kept, its text may hold a person."""
    attempts = due.attempts + 1
    Due.objects.filter(pk=due.pk).update(
        attempts=attempts,
        last_error=type(error).__name__,
        due_at=try_again_at(attempts=attempts, now=now),
    )
