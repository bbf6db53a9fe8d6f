"""Everything that changes the promise ledger, and what a promise and an answer do together."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import translation

from hoituu.conversations.actions import (
    answer_customer,
    begin_conversation,
    forward,
    log_call,
    mark_spam,
    not_yet,
    queue_first_words,
    receive_contacts,
    resolve,
    save_draft,
    send_draft,
    set_next_steps,
    write_note,
)
from hoituu.conversations.actions.entries import write_of
from hoituu.conversations.models import Conversation, Message, WrittenDraft
from hoituu.conversations.queries import Reception, hold, hold_all, measured_answer_minutes
from hoituu.conversations.rules import (
    ANSWER_WITHIN_MINUTES,
    Attached,
    Channel,
    Contact,
    Draft,
    MessageKind,
    Owed,
    Received,
    ResolvedBy,
    check_nothing_new,
)
from hoituu.customers.queries import email_of
from hoituu.journal.actions import write
from hoituu.journal.models import Entry
from hoituu.journal.rows import insert_rows
from hoituu.journal.transactions import atomic
from hoituu.language import language_of
from hoituu.promises.models import Promise
from hoituu.promises.queries import written_by_itself
from hoituu.promises.rules import (
    EventType,
    PromiseKind,
    first_word_due,
    give_word,
    look_next_at,
    may_acknowledge,
    may_write_by_itself,
    owed,
    warn_at,
)
from hoituu.promises.words import first_word, own_up_word
from hoituu.staff.models import Business
from hoituu.staff.queries import Presence, business

OWN_UP_AGAIN_AFTER = timedelta(minutes=15)


@atomic
def take_in(contacts: Sequence[Contact], *, now: datetime) -> list[Received]:
    """Receive contacts and say the first word to those who wait for one, all in one."""
    reception = Reception(now=now)
    received = receive_contacts(contacts, reception=reception, now=now)
    new = [r.conversation_id for r in received if r.deserves_first_word]
    senders = {
        r.conversation_id: c.sender
        for r, c in zip(received, contacts, strict=True)
        if "@" in c.sender
    }
    if new:
        acknowledge_contacts(new, senders=senders, reception=reception, now=now)
    return received


class Mailed:
    """What automatic mails these customers have had of late, and who may have one more."""

    def __init__(self, customer_ids: Sequence[int], *, now: datetime) -> None:
        self.now = now
        self.mails = written_by_itself(customer_ids, now=now)

    def may_acknowledge(self, address: str) -> bool:
        """Tell whether an address may be acknowledged, and count it if so."""
        before = [at for to, at, acknowledges in self.mails if acknowledges and to == address]
        may = self.may_write(address) and may_acknowledge(before, now=self.now)
        if may:
            self.mails.append((address, self.now, True))
        return may

    def may_write(self, address: str) -> bool:
        """Tell whether anything automatic may go to an address."""
        sent = [at for to, at, _ in self.mails if to == address]
        return may_write_by_itself(sent, now=self.now)


@atomic
def acknowledge_contacts(
    conversation_ids: Sequence[int],
    *,
    senders: Mapping[int, str] | None = None,
    by_mail: bool = True,
    reception: Reception | None = None,
    now: datetime,
) -> None:
    """Say who has it and by when they answer; the time is a promise on the ledger.

    A customer without an address hears it from the person who wrote the contact down, so there
    the promise is made without a mail. Nobody is acknowledged twice while one is still owed.
    `senders` names the address that wrote, by conversation; else the customer's newest is used.
    Who reads it on their own page needs no mail (`by_mail`).
    """
    reception = reception or Reception(now=now)
    firm = reception.firm
    people = {p.id: p for p in reception.people}
    measured = measured_answer_minutes()
    words = []
    dues: dict[int, datetime | None] = {}
    held = hold_all(conversation_ids)
    mailed = Mailed([c.customer_id for c in held], now=now)
    for conversation in held:
        owner = people.get(conversation.owner_id)
        if owner and owner.id not in dues:
            dues[owner.id] = first_word_due(
                owner.calendar, measured=measured, default=ANSWER_WITHIN_MINUTES, now=now
            )
        due_at = owner and dues[owner.id]
        if owner and due_at and not conversation.open_promises:
            to = (senders or {}).get(conversation.pk) or email_of(conversation.customer)
            to = to if by_mail and to and mailed.may_acknowledge(to) else ""
            body = _in_words(conversation, owner, firm, due_at=due_at, now=now) if to else ""
            words.append((conversation, due_at, to, body))
    said = [(conversation, to, body) for conversation, _, to, body in words if to]
    messages = {m.conversation_id: m for m in queue_first_words(said, now=now)}
    _record(
        [
            Promise(
                conversation=conversation,
                kind=PromiseKind.FIRST_WORD,
                made_at=now,
                due_at=due_at,
                attention_at=warn_at(give_word(made_at=now, due_at=due_at)),
                made_in=messages.get(conversation.pk),
            )
            for conversation, due_at, _, _ in words
        ],
        now=now,
    )
    # Nothing else is owed in these, and we hold them: the ledger need not be asked.
    owed = {conversation.pk: Owed(1, due_at) for conversation, due_at, _, _ in words}
    set_next_steps(owed, held=[conversation for conversation, _, _, _ in words], now=now)


def _in_words(
    conversation: Conversation, owner: Presence, firm: Business, *, due_at: datetime, now: datetime
) -> str:
    with translation.override(conversation.language):
        return first_word(
            conversation=conversation, owner=owner.name, firm=firm, due_at=due_at, now=now
        )


@atomic
def hear_not_yet(conversation: Conversation, *, now: datetime) -> None:
    """Take the customer's word that it is not done, and promise when they hear from us."""
    not_yet(conversation, now=now)
    acknowledge_contacts([conversation.pk], by_mail=False, now=now)


