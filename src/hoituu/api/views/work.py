"""The API. Each operation makes one action call, or none, on behalf of the token's person."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status
from ninja.errors import HttpError

from hoituu.api.schemas import (
    AbsenceIn,
    CallIn,
    CallOut,
    CoachIn,
    ConversationOut,
    ConversationWhole,
    Full,
    HabitIn,
    HabitOut,
    Made,
    MergeIn,
    MessageOut,
    MissedCallIn,
    MissedCallOut,
    NoteIn,
    OfferIn,
    PersonOut,
    PromiseIn,
    PromiseOut,
    Refusal,
    ReplyIn,
    StandInsIn,
    ToneIn,
    WindowOut,
)
from hoituu.api.shell import TokenRequest, allow, api, aware, refuse
from hoituu.callbacks.actions import book_callback, cancel_callback
from hoituu.callbacks.queries import call_row, callback_of, calls_ahead, windows_to_offer
from hoituu.callbacks.rules import Window, WindowFull, zone_named
from hoituu.callbacks.words import REFUSALS, REFUSED
from hoituu.channels.phone.actions import NotOfLate, take_missed_call
from hoituu.coach import BadPattern, Kind, Level, facts_of, kind_asked, review
from hoituu.conversations.actions import ask_to_erase, offer_to, write_note
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import open_groups, search_conversations, thread_of
from hoituu.conversations.rules import (
    BeingWritten,
    Draft,
    NobodyToTell,
    NoSuchMove,
    NotHere,
    NothingSaid,
    NotOpen,
    NotYours,
    OthersMatter,
    StillOpen,
    number_of,
)
from hoituu.customers.actions import note_export
from hoituu.customers.models import Customer
from hoituu.customers.queries import email_of
from hoituu.customers.rules import NotAContactPoint, PointKind, contact_point
from hoituu.insight.queries import export_person
from hoituu.language import language_of
from hoituu.promises.actions import (
    answer_with_promise,
    make_promise,
    merge_conversations,
    separate_conversation,
    take_over,
)
from hoituu.promises.queries import promises_of
from hoituu.promises.rules import CallIsAgreed, PromiseNeedsTime
from hoituu.staff.actions import add_absence, set_covers
from hoituu.staff.models import User
from hoituu.staff.queries import covers, home_zone, presences
from hoituu.staff.rules import (
    AbsenceEndsFirst,
    AbsenceTooLong,
    CoversThemselves,
    Scope,
)
from hoituu.wording.actions import correct_tone, keep_own_habit, remove_own_habit
from hoituu.wording.models import OwnHabit
from hoituu.wording.queries import house, taught_here
from hoituu.wording.rules import NameTaken, NotACustomersMessage


@api.exception_handler(WindowFull)
def say_full(request: HttpRequest, refusal: WindowFull):  # type: ignore[no-untyped-def]
    """Answer a window that is full with the nearest that are free."""
    said = {
        "code": "WindowFull",
        "message": str(REFUSALS[WindowFull]),
        "nearest": [{"opens": w.opens, "closes": w.closes} for w in refusal.nearest],
    }
    return api.create_response(request, said, status=409)


REFUSALS_HERE = (
    *(kind for kind in REFUSED if kind is not WindowFull),
    NotOfLate,
    BeingWritten,
    CallIsAgreed,
    NameTaken,
    NoSuchMove,
    NotACustomersMessage,
    NotOpen,
    OthersMatter,
    NotYours,
    NothingSaid,
    NobodyToTell,
    PromiseNeedsTime,
    StillOpen,
    NotHere,
    CoversThemselves,
    AbsenceEndsFirst,
    AbsenceTooLong,
)
for kind in REFUSALS_HERE:
    api.exception_handler(kind)(refuse)


@api.get("/conversations", response=list[ConversationOut])
def list_conversations(request: TokenRequest, q: str = "", mine: bool = False):  # type: ignore[no-untyped-def]
    """List the open conversations, the most urgent first, or those with all words of `q`."""
    allow(request, Scope.READ)
    if q:
        return search_conversations(q[:200])
    groups = open_groups(owner_id=request.auth.user_id if mine else None, now=timezone.now())
    return [row for rows in groups.values() for row in rows]


@api.get("/customers/{int:customer_id}/export", response=dict)
def export_customer(request: TokenRequest, customer_id: int):  # type: ignore[no-untyped-def]
    """Read all that is stored about a customer. For the tokens of leads and administrators."""
    allow(request, Scope.READ, manages=True)
    one = get_object_or_404(Customer, pk=customer_id)
    note_export(one, actor_id=request.auth.user_id, now=timezone.now())
    return export_person(one.pk)


@api.api_operation(["DELETE"], "/customers/{int:customer_id}", response={202: None, 409: Refusal})
def erase_customer(request: TokenRequest, customer_id: int):  # type: ignore[no-untyped-def]
    """Have a customer forgotten, in a moment. For the tokens of leads and administrators."""
    allow(request, Scope.WRITE, manages=True)
    one = get_object_or_404(Customer, pk=customer_id)
    ask_to_erase(one, actor_id=request.auth.user_id, now=timezone.now())
    return Status(202, None)


@api.get("/conversations/{int:conversation_id}", response=ConversationWhole)
def read_conversation(request: TokenRequest, conversation_id: int):  # type: ignore[no-untyped-def]
    """Read one conversation: its latest messages, and everything promised in it."""
    allow(request, Scope.READ)
    one = _get(conversation_id)
    return ConversationWhole(
        id=one.pk,
        number=one.number,
        subject=one.subject,
        customer_id=one.customer_id,
        customer=one.customer.name,
        owner_id=one.owner_id,
        turn=one.turn,
        messages=[
            MessageOut(
                id=m.pk,
                kind=m.kind,
                channel=m.channel,
                author_id=m.author_id,
                sender=m.sender,
                body=m.body,
                at=m.at,
                delivery=m.delivery,
                verdicts=m.verdicts,
                unproven=m.unproven,
            )
            for m in thread_of(one.pk)
        ],
        promises=[
            PromiseOut(id=p.id, text=p.text, made_at=p.made_at, due_at=p.due_at, state=str(p.state))
            for p in promises_of(one.pk, now=timezone.now())
        ],
    )


@api.post("/conversations/{int:conversation_id}/replies", response={201: Made, 409: Refusal})
def reply(request: TokenRequest, conversation_id: int, said: ReplyIn):  # type: ignore[no-untyped-def]
    """Answer the customer, and promise a time with it: both or neither."""
    allow(request, Scope.WRITE)
    one = _get(conversation_id)
    to = _addresses(said.to) or list(filter(None, [email_of(one.customer)]))
    message = answer_with_promise(
        one,
        author_id=request.auth.user_id,
        draft=Draft(said.body, to=tuple(to), cc=tuple(_addresses(said.cc))),
        promises=[(said.promise, said.due_at)] if said.promise or said.due_at else [],
        keeps=said.keeps,
        now=timezone.now(),
    )
    return Status(201, {"id": message.pk})


@api.post("/conversations/{int:conversation_id}/notes", response={201: Made, 409: Refusal})
def note(request: TokenRequest, conversation_id: int, said: NoteIn):  # type: ignore[no-untyped-def]
    """Write a note that never reaches the customer."""
    allow(request, Scope.WRITE)
    message = write_note(
        _get(conversation_id),
        author_id=request.auth.user_id,
        draft=Draft(said.body),
        now=timezone.now(),
    )
    return Status(201, {"id": message.pk})


@api.post("/conversations/{int:conversation_id}/promises", response={201: Made, 409: Refusal})
def promise(request: TokenRequest, conversation_id: int, said: PromiseIn):  # type: ignore[no-untyped-def]
    """Write down what was promised."""
    allow(request, Scope.WRITE)
    made = make_promise(
        _get(conversation_id),
        text=said.text,
        due_at=said.due_at,
        made_by_id=request.auth.user_id,
        now=timezone.now(),
    )
    return Status(201, {"id": made.pk})


@api.post("/conversations/{int:conversation_id}/offer", response={204: None, 409: Refusal})
def offer(request: TokenRequest, conversation_id: int, asked: OfferIn):  # type: ignore[no-untyped-def]
    """Offer a conversation to a colleague who is here in time; until it is taken, it stays."""
    allow(request, Scope.WRITE)
    offer_to(
        _get(conversation_id),
        to_id=asked.user_id,
        by_id=request.auth.user_id,
        sentence=asked.sentence,
        now=timezone.now(),
    )
    return Status(204, None)


@api.post("/conversations/{int:conversation_id}/take", response={204: None, 409: Refusal})
def take_conversation(request: TokenRequest, conversation_id: int):  # type: ignore[no-untyped-def]
    """Take a conversation, offered or not."""
    allow(request, Scope.WRITE)
    take_over(_get(conversation_id), by_id=request.auth.user_id, now=timezone.now())
    return Status(204, None)


@api.post("/conversations/{int:conversation_id}/merge", response={204: None, 409: Refusal})
def merge_conversation(request: TokenRequest, conversation_id: int, asked: MergeIn):  # type: ignore[no-untyped-def]
    """Make another conversation of the same customer part of this one, with all its promises."""
    allow(request, Scope.WRITE)
    merge_conversations(
        _get(asked.conversation_id),
        into=_get(conversation_id),
        by_id=request.auth.user_id,
        now=timezone.now(),
    )
    return Status(204, None)


@api.post("/conversations/{int:conversation_id}/separate", response={204: None, 409: Refusal})
def separate_part(request: TokenRequest, conversation_id: int):  # type: ignore[no-untyped-def]
    """Make a conversation of its own again of what has become part of another."""
    allow(request, Scope.WRITE)
    separate_conversation(
        get_object_or_404(Conversation, pk=conversation_id),
        by_id=request.auth.user_id,
        now=timezone.now(),
    )
    return Status(204, None)


@api.post("/coach", response=dict)
def coach_draft(request: TokenRequest, asked: CoachIn):  # type: ignore[no-untyped-def]
    """Read a draft as its customer would: what a good colleague would whisper. Stores nothing."""
    allow(request, Scope.READ)
    here = house()
    one = review(
        asked.text,
        asked.lang,
        asked.kind or (_kind_of(asked.asked) if asked.asked else None) or "",
        asked=asked.asked,
        own=here.own,
        resting=here.resting,
        hints=Level(asked.min_level) == Level.HINT,
    )
    return facts_of(one, min_level=asked.min_level)


def _kind_of(asked: str) -> Kind | None:
    """Return what a customer's message is, as this house hears it."""
    lang = language_of(asked)
    return kind_asked(asked, lang, taught_here(lang))


