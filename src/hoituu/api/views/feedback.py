"""What customers said of us, and complaints that are put right."""

from datetime import datetime, timedelta

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from hoituu.api.schemas import (
    ComplaintOut,
    FeedbackIn,
    FeedbackOut,
    Made,
    PublicAnswerIn,
    Refusal,
    RemedyIn,
    SeenIn,
    SumOut,
    TextIn,
    ValueIn,
)
from hoituu.api.shell import TokenRequest, allow, api, aware, refuse
from hoituu.conversations.models import Conversation
from hoituu.customers.actions import describe_customer
from hoituu.customers.models import Customer
from hoituu.feedback.actions import (
    answer_in_public,
    mark_read,
    name_cause,
    note_change,
    tell_change,
    write_down_spoken,
)
from hoituu.feedback.models import Change, Feedback
from hoituu.feedback.queries import latest, sums, to_answer, to_read
from hoituu.feedback.rules import (
    AnsweredAlready,
    Mood,
    NotAnonymous,
    NothingToSay,
    SaidMore,
    StepSkipped,
    TooLong,
)
from hoituu.recovery.actions import choose_remedy, offer_in, open_recovery
from hoituu.recovery.models import Remedy
from hoituu.recovery.queries import open_complaints
from hoituu.recovery.rules import AlreadyAgreed, Closed, NoSuchRemedy, RemedyGone, RemedyKind
from hoituu.staff.rules import Scope

COUNTED = timedelta(days=90)
STEPS = {"new": to_read, "waiting": to_answer, "answered": latest}

for kind in (
    AlreadyAgreed,
    AnsweredAlready,
    Closed,
    NoSuchRemedy,
    NotAnonymous,
    NothingToSay,
    RemedyGone,
    SaidMore,
    StepSkipped,
    TooLong,
):
    api.exception_handler(kind)(refuse)


@api.get("/feedback", response=list[FeedbackOut])
def list_feedback(request: TokenRequest, step: str = "new"):  # type: ignore[no-untyped-def]
    """List what nobody has read (new), what waits for an answer (waiting), or what was answered."""
    allow(request, Scope.READ)
    return STEPS.get(step, to_read)()


@api.post("/feedback", response={201: Made, 409: Refusal})
def write_feedback_down(request: TokenRequest, said: FeedbackIn):  # type: ignore[no-untyped-def]
    """Write down what somebody said aloud, whose name we do not know."""
    allow(request, Scope.WRITE)
    mood = Mood(said.mood) if said.mood is not None else None
    now, me = timezone.now(), request.auth.user_id
    one = write_down_spoken(words=said.words, mood=mood, by_id=me, now=now)
    return Status(201, Made(id=one.pk))


@api.post("/feedback/{int:feedback_id}/read", response={204: None, 409: Refusal})
def read_feedback(request: TokenRequest, feedback_id: int, said: SeenIn):  # type: ignore[no-untyped-def]
    """Note that one of us has read it; `seen` is as it was listed."""
    allow(request, Scope.WRITE)
    one = get_object_or_404(Feedback, pk=feedback_id)
    mark_read(one, seen=said.seen, by_id=request.auth.user_id, now=timezone.now())
    return Status(204, None)


@api.post("/feedback/answers", response={201: Made, 409: Refusal})
def answer_publicly(request: TokenRequest, said: PublicAnswerIn):  # type: ignore[no-untyped-def]
    """Answer what nobody's name is on, where anybody may read it."""
    allow(request, Scope.WRITE)
    pieces = list(Feedback.objects.filter(pk__in=said.ids))
    answer = answer_in_public(
        pieces,
        said=said.said,
        text=said.text,
        language=said.language,
        by_id=request.auth.user_id,
        now=timezone.now(),
    )
    return Status(201, Made(id=answer.pk))


@api.post("/feedback/{int:feedback_id}/cause", response={204: None, 409: Refusal})
def name_its_cause(request: TokenRequest, feedback_id: int, said: TextIn):  # type: ignore[no-untyped-def]
    """Say what went wrong, by a name that others may share; a complaint's feedback, too."""
    allow(request, Scope.WRITE)
    one = get_object_or_404(Feedback, pk=feedback_id)
    name_cause(one, name=said.text, by_id=request.auth.user_id, now=timezone.now())
    return Status(204, None)