@atomic
def put_into_spam(conversation: Conversation, *, actor_id: int, now: datetime) -> None:
    """Mark as spam; what we promised to it, our own first word too, is owed to nobody."""
    for promise in conversation.promises.filter(attention_at__isnull=False):
        release_promise(promise, actor_id=actor_id, now=now)
    mark_spam(conversation, actor_id=actor_id, now=now)


@atomic
def start_conversation(
    *,
    to: str,
    name: str,
    subject: str,
    body: str,
    promise: str = "",
    due_at: datetime | None = None,
    author_id: int,
    now: datetime,
) -> Conversation:
    """Write to somebody first, in ten seconds as any answer; what they answer comes to the writer.

    Raises NotHere, NothingSaid, PromiseNeedsTime.
    """
    if promise or due_at:
        give_word(made_at=now, due_at=due_at)
    conversation = begin_conversation(
        to=to.lower(),
        name=name,
        subject=subject,
        language=language_of(body),
        author_id=author_id,
        now=now,
    )
    draft = save_draft(
        conversation,
        author_id=author_id,
        body=body,
        to=[to.lower()],
        promise=promise,
        promise_due_at=due_at,
        now=now,
    )
    send_draft(draft, now=now)
    return conversation


@atomic
def answer_with_promise(
    conversation: Conversation,
    *,
    author_id: int,
    draft: Draft,
    promise: str = "",
    due_at: datetime | None = None,
    keeps: Sequence[int] = (),
    by_phone: bool = False,
    resolves: bool = False,
    now: datetime,
) -> Message:
    """Answer the customer and write down what was promised, or do neither.

    The first word is kept by any answer, other promises by one that says so (`keeps`), and both
    only when the answer has left the house. Raises NotYours, NothingSaid, NobodyToTell,
    PromiseNeedsTime, PromiseStillOpen.
    """
    if by_phone:
        message = log_call(conversation, author_id=author_id, body=draft.body, now=now)
    else:
        message = answer_customer(conversation, author_id=author_id, draft=draft, now=now)
    _let_answer_keep(conversation, message, keeps, now=now)
    if by_phone:
        _keep_all(message, now=now)
    if promise or due_at:
        make_promise(
            conversation,
            text=promise,
            due_at=due_at,
            made_by_id=author_id,
            made_in=message,
            now=now,
        )
    elif resolves and not _owed_without(conversation, message):
        _resolve_when_kept(conversation, message, author_id=author_id, now=now)
    return message


def _owed_without(conversation: Conversation, message: Message) -> bool:
    owed_here = conversation.promises.filter(attention_at__isnull=False)
    return owed_here.exclude(kept_by=message).exists()


def _resolve_when_kept(
    conversation: Conversation, message: Message, *, author_id: int, now: datetime
) -> None:
    """Resolve with this answer: at once when nothing is owed, else when it has left the house."""
    if not hold(conversation).open_promises:
        resolve(conversation, by=ResolvedBy.PERSON, actor_id=author_id, now=now)
        return
    write_of("conversation.resolves_when_sent", message=message, actor_id=author_id, now=now)


