"""Reading calls: what can be promised, who calls whom, and how calls went."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q

from hoituu.callbacks.models import IS_ALIVE, Attempt, Callback, HeldSlot, Terms
from hoituu.callbacks.rules import (
    MINUTES_EXPECTED,
    TELLS_AHEAD,
    Book,
    Caller,
    CallState,
    Due,
    Outcome,
    Place,
    Reached,
    Window,
    bits_of,
    held_slots,
    keepable,
    reached,
    slot_at,
    windows_of_day,
)
from hoituu.callbacks.rules.book import SLOT
from hoituu.callbacks.rules.dispatch import LOOKS_AHEAD
from hoituu.conversations.models import Conversation
from hoituu.staff.queries import calendars, team_members
from hoituu.worktime import Calendar

# The tables of this room that are exported and erased with a person.
PERSONAL = (Callback, HeldSlot, Attempt)
CALLS_TO_MEASURE = 200
CALLS_TO_LEARN_FROM = 20_000
FEWEST_TO_MEASURE = 20
SHORTEST_EXPECTED = 5
OFFERED = 10
BY_DAY = range(8, 20)  # The hours in which we may move a call by ourselves.
MISSED_SHOWN = 5
OFFERED_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class CallRow:
    """One agreed call, as lists show it."""

    id: int
    conversation_id: int
    customer: str
    subject: str
    agent_id: int
    agent: str
    opens_at: datetime
    closes_at: datetime
    planned_at: datetime | None
    state: str
    in_danger: bool
    attempts: int


def terms() -> Terms:
    """Return how calls are agreed on here."""
    return Terms.objects.filter(pk=1).first() or Terms(pk=1)


def expected_minutes() -> int:
    """Return how long a call is expected to take: as set, else as measured, else ten minutes."""
    fixed = terms().minutes
    if fixed:
        return int(fixed)
    talked = Attempt.objects.filter(outcome=Outcome.ANSWERED, ended_at__isnull=False)
    spans = talked.order_by("-started_at").values_list("started_at", "ended_at")[:CALLS_TO_MEASURE]
    minutes = [(ended - started) / timedelta(minutes=1) for started, ended in spans if ended]
    if len(minutes) < FEWEST_TO_MEASURE:
        return MINUTES_EXPECTED
    return max(round(sum(minutes) / len(minutes)), SHORTEST_EXPECTED)


def who_may_call(team_id: int | None, *, now: datetime) -> dict[int, Calendar]:
    """Return the working time of who calls a team's customers: everybody, for none or an empty one."""
    members = team_members().get(team_id, set()) if team_id else set()
    people = calendars(now=now, user_ids=members) if members else {}
    return people or calendars(now=now)


def free_book(
    people: Mapping[int, Calendar],
    *,
    since: datetime,
    until: datetime,
    besides: Callback | None = None,
    now: datetime,
) -> Book:
    """Return the free time of people between two moments; `besides` holds nothing."""
    since = max(since, now)
    first = slot_at(since)
    held = HeldSlot.objects.filter(slot__gte=first, slot__lt=slot_at(until) + 1)
    if besides is not None:
        held = held.exclude(callback=besides)
    taken: dict[int, int] = {}
    for agent, slot in held.values_list("agent_id", "slot"):
        taken[agent] = taken.get(agent, 0) | 1 << (slot - first)
    here: dict[Hashable, int] = {}  # Many work the same hours: counted once.
    free = {}
    for pk, calendar in people.items():
        hours = calendar.pattern
        if hours not in here:
            here[hours] = bits_of(calendar.spans(since, until), first=first)
        free[pk] = here[hours] & ~taken.get(pk, 0)
    return Book(first, free)


def slots_needed(minutes: int, *, people: int) -> int:
    """Return how many slots a call of so many minutes holds among so many people."""
    return held_slots(minutes, people=people, inflation=terms().inflation)


def windows_to_offer(
    conversation: Conversation,
    *,
    tz: ZoneInfo,
    near: datetime | None = None,
    besides: Callback | None = None,
    minutes: int | None = None,
    now: datetime,
) -> list[Window]:
    """Return the next windows that we can keep, in order, by hours of the customer's own clock.

    With `near` those nearest to it: for who asked for a window that is full. The call that is
    agreed on now (`besides`) gives its place up for them.
    """
    people = who_may_call(conversation.team_id, now=now)
    minutes = minutes or (besides.minutes if besides is not None else expected_minutes())
    slots = slots_needed(minutes, people=len(people))
    found: list[Window] = []
    day = now.astimezone(tz).date()
    last = (now + OFFERED_WITHIN).astimezone(tz).date()
    if near is not None:
        day = max(day, near.astimezone(tz).date() - timedelta(days=1))
    enough = OFFERED if near is None else 3 * OFFERED
    while day <= last and len(found) < enough:
        windows = windows_of_day(day, tz=tz, now=now)
        if windows:
            since, until = windows[0].opens, windows[-1].closes
            book = free_book(people, since=since, until=until, besides=besides, now=now)
            found += keepable(book, windows, slots=slots)
        day += timedelta(days=1)
    if near is not None:
        found.sort(key=lambda window: abs(window.opens - near))
    return sorted(found[:OFFERED], key=lambda window: window.opens)


