"""What customers said, what waits for its next step, and how it adds up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import ResolvedBy, Turn
from hoituu.feedback.models import Asking, Change, Feedback, Point, PublicAnswer, Request
from hoituu.feedback.rules import (
    ANSWER_WITHIN,
    FEWEST_ANSWERS,
    Metric,
    Mood,
    Share,
    Source,
    Step,
    csat_of,
    nps_of,
)
from hoituu.lib.names import first_name
from hoituu.staff.queries import Presence, presences

PERSONAL = (Feedback, Request)
SHOWN = 50
AWAY = timedelta(days=4)  # longer than a weekend with a holiday
NO_WORDS = Q(words="", conversation=None)  # of somebody we do not know: there is nothing to read
ASKED_WITHIN = timedelta(days=3)  # What was over longer ago is not asked about any more.
ASKED_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    id: int
    mood: Mood | None
    metric: Metric
    score: int | None
    is_low: bool
    taps: int
    words: str
    source: Source
    step: Step
    given_at: datetime
    conversation_id: int | None
    customer: str
    owner: str
    place: str  # the point, or where a review was written
    answer: str  # in public
    answer_said: str  # what it says was said
    answer_id: int | None
    cause: str
    change: str
    seen: str

    @property
    def is_for_everybody(self) -> bool:
        """Tell whether somebody sees to it that it is answered where anybody may read it."""
        return self.conversation_id is None and bool(self.owner)

    @property
    def went_wrong(self) -> bool:
        """Tell whether it says that something did, or may."""
        rated = self.mood is not None or self.score is not None
        return self.is_low or not rated


def rating_of(conversation_id: int) -> Feedback | None:
    """Return how a customer said that a conversation went."""
    found = Feedback.objects.filter(key=f"page-{conversation_id}").select_related("change")
    return found.first()


def to_read() -> list[FeedbackRow]:
    """Return what nobody has read, the oldest first, at most fifty.

    A complaint is in a conversation, where its owner reads it.
    """
    return _rows(_unread().order_by("received_at"))


def count_waiting(user_id: int) -> tuple[int, int]:
    """Return how many pieces nobody has read, and how many this person sees the answer of.

    None counts twice: what has somebody who answers it in public is read with that.
    """
    seen_to = Q(conversation=None, owner__isnull=False)
    unread = Q(read_at=None) & ~Q(source=Source.COMPLAINT) & ~NO_WORDS & ~seen_to
    counts = Feedback.objects.filter(answered_at=None).aggregate(
        unread=Count("pk", filter=unread), mine=Count("pk", filter=Q(owner=user_id))
    )
    return counts["unread"], counts["mine"]


def to_answer() -> list[FeedbackRow]:
    """Return what was read, or has no words, and waits for an answer, the oldest first, at most fifty."""
    read = Q(read_at__isnull=False) | Q(source=Source.COMPLAINT) | NO_WORDS
    waiting = Feedback.objects.filter(read, answered_at=None)
    return _rows(waiting.order_by("received_at"))


def _unread() -> QuerySet[Feedback]:
    waiting = Feedback.objects.filter(answered_at=None, read_at=None)
    return waiting.exclude(source=Source.COMPLAINT).exclude(NO_WORDS)


def held_by(owner_id: int) -> QuerySet[Feedback]:
    """Return what somebody sees to outside of conversations, the oldest first, at most fifty."""
    theirs = Feedback.objects.filter(owner=owner_id, answered_at=None, conversation=None)
    return theirs.select_related("point").order_by("received_at", "pk")[:SHOWN]


def away_owners(*, now: datetime) -> list[int]:
    """Return who sees to feedback and is not here for days, or no more."""
    waiting = Feedback.objects.filter(owner__isnull=False, answered_at=None, conversation=None)
    owners = list(waiting.order_by("owner").values_list("owner", flat=True).distinct())
    if not owners:
        return []
    here = {p.id for p in presences(now=now, user_ids=owners) if _is_back_soon(p, now=now)}
    return [owner for owner in owners if owner not in here]


def _is_back_soon(person: Presence, *, now: datetime) -> bool:
    return person.here_at is not None and person.here_at <= now + AWAY


def latest() -> list[FeedbackRow]:
    """Return what was answered, the latest first, at most fifty."""
    return _rows(Feedback.objects.filter(answered_at__isnull=False).order_by("-received_at"))


def kind_words(
    *, since: datetime, owner_id: int | None = None, shown: int = SHOWN
) -> list[FeedbackRow]:
    """Return kind words of late, the latest first: everybody's, or those that one person earned."""
    kind = Feedback.objects.filter(received_at__gte=since, is_low=False).exclude(words="")
    rated = kind.filter(Q(mood__isnull=False) | Q(score__isnull=False))
    if owner_id is not None:
        rated = rated.filter(conversation__owner=owner_id)
    return _rows(rated.order_by("-received_at")[:shown])