@atomic
def send_written(draft: WrittenDraft, *, now: datetime) -> None:
    """Do what a draft says, whose ten seconds are over, and put the draft away.

    Raises SomethingNew, NotYours, NothingSaid, NobodyToTell, PromiseNeedsTime.
    """
    conversation = hold(draft.conversation)
    held = WrittenDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None or held.goes_at is None or held.goes_at > now:
        return  # Undone, or another worker was first.
    said = Draft(
        body=held.body,
        to=tuple(held.to),
        cc=tuple(held.cc),
        attachments=tuple(
            Attached(a.name, a.media_type, a.size, a.sha256) for a in held.attachments.all()
        ),
    )
    if held.kind == MessageKind.NOTE:
        write_note(conversation, author_id=held.author_id, draft=said, now=now)
    elif held.kind == MessageKind.FORWARD:
        check_nothing_new(seen_id=held.seen_id, latest_id=conversation.latest_id)
        forward(conversation, author_id=held.author_id, draft=said, now=now)
    else:
        check_nothing_new(seen_id=held.seen_id, latest_id=conversation.latest_id)
        answer_with_promise(
            conversation,
            author_id=held.author_id,
            draft=said,
            promise=held.promise,
            due_at=held.promise_due_at,
            keeps=held.keeps,
            by_phone=held.channel == Channel.PHONE,
            resolves=held.resolves,
            now=now,
        )
    held.delete()


@atomic
def make_promise(
    conversation: Conversation,
    *,
    text: str = "",
    due_at: datetime | None,
    kind: PromiseKind = PromiseKind.GIVEN,
    window_start: datetime | None = None,
    made_by_id: int | None = None,
    made_in: Message | None = None,
    now: datetime,
) -> Promise:
    """Record a promise. Raises PromiseNeedsTime."""
    conversation = hold(conversation)
    word = give_word(made_at=now, due_at=due_at, window_start=window_start)
    promise = Promise(
        conversation=conversation,
        kind=kind,
        text=text,
        made_by_id=made_by_id,
        made_at=word.made_at,
        due_at=word.due_at,
        window_start=word.window_start,
        attention_at=warn_at(word),
        made_in=made_in,
    )
    _record([promise], now=now)
    _tell([conversation.pk], now=now)
    return promise


@atomic
def record_event(
    promise: Promise,
    *,
    type: EventType,
    at: datetime,
    now: datetime,
    actor_id: int | None = None,
    customer_told_at: datetime | None = None,
    message: Message | None = None,
) -> None:
    """Add what happened to a promise; adding the same again changes nothing."""
    conversation = hold(promise.conversation)
    promise = conversation.promises.get(pk=promise.pk)
    _, new = promise.events.get_or_create(
        type=type, at=at, defaults={"customer_told_at": customer_told_at, "message": message}
    )
    if not new:
        return
    word = promise.word
    promise.attention_at = look_next_at(word, now=now) if owed(word, now=now) else None
    promise.save(update_fields=["attention_at"])
    write(
        f"promise.{type}",
        conversation_id=conversation.pk,
        actor_id=actor_id,
        now=now,
        promise_id=promise.pk,
    )
    _tell([conversation.pk], now=now)


@atomic
def keep_promise(
    promise: Promise, *, actor_id: int | None = None, message: Message | None = None, now: datetime
) -> None:
    """Mark a promise kept now, by a message if one did it."""
    record_event(promise, type=EventType.KEPT, at=now, actor_id=actor_id, message=message, now=now)


@atomic
def release_promise(promise: Promise, *, actor_id: int, now: datetime) -> None:
    """End a promise because the customer said that they do not need it."""
    record_event(promise, type=EventType.RELEASED, at=now, actor_id=actor_id, now=now)


@atomic
def renegotiate_promise(
    promise: Promise,
    *,
    due_at: datetime | None,
    customer_told_at: datetime,
    actor_id: int | None = None,
    now: datetime,
) -> Promise:
    """End a promise and make a new one with the time the customer was told.

    Told too late, the old one stays broken, but only the new one is owed. Raises PromiseNeedsTime.
    """
    give_word(made_at=now, due_at=due_at)
    record_event(
        promise,
        type=EventType.RENEGOTIATED,
        at=now,
        actor_id=actor_id,
        customer_told_at=customer_told_at,
        now=now,
    )
    return make_promise(
        promise.conversation,
        text=promise.text,
        kind=PromiseKind(promise.kind),
        due_at=due_at,
        made_by_id=actor_id,
        now=now,
    )


