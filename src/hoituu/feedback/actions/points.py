"""Feedback from whoever comes by: a link, a kiosk, a form, said aloud, or written elsewhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hoituu.channels.web.actions import take_form
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import Reception
from hoituu.customers.rules import Preference
from hoituu.feedback.actions.entries import write_of
from hoituu.feedback.models import Feedback, Point
from hoituu.feedback.rules import (
    LONGEST_WORDS,
    Metric,
    Mood,
    NoSuchScore,
    PointClosed,
    Review,
    Source,
    Tap,
    check_words,
    given_at,
)
from hoituu.journal.actions import write
from hoituu.journal.rows import insert_rows
from hoituu.journal.transactions import atomic

RUSH = timedelta(seconds=10)
HISTORY = timedelta(days=60)  # Older reviews are counted, but nobody waits for an answer to them.


@atomic
def keep_point(point: Point, *, by_id: int, now: datetime) -> Point:
    """Ask at one more place, or otherwise at one there is."""
    point.save()
    write("feedback.point_kept", actor_id=by_id, now=now, point_id=point.pk)
    return point


@atomic
def close_point(point: Point, *, by_id: int, now: datetime) -> None:
    """Ask no more at a place; what was said there stays."""
    point.closed_at = point.closed_at or now
    point.save(update_fields=["closed_at"])
    write("feedback.point_closed", actor_id=by_id, now=now, point_id=point.pk)


@atomic
def take_taps(point: Point, *, taps: Sequence[Tap], now: datetime) -> list[Feedback]:
    """Take in what was tapped at a point, each once however often it is sent; words may grow.

    A low one gets an owner at once, who sees to it that it is read and answered in public. A good
    one without words is answered by the thanks on the screen. Raises NoSuchScore, PointClosed.
    """
    metric = Metric(point.metric)
    if any(not metric.takes(tap.score) for tap in taps):
        raise NoSuchScore
    held = Point.objects.select_for_update().filter(pk=point.pk)
    if held.values_list("closed_at", flat=True).get() is not None:
        raise PointClosed
    keys = {_key(point, tap): tap for tap in taps}
    known = {one.key: one for one in Feedback.objects.filter(key__in=keys)}
    new = [_new(point, key, tap, now=now) for key, tap in keys.items() if key not in known]
    if any(one.is_low for one in new):
        owner_id = _who_had_the_last(point, now=now) or _who_is_here(point.team_id, now=now)
        for one in new:
            one.owner_id = owner_id if one.is_low else None
    insert_rows(new)
    for one in new:
        write_of("feedback.given", one=one, now=now)
    for key, one in known.items():
        _grow(one, keys[key], now=now)
    return [*known.values(), *new]


@atomic
def join_conversation(
    one: Feedback,
    *,
    said: str,
    name: str,
    reach: str,
    language: str,
    quiet: bool = False,
    now: datetime,
) -> Conversation:
    """Let somebody who left a number or an address be answered: it is a matter with an owner now.

    `said` stands for their words where they wrote none: what they were asked and tapped. `quiet`
    sends no first word to their address. Twice is once. Raises NotAContactPoint.
    """
    one = Feedback.objects.select_for_update(of=("self",)).select_related("point").get(pk=one.pk)
    if one.conversation is not None:
        return one.conversation
    received = take_form(
        one.words or said,
        name=name,
        reach=reach,
        preference=Preference.NONE,
        language=language,
        team_id=one.point.team_id if one.point else None,
        quiet=quiet,
        now=now,
    )
    one.conversation_id, one.owner = received.conversation_id, None
    one.begin_anew()
    one.save()
    write_of("feedback.joined", one=one, now=now)
    return Conversation.objects.get(pk=received.conversation_id)


@atomic
def write_down_spoken(
    *, words: str, mood: Mood | None, key: str = "", by_id: int, now: datetime
) -> Feedback:
    """Write down what somebody said aloud, whose name we do not know.

    The same `key` twice, made where it was written, is one. Raises NothingToSay, TooLong.
    """
    said = check_words(words, at_most=LONGEST_WORDS)
    known = Feedback.objects.filter(key=f"staff-{key}").first() if key else None
    if known is not None:
        return known
    low = mood is not None and mood.is_low
    one = Feedback.objects.create(
        key=f"staff-{key or f'{by_id}-{now.timestamp()}'}",
        source=Source.STAFF,
        mood=mood,
        is_low=low,
        words=said,
        given_at=now,
        received_at=now,
        read_at=now,
        read_by_id=by_id,
        owner_id=by_id,
    )
    write_of("feedback.given", one=one, by_id=by_id, now=now)
    return one


@atomic
def import_reviews(
    reviews: Sequence[Review], *, origin: str, language: str, by_id: int, now: datetime
) -> int:
    """Take in reviews that were written elsewhere, each once; return how many are new."""
    keys = {review.key(origin): review for review in reviews}
    known = set(Feedback.objects.filter(key__in=keys).values_list("key", flat=True))
    new = [
        _imported(key, review, origin, language, now=now)
        for key, review in keys.items()
        if key not in known
    ]
    if any(one.is_low and one.answered_at is None for one in new):
        owner_id = _who_is_here(None, now=now)
        for one in new:
            one.owner_id = owner_id if one.is_low and one.answered_at is None else None
    insert_rows(new)
    for one in new:
        write_of("feedback.given", one=one, by_id=by_id, now=now)
    write("feedback.imported", actor_id=by_id, now=now, count=len(new))
    return len(new)


def _key(point: Point, tap: Tap) -> str:
    return f"{point.pk}-{tap.key}"


def _new(point: Point, key: str, tap: Tap, *, now: datetime) -> Feedback:
    metric, words = Metric(point.metric), tap.words.strip()[:LONGEST_WORDS]
    low = metric.is_low(tap.score)
    faces = metric == Metric.FACES
    answered = None if low or words else now
    return Feedback(
        key=key,
        source=Source(point.kind),
        point=point,
        metric=metric,
        mood=tap.score if faces else None,
        score=None if faces else tap.score,
        is_low=low,
        taps=tap.taps,
        words=words,
        language=point.language,
        given_at=given_at(tap, now=now),
        received_at=now,
        read_at=answered,
        answered_at=answered,
    )


def _grow(one: Feedback, tap: Tap, *, now: datetime) -> None:
    """Take in that a tap became more: words written after it, or taps of a burst."""
    words, taps = tap.words.strip()[:LONGEST_WORDS], max(one.taps, tap.taps)
    if len(words) <= len(one.words) and taps == one.taps:
        return
    if len(words) > len(one.words):
        one.words = words
        one.begin_anew()
    one.taps = taps
    one.save()
    write_of("feedback.words", one=one, now=now)


def _imported(key: str, review: Review, origin: str, language: str, *, now: datetime) -> Feedback:
    low = review.score is not None and Metric.CSAT.is_low(review.score)
    told = None if (review.words or low) and now - review.at < HISTORY else now
    return Feedback(
        key=key,
        source=Source.IMPORT,
        origin=origin[:40],
        metric=Metric.CSAT,
        score=review.score,
        is_low=low,
        words=review.words[:LONGEST_WORDS],
        language=language,
        given_at=min(review.at, now),
        received_at=now,
        read_at=told,
        answered_at=told,
    )


def _who_had_the_last(point: Point, *, now: datetime) -> int | None:
    """Return who got the latest low one here, moments ago: in a rush one look at who is here is enough."""
    lately = point.feedback.filter(owner__isnull=False, received_at__gt=now - RUSH)
    return lately.order_by("-received_at").values_list("owner_id", flat=True).first()


def _who_is_here(team_id: int | None, *, now: datetime) -> int:
    return Reception(now=now).owner_for(previous_id=None, team_id=team_id)