@api.post("/feedback/{int:feedback_id}/change", response={201: Made, 409: Refusal})
def write_change_down(request: TokenRequest, feedback_id: int, said: TextIn):  # type: ignore[no-untyped-def]
    """Write down what we changed because of it, and of all with the same cause."""
    allow(request, Scope.WRITE)
    one = get_object_or_404(Feedback, pk=feedback_id)
    change = note_change(one, text=said.text, by_id=request.auth.user_id, now=timezone.now())
    return Status(201, Made(id=change.pk))


@api.post("/changes/{int:change_id}/tell", response=dict[str, int])
def tell_of_change(request: TokenRequest, change_id: int):  # type: ignore[no-untyped-def]
    """Write to everybody who said it what we changed; answers how many that were."""
    allow(request, Scope.WRITE)
    change = get_object_or_404(Change, pk=change_id)
    return {"told": tell_change(change, by_id=request.auth.user_id, now=timezone.now())}


@api.get("/feedback/sums", response=list[SumOut])
def add_up(request: TokenRequest, since: datetime | None = None):  # type: ignore[no-untyped-def]
    """Tell how the answers at each point add up, with their 95 % intervals."""
    allow(request, Scope.READ)
    found = sums(since=aware(since) if since else timezone.now() - COUNTED)
    return [
        SumOut(
            point_id=one.point_id,
            name=one.name,
            metric=one.metric,
            count=one.count,
            low=one.low.count,
            low_interval=list(one.low.interval),
            nps=list(one.recommend) if one.recommend else None,
        )
        for one in found
    ]


@api.get("/complaints", response=list[ComplaintOut])
def list_complaints(request: TokenRequest):  # type: ignore[no-untyped-def]
    """List the complaints that are not closed, the oldest first."""
    allow(request, Scope.READ)
    return open_complaints()


@api.post("/conversations/{int:conversation_id}/complaint", response={201: Made, 409: Refusal})
def mark_complaint(request: TokenRequest, conversation_id: int):  # type: ignore[no-untyped-def]
    """Say that a conversation is a complaint."""
    allow(request, Scope.WRITE)
    one = get_object_or_404(Conversation, pk=conversation_id)
    recovery = open_recovery(one, by_id=request.auth.user_id, now=timezone.now())
    return Status(201, Made(id=recovery.pk))


@api.post("/conversations/{int:conversation_id}/remedies", response={201: Made, 409: Refusal})
def offer(request: TokenRequest, conversation_id: int, said: RemedyIn):  # type: ignore[no-untyped-def]
    """Offer a way to put it right; above the person's budget a lead answers first."""
    allow(request, Scope.WRITE)
    now, me = timezone.now(), request.auth.user
    one = get_object_or_404(Conversation, pk=conversation_id)
    remedy = offer_in(
        one,
        kind=RemedyKind(said.kind),
        text=said.text,
        worth_cents=said.worth_cents,
        days=said.days,
        by=me,
        now=now,
    )
    return Status(201, Made(id=remedy.pk))


@api.post("/remedies/{int:remedy_id}/chosen", response={204: None, 409: Refusal})
def take_choice(request: TokenRequest, remedy_id: int):  # type: ignore[no-untyped-def]
    """Write down that the customer chose this one: it is promised."""
    allow(request, Scope.WRITE)
    remedy = get_object_or_404(Remedy.objects.select_related("recovery"), pk=remedy_id)
    me = request.auth.user_id
    choose_remedy(remedy.recovery, remedy_id=remedy.pk, by_id=me, now=timezone.now())
    return Status(204, None)


@api.put("/customers/{int:customer_id}/value", response={204: None})
def value_customer(request: TokenRequest, customer_id: int, said: ValueIn):  # type: ignore[no-untyped-def]
    """Write down what a customer spends a month: it informs how large a gesture is, nothing else."""
    allow(request, Scope.WRITE)
    one = get_object_or_404(Customer, pk=customer_id)
    describe_customer(
        one,
        name=one.name,
        remember=one.remember,
        since=said.since or one.since,
        monthly_cents=said.monthly_cents,
        actor_id=request.auth.user_id,
        now=timezone.now(),
    )
    return Status(204, None)
