"""Reading complaints: where each stands, what fits, what waits for a lead, and how they add up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, Sum

from hoituu.conversations.models import OPEN, Conversation, Message
from hoituu.conversations.queries import asked_by_us, hold
from hoituu.conversations.rules import MessageKind
from hoituu.customers.models import Customer
from hoituu.feedback.models import Cause, Feedback
from hoituu.feedback.rules import Share
from hoituu.language import query_terms, search_terms
from hoituu.lib.names import first_name
from hoituu.promises.queries import LedgerRow, calendar_of
from hoituu.promises.rules import State
from hoituu.recovery.models import Budget, Offer, Recovery, Remedy, Terms
from hoituu.recovery.rules import (
    Facts,
    RecoveryStep,
    RemedyKind,
    RemedyState,
    Severity,
    Span,
    Trouble,
    done_by,
    next_step,
    span_of,
    steps_done,
    tenure_years,
)
from hoituu.wording.queries import complains_in

# The tables of this room that are exported and erased with a person.
PERSONAL = (Recovery, Remedy)
MONTH, YEAR = timedelta(days=30), timedelta(days=365)
SHOWN = 50
AGREED = (RemedyState.CHOSEN, RemedyState.DONE)
CAUSES_OFFERED = 200
HEARD_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class RemedyRow:
    id: int
    kind: RemedyKind
    text: str
    worth_cents: int | None
    days: int
    state: RemedyState
    by_customer: bool
    lead_id: int | None
    lead: str
    answer_by: datetime | None
    due_at: datetime | None  # of what was agreed on, or would be
    promise_id: int | None

    @property
    def given_cents(self) -> int | None:
        """Return the money that the customer gets, None where its worth is only our cost."""
        return self.worth_cents if self.kind in {RemedyKind.REFUND, RemedyKind.CREDIT} else None


@dataclass(frozen=True, slots=True)
class RecoveryView:
    """A complaint as the desk shows it beside its conversation."""

    id: int
    severity: Severity
    lost_cents: int | None
    cause: str
    steps: dict[RecoveryStep, bool]
    next_step: RecoveryStep | None
    remedies: Sequence[RemedyRow]
    span: Span
    trouble: Trouble
    heard_by_itself: bool
    closed_at: datetime | None
    needs_nothing: bool

    @property
    def agreed(self) -> RemedyRow | None:
        return next((r for r in self.remedies if r.state in AGREED), None)


def recovery_of(conversation_id: int) -> Recovery | None:
    """Return the complaint of a conversation, or of one that has become part of it."""
    parts = Conversation.objects.filter(merged_into=conversation_id).values_list("pk", flat=True)
    found = Recovery.objects.filter(conversation__in=[conversation_id, *parts]).select_related(
        "conversation__customer", "conversation__owner", "feedback__cause"
    )
    return found.order_by("dismissed_at", "pk").first()


def hold_recovery(one: Recovery) -> Recovery:
    """Hold a complaint, after its conversation: that is the order of locks."""
    hold(one.conversation)
    found = Recovery.objects.select_for_update(of=("self",)).select_related(
        "conversation__customer", "conversation__owner", "feedback"
    )
    return found.get(pk=one.pk)


def recovery_view(one: Recovery, promised: Sequence[LedgerRow], *, now: datetime) -> RecoveryView:
    """Return a complaint with its steps; `promised` is the ledger of its conversation."""
    remedies = remedies_of(one)
    conversation = one.conversation
    owed = {p.id for p in promised if p.state in {State.OPEN, State.BROKEN}}
    chosen = [r for r in one.remedies.all() if r.state in AGREED]
    done = steps_done(
        Facts(
            seen=conversation.seen_by_owner or one.answered_at is not None,
            thanked=one.thanked_at is not None,
            apologised=one.apologised_at is not None,
            cause_named=one.feedback.cause_id is not None,
            agreed=bool(chosen) or one.needs_nothing_at is not None,
            owed=any(r.state == RemedyState.CHOSEN or r.promise_id in owed for r in chosen),
            confirmed=one.confirmed_at is not None,
        )
    )
    trouble = trouble_of(one, now=now)
    return RecoveryView(
        id=one.pk,
        severity=Severity(one.severity),
        lost_cents=one.lost_cents,
        cause=one.feedback.cause.name if one.feedback.cause else "",
        steps={step: step in done for step in RecoveryStep},
        next_step=next_step(done),
        remedies=remedies,
        span=span_of(trouble, terms().assumed),
        trouble=trouble,
        heard_by_itself=one.opened_by_id is None,
        closed_at=one.closed_at,
        needs_nothing=one.needs_nothing_at is not None,
    )


def unheard() -> list[Conversation]:
    """Return open conversations in which something was written that nobody listened to, a few."""
    new = Conversation.objects.filter(OPEN, latest_id__gt=F("heard_id"))
    return list(new.order_by("pk")[:HEARD_AT_ONCE])


def complaint_in(conversation: Conversation) -> Message | None:
    """Return the first new message of a customer that complains, None for none."""
    new = conversation.messages.filter(pk__gt=conversation.heard_id, kind=MessageKind.CONTACT)
    written = list(new.order_by("pk"))
    asked = asked_by_us(conversation.pk) if written else set()
    return next((m for m in written if m.sender not in asked and complains_in(m)), None)


def remedies_of(one: Recovery) -> list[RemedyRow]:
    """Return what was offered, proposed and agreed on, in order."""
    return [_row(r) for r in one.remedies.select_related("lead", "promise").order_by("pk")]


@dataclass(frozen=True, slots=True)
class PutRight:
    """What a customer sees of how their complaint is put right."""

    ways: Sequence[RemedyRow]  # to choose from; each due by when it would be done if chosen now
    agreed: RemedyRow | None
    proposed: RemedyRow | None  # what they proposed last, while nothing is agreed on
    may_propose: bool
    needs_nothing: bool

    @property
    def has_begun(self) -> bool:
        return bool(self.ways or self.agreed or self.proposed or self.needs_nothing)


def put_right(one: Recovery, *, now: datetime) -> PutRight:
    """Return what a customer sees of a complaint on their own page."""
    rows = remedies_of(one)
    agreed = next((row for row in rows if row.state in AGREED), None)
    proposed = next((row for row in reversed(rows) if row.by_customer), None)
    return PutRight(
        ways=_to_choose(one, rows, now=now),
        agreed=agreed,
        proposed=proposed if agreed is None else None,
        may_propose=one.closed_at is None and agreed is None,
        needs_nothing=one.needs_nothing_at is not None and agreed is None,
    )


def remedies_to_choose(one: Recovery, *, now: datetime) -> list[RemedyRow]:
    """Return what a customer may choose from, each due by when it would be done if chosen now."""
    return _to_choose(one, remedies_of(one), now=now)


def _to_choose(one: Recovery, rows: Sequence[RemedyRow], *, now: datetime) -> list[RemedyRow]:
    over = one.confirmed_at is not None or one.dismissed_at is not None
    offered = [row for row in rows if row.state == RemedyState.OFFERED]
    if over or not offered or any(row.state == RemedyState.CHOSEN for row in rows):
        return []
    calendar = calendar_of(one.conversation.owner_id, now=now)
    return [replace(row, due_at=done_by(calendar, days=row.days, now=now)) for row in offered]


def trouble_of(one: Recovery, *, now: datetime) -> Trouble:
    """Return what a customer went through, and who they are to us, as far as we know."""
    customer = one.conversation.customer
    return Trouble(
        severity=Severity(one.severity),
        lost_cents=one.lost_cents,
        monthly_cents=customer.monthly_cents,
        years=tenure_years(customer.since, this_year=now.year),
        given_cents=given_to(customer, besides=one, now=now),
    )


def given_to(customer: Customer, *, besides: Recovery, now: datetime) -> int:
    """Return what a customer got for other complaints in a year, in cents."""
    theirs = Remedy.objects.filter(
        recovery__conversation__customer=customer, state__in=AGREED, agreed_at__gte=now - YEAR
    )
    given = theirs.exclude(recovery=besides).aggregate(sum=Sum("worth_cents"))["sum"]
    return int(given or 0)


def terms() -> Terms:
    """Return what this business assumes."""
    return Terms.objects.filter(pk=1).first() or Terms(pk=1)


def budget_of(user_id: int) -> int:
    """Return what somebody may agree on by themselves in thirty days, in cents."""
    own = Budget.objects.filter(user=user_id).values_list("cents", flat=True).first()
    return terms().budget_cents if own is None else own


def budgets() -> dict[int, int]:
    """Return the budgets that are not as everybody's, by user."""
    return dict(Budget.objects.values_list("user_id", "cents"))


