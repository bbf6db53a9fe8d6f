"""Reading what happened, and what is still to follow."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from hoituu.journal.models import Due, Entry
from hoituu.journal.rules import GIVE_UP_AFTER


@dataclass(frozen=True, slots=True)
class EntryRow:
    kind: str
    at: datetime
    actor_id: int | None
    facts: dict[str, int | str]


def entries_of(conversation_id: int, *, limit: int = 500) -> list[EntryRow]:
    """Return what happened to a conversation, the oldest first; its latest `limit` entries."""
    latest = Entry.objects.filter(conversation_id=conversation_id).order_by("-pk")[:limit]
    return [EntryRow(e.kind, e.at, e.actor_id, e.facts) for e in reversed(latest)]


def next_due(*, now: datetime) -> Due | None:
    """Return the oldest reaction that may run: within a conversation, each waits for the last."""
    alive = Due.objects.filter(attempts__lt=GIVE_UP_AFTER)
    earlier = alive.filter(conversation_id=OuterRef("conversation_id"), pk__lt=OuterRef("pk"))
    return alive.filter(~Exists(earlier), due_at__lte=now).order_by("due_at", "pk").first()


def given_up() -> list[str]:
    """Return the reactions that failed too often: a person's task now."""
    given_up = Due.objects.filter(attempts__gte=GIVE_UP_AFTER).order_by("pk")
    return [f"{due}: {due.last_error}" for due in given_up]