@api.get("/habits", response=list[HabitOut])
def list_own_habits(request: TokenRequest):  # type: ignore[no-untyped-def]
    """List what this house does not say, besides what the coach knows by itself."""
    allow(request, Scope.READ)
    return OwnHabit.objects.order_by("pk")


@api.post("/habits", response={201: Made, 409: Refusal})
def add_own_habit(request: TokenRequest, said: HabitIn):  # type: ignore[no-untyped-def]
    """Write down what this house does not say."""
    allow(request, Scope.WRITE, manages=True)
    facts, me = said.dict(), request.auth.user_id
    try:
        one = keep_own_habit(OwnHabit(), **facts, actor_id=me, now=timezone.now())
    except BadPattern as bad:
        raise HttpError(422, f"This line says nothing that can be found: {bad}.") from None
    return Status(201, Made(id=one.pk))


@api.api_operation(["DELETE"], "/habits/{int:habit_id}", response={204: None})
def drop_own_habit(request: TokenRequest, habit_id: int):  # type: ignore[no-untyped-def]
    """Say it again from now on."""
    allow(request, Scope.WRITE, manages=True)
    one = get_object_or_404(OwnHabit, pk=habit_id)
    remove_own_habit(one, actor_id=request.auth.user_id, now=timezone.now())
    return Status(204, None)