def spent_by(user_id: int, *, now: datetime) -> int:
    """Return what somebody has offered or agreed on in thirty days, in cents.

    Of what one complaint was offered, the largest: its customer chooses one.
    """
    theirs = Remedy.objects.filter(
        made_by=user_id, made_at__gte=now - MONTH, lead=None, state__in=[*AGREED, "offered"]
    )
    largest: dict[int, int] = {}
    for recovery_id, cents in theirs.values_list("recovery_id", "worth_cents"):
        largest[recovery_id] = max(largest.get(recovery_id, 0), cents or 0)
    return sum(largest.values())


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A remedy above somebody's budget, that waits for a lead."""

    id: int
    conversation_id: int
    customer: str
    who: str
    text: str
    worth_cents: int | None
    answer_by: datetime


def asked_of(lead_id: int) -> list[AskedRow]:
    """Return what waits for this lead's word, the soonest first."""
    asked = Remedy.objects.filter(state=RemedyState.ASKED, lead=lead_id)
    full = asked.select_related("recovery__conversation__customer", "made_by")
    return [
        AskedRow(
            r.pk,
            r.recovery.conversation_id,
            r.recovery.conversation.customer.name,
            first_name(r.made_by.name) if r.made_by else "",
            r.text,
            r.worth_cents,
            r.answer_by,
        )
        for r in full.order_by("answer_by")[:SHOWN]
        if r.answer_by is not None
    ]