def failed_ones(*, since: datetime) -> list[FeedbackRow]:
    """Return what went wrong of late, as customers said it: low answers and complaints."""
    wrong = Q(is_low=True) | Q(source=Source.COMPLAINT)
    late = Feedback.objects.filter(wrong, received_at__gte=since)
    return _rows(late.order_by("-received_at"))


def faces(*, since: datetime) -> dict[Mood, Share]:
    """Return how many chose each face since then, and of how many."""
    counts = {mood.name: Count("pk", filter=Q(mood=mood.value)) for mood in Mood}
    found = Feedback.objects.filter(received_at__gte=since, mood__isnull=False).aggregate(**counts)
    of = sum(found.values())
    return {mood: Share(found[mood.name], of) for mood in Mood}


def count_unanswered_overdue(*, now: datetime) -> int:
    """Return how many pieces have waited for an answer for over a week."""
    return Feedback.objects.filter(answered_at=None, received_at__lt=now - ANSWER_WITHIN).count()


def export_person(customer_id: int) -> dict[str, Any]:
    """Return what a customer said of us, and when we asked them."""
    return {"said": _said_by(customer_id), "asked": _asked(customer_id)}


def _asked(customer_id: int) -> list[dict[str, Any]]:
    requests = Request.objects.filter(customer=customer_id).order_by("pk")
    return [dict(row) for row in requests.values("conversation_id", "asked_at", "declined_at")]


def _said_by(customer_id: int) -> list[dict[str, Any]]:
    theirs = Feedback.objects.filter(conversation__customer_id=customer_id).order_by("pk")
    return [
        {
            "conversation": one.conversation_id,
            "given_at": one.given_at,
            "mood": one.mood,
            "score": one.score,
            "words": one.words,
            "step": str(one.step),
        }
        for one in theirs
    ]


def _rows(found: Any) -> list[FeedbackRow]:
    few = found if found.query.is_sliced else found[:SHOWN]
    full = few.select_related(
        "conversation__customer",
        "conversation__owner",
        "owner",
        "change",
        "cause",
        "point",
        "public_answer",
    )
    return [_row(one) for one in full]


def _row(one: Feedback) -> FeedbackRow:
    owner = one.conversation.owner if one.conversation else one.owner
    return FeedbackRow(
        id=one.pk,
        mood=Mood(one.mood) if one.mood is not None else None,
        metric=Metric(one.metric),
        score=one.score,
        is_low=one.is_low,
        taps=one.taps,
        words=one.words,
        source=Source(one.source),
        step=one.step,
        given_at=one.given_at,
        conversation_id=one.conversation_id,
        customer=one.conversation.customer.name if one.conversation else "",
        owner=first_name(owner.name) if owner else "",
        place=one.point.name if one.point else one.origin,
        answer=one.public_answer.text if one.public_answer else "",
        answer_said=one.public_answer.said if one.public_answer else "",
        answer_id=one.public_answer_id,
        cause=one.cause.name if one.cause else "",
        change=one.change.text if one.change else "",
        seen=one.seen,
    )


def hold_feedback(one: Feedback) -> Feedback:
    """Hold a piece of feedback, after its conversation: that is the order of locks."""
    if one.conversation is not None:
        hold(one.conversation)
    return Feedback.objects.select_for_update().get(pk=one.pk)


def points() -> list[Point]:
    """Return where people are asked, open ones first."""
    return sorted(
        Point.objects.select_related("team"), key=lambda p: (p.closed_at is not None, p.pk)
    )


@dataclass(frozen=True, slots=True)
class PointSum:
    """How one point's answers add up, of one question, over a span of time."""

    point_id: int
    name: str
    metric: Metric
    count: int
    low: Share
    content: Share | None  # of faces and of scores from 1 to 5
    recommend: tuple[float | None, float, float] | None  # NPS with its interval
    mean_ease: float | None  # of scores from 1 to 7, where there are enough


def sums(*, since: datetime) -> list[PointSum]:
    """Return how the answers at each point add up since then; a burst counts once."""
    counted = (
        Feedback.objects.filter(received_at__gte=since, point__isnull=False)
        .values_list("point_id", "point__name", "metric", "mood", "score")
        .annotate(Count("pk"))
        .order_by("point__name", "point_id")
    )
    found: dict[tuple[int, str, str], dict[int, int]] = {}
    for point_id, name, metric, mood, score, count in counted:
        answer = mood if mood is not None else score
        if answer is not None:
            answers = found.setdefault((point_id, name, metric), {})
            answers[answer] = answers.get(answer, 0) + count
    return [_sum(*key, answers) for key, answers in found.items()]


def _sum(point_id: int, name: str, code: str, answers: dict[int, int]) -> PointSum:
    metric, of = Metric(code), sum(answers.values())
    low = sum(n for score, n in answers.items() if metric.is_low(score))
    content = recommend = ease = None
    if metric == Metric.FACES:
        content = Share(of - low, of)
    elif metric == Metric.CSAT:
        content = csat_of(answers)
    elif metric == Metric.NPS:
        recommend = nps_of(answers)
    elif of >= FEWEST_ANSWERS:
        ease = sum(score * n for score, n in answers.items()) / of
    return PointSum(point_id, name, metric, of, Share(low, of), content, recommend, ease)


