"""What customers said, what waits for its next step, and how it adds up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from hoituu.feedback.models import Feedback
from hoituu.feedback.rules import ANSWER_WITHIN, Mood, Share, Source, Step
from hoituu.lib.names import first_name

PERSONAL = (Feedback,)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    id: int
    mood: Mood | None
    words: str
    source: Source
    step: Step
    given_at: datetime
    conversation_id: int | None
    customer: str
    owner: str
    change: str
    seen: str


def rating_of(conversation_id: int) -> Feedback | None:
    """Return how a customer said that a conversation went."""
    return Feedback.objects.filter(key=f"page-{conversation_id}").first()


def to_read() -> list[FeedbackRow]:
    """Return what nobody has read, the oldest first, at most fifty.

    A complaint is in a conversation, where its owner reads it.
    """
    return _rows(_unread().order_by("received_at"))


def count_unread() -> int:
    return _unread().count()


def to_answer() -> list[FeedbackRow]:
    """Return what was read and waits for an answer, the oldest first, at most fifty."""
    read = Q(read_at__isnull=False) | Q(source=Source.COMPLAINT)
    waiting = Feedback.objects.filter(read, answered_at=None)
    return _rows(waiting.order_by("received_at"))


def _unread() -> QuerySet[Feedback]:
    waiting = Feedback.objects.filter(answered_at=None, read_at=None)
    return waiting.exclude(source=Source.COMPLAINT)


def latest() -> list[FeedbackRow]:
    """Return what was answered, the latest first, at most fifty."""
    return _rows(Feedback.objects.filter(answered_at__isnull=False).order_by("-received_at"))


def faces(*, since: datetime) -> dict[Mood, Share]:
    """Return how many chose each face since then, and of how many."""
    counts = {mood.name: Count("pk", filter=Q(mood=mood.value)) for mood in Mood}
    found = Feedback.objects.filter(received_at__gte=since, mood__isnull=False).aggregate(**counts)
    of = sum(found.values())
    return {mood: Share(found[mood.name], of) for mood in Mood}


def count_unanswered_overdue(*, now: datetime) -> int:
    """Return how many pieces have waited for an answer for over a week."""
    return Feedback.objects.filter(answered_at=None, received_at__lt=now - ANSWER_WITHIN).count()


def export_person(customer_id: int) -> list[dict[str, Any]]:
    """Return what a customer said of us."""
    theirs = Feedback.objects.filter(conversation__customer_id=customer_id).order_by("pk")
    return [
        {
            "conversation": one.conversation_id,
            "given_at": one.given_at,
            "mood": one.mood,
            "words": one.words,
            "step": str(one.step),
        }
        for one in theirs
    ]


def _rows(found: Any) -> list[FeedbackRow]:
    full = found.select_related("conversation__customer", "conversation__owner", "change")
    return [
        FeedbackRow(
            id=one.pk,
            mood=Mood(one.mood) if one.mood is not None else None,
            words=one.words,
            source=Source(one.source),
            step=one.step,
            given_at=one.given_at,
            conversation_id=one.conversation_id,
            customer=one.conversation.customer.name if one.conversation else "",
            owner=first_name(one.conversation.owner.name) if one.conversation else "",
            change=one.change.text if one.change else "",
            seen=one.seen,
        )
        for one in full[:SHOWN]
    ]