def offers() -> list[Offer]:
    return list(Offer.objects.order_by("pk"))


def offers_asked_for(contact: Message | None, customer: Customer, *, today: date) -> list[Offer]:
    """Return what new customers get of what this old one asks for; none for who is new."""
    if contact is None or not _is_known(customer):
        return []
    current = Offer.objects.filter(Q(until=None) | Q(until__gte=today))
    said = None
    found = []
    for offer in current:
        said = said or set(search_terms(contact.shown or contact.body, contact.language))
        groups = (query_terms(word, contact.language) for word in offer.about.split(","))
        if any(group and all(said & set(one) for one in group) for group in groups):
            found.append(offer)
    return found


def causes() -> list[str]:
    """Return the names of causes, the latest first: what is named again has one name."""
    return list(Cause.objects.order_by("-pk").values_list("name", flat=True)[:CAUSES_OFFERED])


@dataclass(frozen=True, slots=True)
class OpenRow:
    conversation_id: int
    customer: str
    owner: str
    subject: str
    opened_at: datetime
    severity: Severity
    agreed: str
    needs_nothing: bool


def open_complaints() -> list[OpenRow]:
    """Return the complaints that are not closed, the oldest first, at most fifty."""
    full = Recovery.objects.filter(closed_at=None).select_related(
        "conversation__customer", "conversation__owner"
    )
    rows = list(full.order_by("opened_at")[:SHOWN])
    agreed = dict(
        Remedy.objects.filter(recovery__in=rows, state=RemedyState.CHOSEN).values_list(
            "recovery_id", "text"
        )
    )
    return [
        OpenRow(
            r.conversation_id,
            r.conversation.customer.name,
            first_name(r.conversation.owner.name),
            r.conversation.subject,
            r.opened_at,
            Severity(r.severity),
            agreed.get(r.pk, ""),
            r.needs_nothing_at is not None,
        )
        for r in rows
    ]


@dataclass(frozen=True, slots=True)
class Report:
    """What ISO 10002:2018, 8.2 and 8.3, asks to be looked at, of one span of time."""

    received: int
    acknowledged: Share  # had a first word or an answer
    assessed: Share
    answered: Share
    days_to_answer: float | None  # the median
    confirmed: Share
    closed_unconfirmed: int
    still_open: int
    remedies: dict[RemedyKind, tuple[int, int]]  # how many, and worth how many cents
    causes: list[tuple[str, int]]