@api.put("/messages/{int:message_id}/tone", response={204: None, 409: Refusal})
def correct_the_tone(request: TokenRequest, message_id: int, said: ToneIn):  # type: ignore[no-untyped-def]
    """Say how a customer's message sounds; the house learns from it."""
    allow(request, Scope.WRITE)
    message = get_object_or_404(Message, pk=message_id)
    correct_tone(message, **said.dict(), actor_id=request.auth.user_id, now=timezone.now())
    return Status(204, None)


@api.get("/people", response=list[PersonOut])
def list_people(request: TokenRequest):  # type: ignore[no-untyped-def]
    """List who serves customers: who is here, when they are next, and who stands in for them."""
    allow(request, Scope.READ)
    chains = covers()
    return [
        PersonOut(
            id=p.id, name=p.name, here=p.here, here_at=p.here_at, until=p.until,
            stand_ins=chains.get(p.id, []),
        )
        for p in presences(now=timezone.now())
    ]  # fmt: skip


@api.put("/people/{int:user_id}/stand-ins", response={204: None, 409: Refusal})
def name_stand_ins(request: TokenRequest, user_id: int, named: StandInsIn):  # type: ignore[no-untyped-def]
    """Say who stands in for a person, in this order. For the tokens of leads and administrators."""
    allow(request, Scope.WRITE, manages=True)
    people = User.objects.filter(is_active=True).in_bulk(named.user_ids)
    if len(people) != len(set(named.user_ids)):
        raise HttpError(422, "Every stand-in must work here.")
    set_covers(
        get_object_or_404(User, pk=user_id),
        stand_ins=[people[pk] for pk in named.user_ids],
        actor_id=request.auth.user_id,
        now=timezone.now(),
    )
    return Status(204, None)


