"""Reading the ledger."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from hoituu.conversations.models import Message
from hoituu.conversations.rules import MessageKind
from hoituu.promises import rules
from hoituu.promises.models import Event, Promise
from hoituu.promises.rules import (
    ACKNOWLEDGES_EVERY,
    EventType,
    PromiseKind,
    State,
    at_risk,
    state,
)
from hoituu.staff.queries import business, calendars, opening_hours, presence_of
from hoituu.worktime import Calendar

PAGE = 100
JUDGED_AT_ONCE = 5000
# The tables of this room that are exported and erased with a person.
PERSONAL = (Promise, Event)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    id: int
    conversation_id: int
    kind: str
    text: str
    customer: str
    owner: str
    owner_id: int
    made_at: datetime
    due_at: datetime
    state: State | None
    at_risk: bool
    leaving: bool  # the message that keeps it is on its way

    @property
    def is_first_word(self) -> bool:
        return self.kind == PromiseKind.FIRST_WORD


def ledger(*, now: datetime, owner_id: int | None = None) -> list[LedgerRow]:
    """Return every promise we still owe, the most urgent first, at most a page."""
    owed = Promise.objects.filter(attention_at__isnull=False)
    if owner_id is not None:
        owed = owed.filter(conversation__owner_id=owner_id)
    return _rows(owed.order_by("due_at", "pk")[:PAGE], now=now)


def unheeded(*, now: datetime, owner_ids: Sequence[int] | None) -> list[LedgerRow]:
    """Return promises whose owner was warned and has not reacted, of these owners or of all.

    The most urgent first, at most ten: who stands in and who leads can still save them.
    """
    owed = Promise.objects.filter(attention_at__isnull=False, escalated_at__isnull=False)
    if owner_ids is not None:
        owed = owed.filter(conversation__owner__in=owner_ids)
    rows = _rows(owed.order_by("due_at", "pk")[:10], now=now)
    return [row for row in rows if not row.leaving]


def promises_of(conversation_id: int, *, now: datetime) -> list[LedgerRow]:
    """Return all that was promised in one conversation, in the order it was made."""
    promises = Promise.objects.filter(conversation_id=conversation_id)
    return _rows(promises.order_by("made_at", "pk"), now=now)


def broken_between(since: datetime, until: datetime, *, now: datetime) -> list[LedgerRow]:
    """Return promises that fell due in a span and were not kept by then, at most a page."""
    in_time = Event.objects.filter(promise=OuterRef("pk"), at__lte=OuterRef("due_at"))
    due = Promise.objects.filter(~Exists(in_time), due_at__gte=since, due_at__lt=until)
    failed = {State.BROKEN, State.LATE, State.BROKEN_RELEASED}
    return [row for row in _rows(due.order_by("-due_at")[:PAGE], now=now) if row.state in failed]


def tally(*, owner_id: int, now: datetime, days: int = 7) -> dict[str, int]:
    """Return how many of somebody's promises of the last days were kept, open, late or broken."""
    since = now - timedelta(days=days)
    promises = Promise.objects.filter(made_at__gte=since, conversation__owner_id=owner_id)
    counts = dict.fromkeys(("kept", "open", "late", "broken"), 0)
    for row in _rows(promises.order_by("-made_at")[:500], now=now):
        name = {State.ATTEMPTED: "kept"}.get(row.state or State.OPEN, str(row.state))
        if name in counts:
            counts[name] += 1
    return counts


@dataclass(frozen=True, slots=True)
class Tally:
    """How the promises that fell due in a week went, of one team (None: of nobody's) or of all."""

    team: str | None
    counts: Mapping[str, int]

    @property
    def promised(self) -> int:
        return sum(self.counts.values())


def week_of(day: date, tz: ZoneInfo) -> tuple[datetime, datetime]:
    """Return from when until when the week of a day lasts, on the business's clock."""
    monday = day - timedelta(days=day.weekday())
    begins, ends = (datetime.combine(at, time(), tz) for at in (monday, monday + timedelta(days=7)))
    return begins, ends