def window_instead(callback: Callback, *, now: datetime) -> Window | None:
    """Return when we call instead, if we must choose: later, and by day on the customer's clock.

    The same day as soon as we can, else on the first day that we can, nearest to their own hour.
    """
    tz, before = ZoneInfo(callback.tz), callback.window
    people = who_may_call(callback.conversation.team_id, now=now)
    slots = slots_needed(callback.minutes, people=len(people))
    first = max(before.opens, now).astimezone(tz).date()
    wall = before.opens.astimezone(tz)
    for days in range(OFFERED_WITHIN.days):
        day = first + timedelta(days=days)
        windows = [
            window
            for window in windows_of_day(day, tz=tz, now=now)
            if window.opens >= before.opens and window.opens.astimezone(tz).hour in BY_DAY
        ]
        if not windows:
            continue
        since, until = windows[0].opens, windows[-1].closes
        book = free_book(people, since=since, until=until, besides=callback, now=now)
        found = keepable(book, windows, slots=slots)
        if found and day == wall.date():
            return found[0]
        if found:
            return min(found, key=lambda w: abs(w.opens.astimezone(tz).hour - wall.hour))
    return None


def somebody_here(callback: Callback, *, since: datetime, now: datetime) -> bool:
    """Tell whether anybody who may call is here in what is left of a window after a moment."""
    since = max(callback.window.opens, since)
    people = who_may_call(callback.conversation.team_id, now=now)
    return any(one.spans(since, callback.window.closes) for one in people.values())


def callback_of(conversation_id: int) -> Callback | None:
    """Return the call that is agreed on, or going on, in a conversation."""
    alive = Callback.objects.filter(IS_ALIVE, conversation_id=conversation_id)
    return alive.select_related("promise", "agent").first()


def callers(*, now: datetime) -> list[Caller]:
    """Return who is here within the next hours, and until when those who are calling are busy."""
    busy = {
        attempt.agent_id: attempt.started_at + timedelta(minutes=attempt.callback.minutes)
        for attempt in Attempt.objects.filter(ended_at=None).select_related("callback")
    }
    teams: dict[int, set[int]] = {}
    for team_id, members in team_members().items():
        for pk in members:
            teams.setdefault(pk, set()).add(team_id)
    until = now + LOOKS_AHEAD * 2
    return [
        Caller(pk, tuple(calendar.spans(now, until)), frozenset(teams.get(pk, ())), busy.get(pk))
        for pk, calendar in calendars(now=now).items()
    ]


def booked(*, opens_by: datetime | None = None, now: datetime) -> list[Callback]:
    """Return the calls agreed on, not begun and not too late, whose window opens by a moment."""
    waiting = Callback.objects.filter(IS_ALIVE, state=CallState.BOOKED, promise__due_at__gt=now)
    if opens_by is not None:
        waiting = waiting.filter(promise__window_start__lte=opens_by)
    # By their ids: what is planned from the same facts in the same order is the same plan.
    related = waiting.select_related("promise", "conversation__customer", "conversation__owner")
    return list(related.order_by("pk"))


def due_calls(waiting: Sequence[Callback], callers: Sequence[Caller]) -> list[Due]:
    """Return booked calls as the planner takes them; a team in which nobody calls is everybody."""
    staffed = {team for caller in callers for team in caller.teams}
    return [
        Due(
            one.pk,
            Window(max(one.window.opens, one.not_before or one.window.opens), one.window.closes),
            one.minutes,
            one.conversation.team_id if one.conversation.team_id in staffed else None,
            one.conversation.owner_id,
        )
        for one in waiting
    ]


def to_tell(*, now: datetime) -> list[Callback]:
    """Return the booked calls that begin in a moment and whose customers have not heard that."""
    soon = Callback.objects.filter(
        IS_ALIVE, state=CallState.BOOKED, told_at=None, planned_at__lte=now + TELLS_AHEAD
    )
    return list(soon.filter(promise__due_at__gt=now).select_related("conversation")[:50])


def displaced(*, now: datetime) -> list[Callback]:
    """Return the booked calls whose place is in the time of somebody who will not be here then.

    Those that have no place at all count too: there may be one now.
    """
    waiting = booked(now=now)
    if not waiting:
        return []
    people, places = calendars(now=now), _places()
    return [one for one in waiting if not _is_kept(places.get(one.pk), people, now=now)]


def held_while_away(*, now: datetime) -> int:
    """Return how many calls have their place in the time of somebody who will not be here then."""
    people, places = calendars(now=now), _places()
    held = [places[one.pk] for one in booked(now=now) if one.pk in places]
    return sum(not _is_kept(place, people, now=now) for place in held)