@api.post("/people/{int:user_id}/absences", response={201: Made, 409: Refusal})
def add_person_absence(request: TokenRequest, user_id: int, away: AbsenceIn):  # type: ignore[no-untyped-def]
    """Write down when somebody is away: oneself, or anybody with the token of a lead."""
    allow(request, Scope.WRITE, manages=user_id != request.auth.user_id)
    absence = add_absence(
        get_object_or_404(User, pk=user_id),
        starts_at=aware(away.starts_at),
        ends_at=aware(away.ends_at),
        reason=away.reason,
        actor_id=request.auth.user_id,
        now=timezone.now(),
    )
    return Status(201, {"id": absence.pk})


@api.get("/conversations/{int:conversation_id}/windows", response=list[WindowOut])
def offer_windows(request: TokenRequest, conversation_id: int, tz: str = ""):  # type: ignore[no-untyped-def]
    """List the next hours in which this customer can be called for certain."""
    allow(request, Scope.READ)
    zone = zone_named(tz, default=home_zone())
    return windows_to_offer(_get(conversation_id), tz=zone, now=timezone.now())


@api.post("/conversations/{int:conversation_id}/call", response={201: CallOut, 409: Full})
def agree_on_call(request: TokenRequest, conversation_id: int, asked: CallIn):  # type: ignore[no-untyped-def]
    """Promise a call in a window; one that was agreed on before moves there."""
    allow(request, Scope.WRITE)
    booked = book_callback(
        _get(conversation_id),
        window=Window(aware(asked.opens), aware(asked.closes)),
        phone=asked.phone,
        tz=zone_named(asked.tz, default=home_zone()).key,
        by_id=request.auth.user_id,
        now=timezone.now(),
    )
    return Status(201, call_row(booked.pk))


@api.api_operation(["DELETE"], "/conversations/{int:conversation_id}/call", response={204: None})
def cancel_call(request: TokenRequest, conversation_id: int):  # type: ignore[no-untyped-def]
    """Give up the call that was agreed on, because the customer needs none."""
    allow(request, Scope.WRITE)
    agreed = callback_of(_get(conversation_id).pk)
    if agreed is None:
        raise HttpError(404, "No call is agreed on here.")
    cancel_callback(agreed, by_id=request.auth.user_id, now=timezone.now())
    return Status(204, None)


@api.get("/calls", response=list[CallOut])
def list_calls(request: TokenRequest, mine: bool = False):  # type: ignore[no-untyped-def]
    """List the calls that are agreed on, the next first."""
    allow(request, Scope.READ)
    mine_only = request.auth.user_id if mine else None
    return calls_ahead(agent_id=mine_only, now=timezone.now())


@api.post("/calls/missed", response={201: MissedCallOut, 409: Refusal})
def missed_call(request: TokenRequest, missed: MissedCallIn):  # type: ignore[no-untyped-def]
    """Take in a call that nobody answered; for telephone systems. Told twice, it is taken once."""
    allow(request, Scope.WRITE)
    received = take_missed_call(missed.caller, at=aware(missed.at), now=timezone.now())
    return Status(
        201,
        {
            "conversation": number_of(received.conversation_id),
            "id": received.conversation_id,
            "opened": received.opened,
        },
    )


def _addresses(texts: list[str]) -> list[str]:
    """Return e-mail addresses in their one spelling; anything else is refused."""
    try:
        points = [contact_point(text) for text in texts]
    except NotAContactPoint:
        points = []
    if len(points) != len(texts) or any(kind != PointKind.EMAIL for kind, _ in points):
        raise HttpError(422, "Every recipient must be an e-mail address.")
    return [value for _, value in points]


def _get(conversation_id: int) -> Conversation:
    return get_object_or_404(Conversation.objects.select_related("customer"), pk=conversation_id)