def tallies(since: datetime, until: datetime, *, now: datetime) -> list[Tally]:
    """Return how the promises went that fell due in a span, of each team and last of all.

    Never of a person, and never how long anything took. It costs what the span holds.
    """
    due = Promise.objects.filter(due_at__gte=since, due_at__lt=until)
    events = _events(Event.objects.filter(promise__in=due))
    teams: dict[str | None, dict[str, int]] = {}
    everything: dict[str, int] = {}
    facts = due.values_list("pk", "made_at", "due_at", "window_start", "conversation__team__name")
    for pk, made_at, due_at, window_start, team in facts:
        word = rules.Word(made_at, due_at, tuple(events.get(pk, ())), window_start)
        name = str(state(word, now=now) or State.OPEN)
        for counts in (teams.setdefault(team, {}), everything):
            counts[name] = counts.get(name, 0) + 1
    named = sorted(teams.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    return [*(Tally(name, counts) for name, counts in named), Tally("", everything)]


def misjudged(*, now: datetime) -> int:
    """Return how many promises are watched and not owed, or owed and not watched: of every row."""
    wrong, last = 0, 0
    columns = ("pk", "made_at", "due_at", "window_start", "attention_at")
    while rows := list(
        Promise.objects.filter(pk__gt=last).order_by("pk").values_list(*columns)[:JUDGED_AT_ONCE]
    ):
        first, last = rows[0][0], rows[-1][0]
        events = _events(Event.objects.filter(promise__gte=first, promise__lte=last))
        for pk, made_at, due_at, window_start, attention_at in rows:
            word = rules.Word(made_at, due_at, tuple(events.get(pk, ())), window_start)
            wrong += rules.owed(word, now=now) != (attention_at is not None)
    return wrong


def _events(theirs: QuerySet[Event]) -> dict[int, list[rules.Event]]:
    events: dict[int, list[rules.Event]] = {}
    columns = theirs.order_by("at", "pk").values_list("promise", "type", "at", "customer_told_at")
    for pk, kind, at, told in columns:
        events.setdefault(pk, []).append(rules.Event(EventType(kind), at, told))
    return events


def written_by_itself(
    customer_ids: Iterable[int], *, now: datetime
) -> list[tuple[str, datetime, bool]]:
    """Return the automatic mails to these customers of the last day.

    Each with its address, when it was written, and whether it acknowledged a contact.
    """
    acknowledges = Promise.objects.filter(made_in=OuterRef("pk"), kind=PromiseKind.FIRST_WORD)
    mails = Message.objects.filter(
        kind=MessageKind.FIRST_WORD,
        at__gt=now - ACKNOWLEDGES_EVERY,
        conversation__customer__in=customer_ids,
    ).values_list("to", "at", Exists(acknowledges))
    return [(address, at, first) for to, at, first in mails for address in to]


def calendar_of(user_id: int, *, now: datetime) -> Calendar:
    """Return the working time of an owner; of one who serves nobody any more, the business's."""
    presence = presence_of(user_id, now=now)
    return presence.calendar if presence else opening_hours(business()).calendar(now=now)


def calendars_of(user_ids: Collection[int], *, now: datetime) -> dict[int, Calendar]:
    """Return the working time of owners; of those who serve nobody any more, the business's."""
    firm = business()
    here = calendars(now=now, firm=firm, user_ids=user_ids)
    office = opening_hours(firm).calendar(now=now)
    return {pk: here.get(pk, office) for pk in user_ids}


def renewals_of(promise: Promise) -> int:
    """Return how many times we gave a new time by ourselves instead of this promise's first."""
    count, earlier = 0, promise.instead_of
    while earlier is not None:
        count, earlier = count + 1, earlier.instead_of
    return count


def to_warn(*, now: datetime, limit: int = 100) -> list[Promise]:
    """Return promises whose owner is to be warned now, while there is time, at most so many."""
    near = Promise.objects.filter(attention_at__lte=now, warned_at=None, due_at__gt=now)
    return list(near.order_by("attention_at")[:limit])


def to_watch(*, now: datetime, limit: int = 100) -> list[Promise]:
    """Return promises that the watch must look at now."""
    due = Promise.objects.filter(attention_at__lte=now, owned_up_at=None)
    return list(due.select_related("conversation").order_by("attention_at")[:limit])


def _rows(promises: QuerySet[Promise], *, now: datetime) -> list[LedgerRow]:
    full = promises.select_related("conversation__customer", "conversation__owner", "kept_by")
    return [_row(p, now=now) for p in full.prefetch_related("events")]


def _row(promise: Promise, *, now: datetime) -> LedgerRow:
    word = promise.word
    conversation = promise.conversation
    return LedgerRow(
        id=promise.pk,
        conversation_id=conversation.pk,
        kind=promise.kind,
        text=promise.text,
        customer=conversation.customer.name,
        owner=conversation.owner.name,
        owner_id=conversation.owner_id,
        made_at=promise.made_at,
        due_at=promise.due_at,
        state=state(word, now=now),
        at_risk=at_risk(word, now=now),
        leaving=promise.leaving and promise.attention_at is not None,
    )


def export_person(customer_id: int) -> list[dict[str, Any]]:
    """Return what was promised to a customer, and how it went."""
    theirs = Promise.objects.filter(conversation__customer_id=customer_id).order_by("pk")
    return [
        {
            "conversation": promise.conversation_id,
            "promised": promise.text or promise.kind,
            "made_at": promise.made_at,
            "due_at": promise.due_at,
            "events": [{"type": e.type, "at": e.at} for e in promise.events.all()],
        }
        for promise in theirs.prefetch_related("events")
    ]