def _places() -> dict[int, Place]:
    """Return the place that each call holds, by the call's id."""
    rows = HeldSlot.objects.values_list("callback", "agent").annotate(Min("slot"), Count("slot"))
    return {pk: Place(agent, slot, slots) for pk, agent, slot, slots in rows}


def _is_kept(place: Place | None, people: Mapping[int, Calendar], *, now: datetime) -> bool:
    if place is None or place.agent not in people:
        return False
    until = place.at + place.slots * SLOT
    return until <= now or people[place.agent].spans(place.at, until) == [(place.at, until)]


def calls_ahead(*, now: datetime, agent_id: int | None = None, limit: int = 100) -> list[CallRow]:
    """Return the calls agreed on or going on, of one person or of all, at most so many.

    The next first; what was not called in time comes after what still can be.
    """
    alive = Callback.objects.filter(IS_ALIVE)
    if agent_id is not None:
        alive = alive.filter(agent=agent_id)
    ahead = _rows(alive.filter(promise__due_at__gte=now).order_by("planned_at", "pk")[:limit])
    missed = alive.filter(promise__due_at__lt=now).order_by("-planned_at")
    return ahead + _rows(missed[: limit - len(ahead)])


def call_row(callback_id: int) -> CallRow:
    """Return one call as lists show it."""
    return _rows(Callback.objects.filter(pk=callback_id))[0]


def calls_now(agent_id: int, *, now: datetime) -> list[CallRow]:
    """Return what somebody may call now: their own whose time has come, and any in danger.

    Then those of their own that were not called in time: a new time must be agreed on.
    """
    mine = Q(agent=agent_id, planned_at__lte=now + SLOT)
    alive = Callback.objects.filter(IS_ALIVE, promise__window_start__lte=now)
    open_ones = alive.filter(promise__due_at__gte=now).filter(mine | Q(in_danger=True))
    missed = alive.filter(agent=agent_id, promise__due_at__lt=now)
    return [
        *_rows(open_ones.order_by("promise__due_at", "pk")[:10]),
        *_rows(missed.order_by("-promise__due_at")[:MISSED_SHOWN]),
    ]


def not_tried_again(*, now: datetime) -> list[Callback]:
    """Return calls whose second attempt was not made while their window was open."""
    tried = Callback.objects.filter(
        IS_ALIVE, state=CallState.BOOKED, promise__due_at__lt=now, not_before__isnull=False
    )
    return list(tried.select_related("conversation")[:50])


def going_on(agent_id: int) -> Callback | None:
    """Return the call that somebody is in."""
    attempt = (
        Attempt.objects.filter(agent=agent_id, ended_at=None).select_related("callback").first()
    )
    return attempt.callback if attempt else None


def reached_by_hour(*, tz: ZoneInfo, now: datetime, days: int = 365) -> dict[Any, Reached]:
    """Return how well customers are reached, by hour of the week on the business's clock."""
    made = Attempt.objects.filter(started_at__gte=now - timedelta(days=days))
    made = made.exclude(outcome__in=[Outcome.GOING_ON, Outcome.NOT_MADE])
    latest = made.order_by("-started_at").values_list("started_at", "outcome")
    return dict(reached(_hours(latest[:CALLS_TO_LEARN_FROM], tz)))


def _hours(
    attempts: Iterable[tuple[datetime, str]], tz: ZoneInfo
) -> Iterable[tuple[tuple[int, int], bool]]:
    for started_at, outcome in attempts:
        local = started_at.astimezone(tz)
        yield (local.weekday(), local.hour), outcome != Outcome.NO_ANSWER


def export_person(customer_id: int) -> list[dict[str, Any]]:
    """Return the calls that were agreed on with a customer, and what came of them."""
    theirs = Callback.objects.filter(conversation__customer_id=customer_id).order_by("pk")
    return [
        {
            "conversation": one.conversation_id,
            "phone": one.phone,
            "time_zone": one.tz,
            "opens_at": one.window.opens,
            "closes_at": one.window.closes,
            "state": one.state,
            "attempts": [
                {"started_at": a.started_at, "ended_at": a.ended_at, "outcome": a.outcome}
                for a in one.attempts.all()
            ],
        }
        for one in theirs.select_related("promise").prefetch_related("attempts")
    ]


def _rows(callbacks: Any) -> list[CallRow]:
    full = callbacks.select_related("promise", "conversation__customer", "agent")
    return [
        CallRow(
            id=one.pk,
            conversation_id=one.conversation_id,
            customer=one.conversation.customer.name,
            subject=one.conversation.subject,
            agent_id=one.agent_id,
            agent=one.agent.name,
            opens_at=one.window.opens,
            closes_at=one.window.closes,
            planned_at=one.planned_at,
            state=one.state,
            in_danger=one.in_danger,
            attempts=len(one.attempts.all()),
        )
        for one in full.prefetch_related("attempts")
    ]