def asking() -> Asking:
    """Return whether and how often we ask by mail."""
    return Asking.objects.filter(pk=1).first() or Asking(pk=1)


def may_be_asked(customer_id: int, *, every_days: int, now: datetime) -> bool:
    """Tell whether a customer may be asked now: not of late, and they have not said no."""
    lately = Q(declined_at__isnull=False) | Q(asked_at__gt=now - timedelta(days=every_days))
    return not Request.objects.filter(lately, customer=customer_id).exists()


def was_asked(conversation_id: int) -> bool:
    """Tell whether we asked by mail how this went, and may again."""
    asked = Request.objects.filter(conversation=conversation_id).first()
    if asked is None:
        return False
    return not Request.objects.filter(
        customer=asked.customer_id, declined_at__isnull=False
    ).exists()


def to_ask(*, now: datetime) -> list[Conversation]:
    """Return what was taken care of long enough ago to ask how it went, and not too long."""
    terms = asking()
    if not terms.by_mail:
        return []
    until = now - timedelta(hours=terms.after_hours)
    over = Conversation.objects.filter(
        resolved_at__gt=until - ASKED_WITHIN, resolved_at__lte=until, turn=Turn.RESOLVED
    )
    by = Q(resolved_by=ResolvedBy.PERSON) | Q(confirmed_at__isnull=False)
    asked = Request.objects.filter(conversation=OuterRef("pk"))
    lately = Request.objects.filter(
        Q(declined_at__isnull=False) | Q(asked_at__gt=now - timedelta(days=terms.every_days)),
        customer=OuterRef("customer"),
    )
    waiting = over.filter(by, ~Exists(asked), ~Exists(lately))
    return list(waiting.select_related("customer", "owner").order_by("resolved_at")[:ASKED_AT_ONCE])


def response_rate(*, since: datetime) -> Share:
    """Return how many of those we asked by mail since then said how it went."""
    asked = Request.objects.filter(asked_at__gte=since, conversation__isnull=False)
    rated = Feedback.objects.filter(
        conversation=OuterRef("conversation"), source=Source.PAGE, mood__isnull=False
    )
    return Share(asked.filter(Exists(rated)).count(), asked.count())


@dataclass(frozen=True, slots=True)
class ChangeRow:
    id: int
    text: str
    said: str
    made_at: datetime
    published_at: datetime | None
    pieces: int
    told: int
    to_tell: int  # who can be written to or called, and has not been told


def changes() -> list[ChangeRow]:
    """Return what we changed, the latest first, at most fifty, and how many were told."""
    ids = list(Change.objects.order_by("-made_at").values_list("pk", flat=True)[:SHOWN])
    counted = Change.objects.filter(pk__in=ids).annotate(
        pieces=Count("feedback"),
        told=Count("feedback", filter=Q(feedback__told_at__isnull=False)),
        to_tell=Count(
            "feedback",
            filter=Q(
                feedback__told_at=None,
                feedback__changed_at__isnull=False,
                feedback__conversation__isnull=False,
            ),
        ),
    )
    return [
        ChangeRow(c.pk, c.text, c.said, c.made_at, c.published_at, c.pieces, c.told, c.to_tell)
        for c in counted.order_by("-made_at")
    ]


@dataclass(frozen=True, slots=True)
class SaidAndDone:
    """One matter of the public page: what customers said, what we answered, and what we did."""

    said: str
    answer: str
    done: str
    at: datetime


def said_and_done() -> list[SaidAndDone]:
    """Return the latest fifty matters of the public page; an answer and its change are one."""
    answers = list(PublicAnswer.objects.order_by("-published_at")[:SHOWN])
    published = Change.objects.filter(published_at__isnull=False)
    changes = {c.pk: c for c in published.order_by("-published_at")[:SHOWN]}
    done = {answer_id: changes[change_id] for answer_id, change_id in _answered_and_done(changes)}
    joined = {change.pk for change in done.values()}
    matters = [_matter(answer, done.get(answer.pk)) for answer in answers]
    matters += [_matter(None, change) for pk, change in changes.items() if pk not in joined]
    return sorted(matters, key=lambda matter: matter.at, reverse=True)[:SHOWN]


def _answered_and_done(changes: Collection[int]) -> list[tuple[int, int]]:
    """Return which public answers were to what these changes came of, as pairs of ids."""
    both = Feedback.objects.filter(change__in=list(changes), public_answer__isnull=False)
    pairs = both.order_by("public_answer", "change").values_list("public_answer_id", "change_id")
    return [(answer, change) for answer, change in pairs.distinct() if answer and change]


def _matter(answer: PublicAnswer | None, change: Change | None) -> SaidAndDone:
    times = [one.published_at for one in (answer, change) if one and one.published_at]
    return SaidAndDone(
        said=answer.said if answer else change.said if change else "",
        answer=answer.text if answer else "",
        done=change.text if change else "",
        at=max(times),
    )