@atomic
def keep_what_it_answers(entry: Entry, *, now: datetime) -> None:
    """Keep the promises that a message fulfils, now that it has left the house (a reaction)."""
    message = Message.objects.get(pk=entry.facts["message_id"])
    _keep_all(message, now=entry.at)
    asked = Entry.objects.filter(
        conversation_id=message.conversation_id,
        kind="conversation.resolves_when_sent",
        pk__lt=entry.pk,
    )
    waits = [e for e in asked if e.facts["message_id"] == message.pk]
    conversation = Conversation.objects.get(pk=message.conversation_id)
    untouched = conversation.latest_id <= message.pk and conversation.waiting_since is None
    if waits and untouched and not conversation.open_promises and not conversation.resolved_at:
        resolve(conversation, by=ResolvedBy.PERSON, actor_id=waits[0].actor_id, now=entry.at)


@atomic
def take_back_keeping(entry: Entry, *, now: datetime) -> None:
    """Make owed again what a bounced message was thought to have kept (a reaction)."""
    kept = Promise.objects.filter(
        events__type=EventType.KEPT, events__message_id=entry.facts["message_id"]
    )
    for promise in kept.distinct():
        # The bounce happened when it was journalled, however late this runs.
        record_event(promise, type=EventType.BOUNCED, at=entry.at, now=now)


@atomic
def watch_promise(promise: Promise, *, now: datetime) -> None:
    """Look at one owed promise: warn the owner when it is near, own up when it has broken."""
    hold(promise.conversation)
    held = (
        Promise.objects.select_for_update(of=("self",)).select_related("kept_by").get(pk=promise.pk)
    )
    if held.attention_at is None or held.attention_at > now:
        return
    if held.warned_at is None:
        held.warned_at = now
        write("promise.at_risk", conversation_id=held.conversation_id, now=now, promise_id=held.pk)
    held.attention_at = look_next_at(held.word, now=now)
    if now > held.due_at and held.owned_up_at is None and not _own_up(held, now=now):
        held.attention_at = now + OWN_UP_AGAIN_AFTER
    held.save(update_fields=["warned_at", "owned_up_at", "attention_at"])


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget the words of what was promised to a customer; that it was kept or not stays."""
    theirs = Promise.objects.filter(conversation__customer_id=customer_id)
    theirs.exclude(text="").update(text="")
    write("promise.words_erased", now=now, customer_id=customer_id)


def _own_up(promise: Promise, *, now: datetime) -> bool:
    """Tell the customer, by the owner's name, that we are late: before they have to ask.

    False when they have had so many automatic mails that this one has to wait.
    """
    conversation = Conversation.objects.select_related("customer", "owner").get(
        pk=promise.conversation_id
    )
    to = email_of(conversation.customer)
    if to and not Mailed([conversation.customer_id], now=now).may_write(to):
        return False
    promise.owned_up_at = now
    told = bool(to) and not promise.leaving
    if told:
        with translation.override(conversation.language):
            body = own_up_word(conversation=conversation, promise=promise, firm=business(), now=now)
        queue_first_words([(conversation, to, body)], now=now)
    write(
        "promise.broken",
        conversation_id=conversation.pk,
        now=now,
        promise_id=promise.pk,
        told=int(told),
    )
    return True


def _let_answer_keep(
    conversation: Conversation, message: Message, keeps: Sequence[int], *, now: datetime
) -> None:
    here = conversation.promises.filter(attention_at__isnull=False)
    here.filter(kind=PromiseKind.FIRST_WORD).update(kept_by=message)
    here.filter(pk__in=list(keeps)).update(kept_by=message)


def _keep_all(message: Message, *, now: datetime) -> None:
    for promise in Promise.objects.filter(kept_by=message, attention_at__isnull=False):
        keep_promise(promise, actor_id=message.author_id, message=message, now=now)


def _record(promises: Sequence[Promise], *, now: datetime) -> None:
    """Write promises down, whose conversations are held and are told next."""
    for promise in insert_rows(promises):
        write(
            "promise.made",
            conversation_id=promise.conversation_id,
            actor_id=promise.made_by_id,
            now=now,
            promise_id=promise.pk,
            promise_kind=PromiseKind(promise.kind),
        )


def _tell(conversation_ids: Sequence[int], *, now: datetime) -> None:
    """Tell the conversations what the ledger owes in them."""
    ledger = (
        Promise.objects.filter(conversation__in=conversation_ids, attention_at__isnull=False)
        .values_list("conversation_id")
        .annotate(Count("pk"), Min("due_at"))
    )
    owed = {pk: Owed(count, first_due_at) for pk, count, first_due_at in ledger}
    set_next_steps({pk: owed.get(pk, Owed()) for pk in conversation_ids}, now=now)
