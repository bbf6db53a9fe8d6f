"""The entries of this room in the journal."""

from datetime import datetime

from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.recovery.models import Recovery, Remedy
from hoituu.recovery.rules import RemedyKind


@atomic
def write_of(
    kind: str,
    *,
    one: Recovery,
    remedy: Remedy | None = None,
    by_id: int | None = None,
    now: datetime,
) -> None:
    """Write what happened to a complaint, or to one of its remedies."""
    facts: dict[str, int | RemedyKind] = {"recovery_id": one.pk}
    if remedy is not None:
        facts |= {"remedy_id": remedy.pk, "remedy_kind": RemedyKind(remedy.kind)}
    write(kind, conversation_id=one.conversation_id, actor_id=by_id, now=now, **facts)