def report(since: datetime, until: datetime) -> Report:
    """Return how complaints of a span of time were handled."""
    there = Recovery.objects.filter(
        opened_at__gte=since, opened_at__lt=until, dismissed_at__isnull=True
    )
    counted = there.aggregate(
        received=Count("pk"),
        assessed=Count("pk", filter=Q(assessed_at__isnull=False)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
        unconfirmed=Count("pk", filter=Q(closed_at__isnull=False, confirmed_at=None)),
    )
    n = counted["received"]
    return Report(
        received=n,
        acknowledged=Share(_acknowledged(since, until), n),
        assessed=Share(counted["assessed"], n),
        answered=Share(counted["answered"], n),
        days_to_answer=_median_days(
            there.filter(answered_at__isnull=False).values_list("opened_at", "answered_at")
        ),
        confirmed=Share(counted["confirmed"], n),
        closed_unconfirmed=counted["unconfirmed"],
        still_open=n - counted["confirmed"] - counted["unconfirmed"],
        remedies=_remedies(since, until),
        causes=causes_counted(since, until, complaints_only=True),
    )


def causes_counted(
    since: datetime, until: datetime, *, complaints_only: bool = False
) -> list[tuple[str, int]]:
    """Return what went wrong how often, the most often first, of complaints and other feedback."""
    named = Feedback.objects.filter(received_at__gte=since, received_at__lt=until)
    if complaints_only:
        named = named.filter(recovery__dismissed_at=None, recovery__isnull=False)
    counts = named.filter(cause__isnull=False).values_list("cause__name").annotate(n=Count("pk"))
    return list(counts.order_by("-n", "cause__name")[:SHOWN])


def _acknowledged(since: datetime, until: datetime) -> int:
    said = Message.objects.filter(
        conversation__recovery__opened_at__gte=since,
        conversation__recovery__opened_at__lt=until,
        conversation__recovery__dismissed_at=None,
        kind__in=["first_word", "answer"],
        at__gte=F("conversation__recovery__feedback__given_at"),
    )
    return said.values("conversation_id").distinct().count()


def _remedies(since: datetime, until: datetime) -> dict[RemedyKind, tuple[int, int]]:
    agreed = Remedy.objects.filter(
        recovery__opened_at__gte=since, recovery__opened_at__lt=until, state__in=AGREED
    )
    counts = agreed.values_list("kind").annotate(Count("pk"), Sum("worth_cents")).order_by("kind")
    return {RemedyKind(kind): (n, cents or 0) for kind, n, cents in counts}


def _median_days(spans: Any) -> float | None:
    days = sorted((answered - opened) / timedelta(days=1) for opened, answered in spans)
    return days[len(days) // 2] if days else None


def _is_known(customer: Customer) -> bool:
    """Tell whether somebody was our customer before they wrote this."""
    earlier = Conversation.objects.filter(customer=customer)[:2].count() > 1
    return earlier or bool(customer.since) or customer.monthly_cents is not None


def _row(r: Remedy) -> RemedyRow:
    return RemedyRow(
        r.pk,
        RemedyKind(r.kind),
        r.text,
        r.worth_cents,
        r.days,
        RemedyState(r.state),
        r.by_customer,
        r.lead_id,
        first_name(r.lead.name) if r.lead else "",
        r.answer_by,
        r.promise.due_at if r.promise else None,
        r.promise_id,
    )


def export_person(customer_id: int) -> list[dict[str, Any]]:
    """Return a customer's complaints and how they were put right."""
    theirs = Recovery.objects.filter(conversation__customer_id=customer_id).order_by("pk")
    return [
        {
            "conversation": one.conversation_id,
            "opened_at": one.opened_at,
            "severity": one.severity,
            "lost_cents": one.lost_cents,
            "closed_at": one.closed_at,
            "confirmed_at": one.confirmed_at,
            "remedies": [
                {"kind": r.kind, "text": r.text, "worth_cents": r.worth_cents, "state": r.state}
                for r in one.remedies.order_by("pk")
            ],
        }
        for one in theirs.prefetch_related("remedies")
    ]
