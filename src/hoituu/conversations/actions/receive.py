"""A contact comes in: it finds its conversation and its owner, or opens one."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import OuterRef, Subquery

from hoituu.conversations.actions.entries import write_of
from hoituu.conversations.models import Attachment, Conversation, Message, Participant
from hoituu.conversations.queries import Reception, merged_into
from hoituu.conversations.rules import (
    LONGEST_SUBJECT,
    NEWS_FOR,
    OPEN_TURNS,
    SPAM_RECORD,
    Attached,
    Contact,
    MessageKind,
    Received,
    ResolvedBy,
    Turn,
    move,
)
from hoituu.conversations.search import index_messages
from hoituu.customers.actions import recognise_customers
from hoituu.customers.models import Customer
from hoituu.customers.rules import PointKind, Sender
from hoituu.journal.actions import write
from hoituu.journal.rows import insert_rows, update_rows
from hoituu.journal.transactions import atomic

# What a contact may change in the conversation it belongs to.
TURN_FIELDS = [
    "turn",
    "owner",
    "waiting_since",
    "latest_at",
    "latest_id",
    "seen_by_owner",
    "next_step_at",
    "resolved_at",
    "resolved_by",
    "confirmed_at",
]


@atomic
def receive_contacts(
    contacts: Sequence[Contact], *, reception: Reception | None = None, now: datetime
) -> list[Received]:
    """Turn contacts into messages, each in one conversation with one owner.

    A batch costs some thirty statements whatever its size; those that go on something we know
    already cost a few each.
    """
    reception = reception or Reception(now=now)
    contacts = _followed(contacts)
    taking_part = _taking_part(contacts)
    threads = _threads(contacts, taking_part)
    customers = _customers(contacts, threads, now=now)
    conversations = _open_new(contacts, threads, customers, reception)
    messages = _write_messages(contacts, conversations)
    _note_latest(contacts, threads, messages)
    _let_in_senders(contacts, threads, conversations, taking_part)
    reopened = [
        not (contact.automatic or contact.past)
        and thread is not None
        and _take_turn(contact, thread, message.pk, reception)
        for contact, thread, message in zip(contacts, threads, messages, strict=True)
    ]
    update_rows(_changed(contacts, threads), TURN_FIELDS)
    for contact, message in zip(contacts, messages, strict=True):
        write_of(
            "message.received",
            message=message,
            actor_id=contact.entered_by,
            now=now,
            channel=contact.channel,
        )
    return [
        Received(
            conversation_id=conversation.pk,
            message_id=message.pk,
            opened=thread is None,
            reopened=again,
            deserves_first_word=(thread is None or again)
            and not _is_silent(contact, conversation, now=now),
        )
        for contact, thread, conversation, message, again in zip(
            contacts, threads, conversations, messages, reopened, strict=True
        )
    ]


def _followed(contacts: Sequence[Contact]) -> Sequence[Contact]:
    """Return contacts that belong to what has become part of another as that other's."""
    ids = {pk for c in contacts for pk in (c.conversation_id, c.hinted_id) if pk is not None}
    into = merged_into(ids) if ids else {}
    return [
        replace(
            c,
            conversation_id=into.get(c.conversation_id or 0, c.conversation_id),
            hinted_id=into.get(c.hinted_id or 0, c.hinted_id),
        )
        for c in contacts
    ]


def _is_silent(contact: Contact, conversation: Conversation, *, now: datetime) -> bool:
    """Tell whether nobody waits for a first word: a machine's, our own, spam, or long ago."""
    old = now - contact.at > NEWS_FOR  # A mailbox's past is not news to anybody.
    silent = contact.automatic or contact.quiet or contact.unproven
    return old or silent or conversation.turn == Turn.SPAM


def _taking_part(contacts: Sequence[Contact]) -> dict[tuple[int, str], bool]:
    """Return which senders take part where they write, and whether it was us who asked them."""
    ids = {pk for c in contacts for pk in (c.conversation_id, c.hinted_id) if pk is not None}
    if not ids:
        return {}
    rows = Participant.objects.filter(
        conversation__in=ids, address__in={c.sender for c in contacts}
    )
    return {
        (conversation_id, address): asked
        for conversation_id, address, asked in rows.values_list(
            "conversation_id", "address", "asked_by_us"
        )
    }


def _threads(
    contacts: Sequence[Contact], taking_part: Container[tuple[int, str]]
) -> list[Conversation | None]:
    """Return the conversation that each contact belongs to, held: only who takes part is let in.

    Who is not proven to be who they say belongs nowhere.
    """
    places = [None if c.unproven else _place(c, taking_part) for c in contacts]
    ids = {pk for pk in places if pk is not None}
    rows = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("customer")
        .exclude(turn=Turn.SPAM)
        .filter(pk__in=ids)
        .order_by("pk")
    )
    held = {row.pk: row for row in rows} if ids else {}
    return [
        _thread(contact, held.get(place or 0), taking_part)
        for contact, place in zip(contacts, places, strict=True)
    ]


def _place(contact: Contact, taking_part: Container[tuple[int, str]]) -> int | None:
    """Return where a contact says it belongs; a number in its subject is a hint, no proof."""
    hinted = contact.hinted_id
    if contact.conversation_id is None and hinted and (hinted, contact.sender) in taking_part:
        return hinted
    return contact.conversation_id


def _thread(
    contact: Contact, conversation: Conversation | None, taking_part: Container[tuple[int, str]]
) -> Conversation | None:
    if conversation is None:
        return None
    known = contact.customer_id == conversation.customer_id or contact.entered_by
    takes_part = known or contact.automatic or (conversation.pk, contact.sender) in taking_part
    return conversation if takes_part else None


def _customers(
    contacts: Sequence[Contact], threads: Sequence[Conversation | None], *, now: datetime
) -> list[Customer]:
    """Return whose matter each contact is: the conversation's, one known already, or the sender."""
    ids = [c.customer_id for c in contacts if c.customer_id is not None]
    chosen = Customer.objects.in_bulk(ids) if ids else {}
    senders = [
        Sender(
            (PointKind(c.sender_kind), c.sender) if c.sender_kind else None,
            c.sender_name,
            c.language,
        )
        for c, thread in zip(contacts, threads, strict=True)
        if thread is None and c.customer_id is None
    ]
    strangers = iter(recognise_customers(senders, now=now))
    customers = []
    for contact, thread in zip(contacts, threads, strict=True):
        if thread is not None:
            customers.append(thread.customer)
        elif contact.customer_id is not None:
            customers.append(chosen[contact.customer_id])
        else:
            customers.append(next(strangers))
    return customers


def _open_new(
    contacts: Sequence[Contact],
    threads: Sequence[Conversation | None],
    customers: Sequence[Customer],
    reception: Reception,
) -> list[Conversation]:
    """Return the conversation of each contact; those that belong to none open one."""
    strangers = {c.pk for c, t in zip(customers, threads, strict=True) if t is None}
    previous = _previous_owners(strangers)
    conversations, new = [], []
    for contact, thread, customer in zip(contacts, threads, customers, strict=True):
        conversation = thread
        if conversation is None:
            conversation = _new(contact, customer, previous.get(customer.pk), reception)
            previous[customer.pk] = conversation.owner_id
            new.append((conversation, contact))
        conversations.append(conversation)
    insert_rows([conversation for conversation, _ in new])
    for conversation, contact in new:
        write(
            "conversation.opened",
            conversation_id=conversation.pk,
            actor_id=contact.entered_by,
            now=reception.now,
            owner_id=conversation.owner_id,
            channel=contact.channel,
        )
    return conversations


def _previous_owners(customer_ids: Iterable[int]) -> dict[int, int]:
    """Return who had each customer's latest conversation."""
    latest = (
        Conversation.objects.filter(customer=OuterRef("pk"))
        .order_by("-latest_at")
        .values("owner_id")[:1]
    )
    known = Customer.objects.filter(pk__in=customer_ids).values_list("pk", Subquery(latest))
    return {customer_id: owner_id for customer_id, owner_id in known if owner_id is not None}


def _new(
    contact: Contact, customer: Customer, previous_id: int | None, reception: Reception
) -> Conversation:
    ours = contact.entered_by is not None  # Who one of us has spoken with is no spam.
    spam = contact.spam or (customer.spam_marks >= SPAM_RECORD and not ours)
    past = contact.past and not spam
    waits = not (spam or contact.automatic or past)
    owner_id = reception.owner_for(
        previous_id=contact.preferred_id or previous_id, team_id=contact.team_id
    )
    return Conversation(
        customer=customer,
        owner_id=owner_id,
        team_id=contact.team_id,
        subject=contact.subject[:LONGEST_SUBJECT],
        language=contact.language,
        channel=contact.channel,
        turn=Turn.SPAM if spam else Turn.RESOLVED if past else Turn.OURS,
        resolved_by=ResolvedBy.CLOCK if past else "",
        resolved_at=contact.at if past else None,
        next_step_at=None if spam or past else reception.due_at,
        waiting_since=reception.now if waits else None,
        opened_at=contact.at if past else reception.now,
        latest_at=contact.at if past else reception.now,
        related_to_id=contact.conversation_id,
        seen_by_owner=contact.entered_by == owner_id,
    )


def _write_messages(
    contacts: Sequence[Contact], conversations: Sequence[Conversation]
) -> list[Message]:
    """Write the words down, with their files and their terms of search."""
    pairs = list(zip(contacts, conversations, strict=True))
    messages = insert_rows([_message(contact, conversation) for contact, conversation in pairs])
    insert_rows(
        [
            _attachment(file, message)
            for contact, message in zip(contacts, messages, strict=True)
            for file in contact.attachments
        ]
    )
    index_messages(
        (message.pk, contact.terms) for contact, message in zip(contacts, messages, strict=True)
    )
    return messages


def _message(contact: Contact, conversation: Conversation) -> Message:
    return Message(
        conversation=conversation,
        kind=MessageKind.MACHINE if contact.automatic else MessageKind.CONTACT,
        channel=contact.channel,
        author_id=contact.entered_by,
        sender_name=contact.sender_name[:200],
        sender=contact.sender,
        to=list(contact.to),
        cc=list(contact.cc),
        body=contact.body,
        shown=contact.shown,
        html=contact.html,
        language=contact.language,
        verdicts=contact.verdicts,
        unproven=contact.unproven,
        at=contact.at,
    )


def _attachment(file: Attached, message: Message) -> Attachment:
    return Attachment(
        message=message,
        name=file.name[:200],
        media_type=file.media_type[:120],
        size=file.size,
        sha256=file.sha256,
        inline=file.inline,
        content_id=file.content_id[:250],
    )


def _note_latest(
    contacts: Sequence[Contact],
    threads: Sequence[Conversation | None],
    messages: Sequence[Message],
) -> None:
    """Note in the new conversations which message is their latest."""
    new = []
    for contact, thread, message in zip(contacts, threads, messages, strict=True):
        if thread is None and not contact.automatic:
            message.conversation.latest_id = message.pk
            new.append(message.conversation)
    update_rows(new, ["latest_id"])


def _let_in_senders(
    contacts: Sequence[Contact],
    threads: Sequence[Conversation | None],
    conversations: Sequence[Conversation],
    taking_part: Mapping[tuple[int, str], bool],
) -> None:
    """Let who wrote, and whom they copied, take part from now on."""
    participants: list[Participant] = []
    for contact, thread, conversation in zip(contacts, threads, conversations, strict=True):
        if not (contact.automatic or contact.unproven):
            asked = thread is not None and taking_part.get((thread.pk, contact.sender), False)
            people = [contact.sender, *contact.cc]
            participants += _participants_of(conversation, people, asked_by_us=asked)
    insert_rows(participants, or_leave=True)


def _participants_of(
    conversation: Conversation, addresses: Iterable[str], *, asked_by_us: bool = False
) -> list[Participant]:
    """Return rows that let these addresses take part in a conversation."""
    return [
        Participant(
            conversation=conversation, address=address.lower()[:320], asked_by_us=asked_by_us
        )
        for address in dict.fromkeys(addresses)
        if "@" in address
    ]


def _take_turn(
    contact: Contact, conversation: Conversation, message_id: int, reception: Reception
) -> bool:
    """Give the turn to us; tells whether that opened a resolved conversation again."""
    was = Turn(conversation.turn)
    reopened = was == Turn.RESOLVED
    conversation.latest_at = reception.now
    conversation.latest_id = message_id
    conversation.turn = move(was, Turn.OURS)
    conversation.waiting_since = conversation.waiting_since or reception.now
    conversation.seen_by_owner = contact.entered_by == conversation.owner_id
    if reopened:
        _reopen(conversation, reception)
    elif was in OPEN_TURNS and not conversation.open_promises:
        conversation.next_step_at = min(
            conversation.next_step_at or reception.due_at, reception.due_at
        )
    return reopened


def _changed(
    contacts: Sequence[Contact], threads: Sequence[Conversation | None]
) -> list[Conversation]:
    """Return the conversations that somebody's words gave to us, each once."""
    changed = {
        thread.pk: thread
        for contact, thread in zip(contacts, threads, strict=True)
        if thread is not None and not (contact.automatic or contact.past)
    }
    return list(changed.values())


def _reopen(conversation: Conversation, reception: Reception) -> None:
    conversation.resolved_at = None
    conversation.resolved_by = ""
    conversation.confirmed_at = None
    conversation.next_step_at = reception.due_at
    keeper = reception.owner_for(previous_id=conversation.owner_id, team_id=conversation.team_id)
    conversation.owner_id = keeper
    write(
        "conversation.reopened", conversation_id=conversation.pk, now=reception.now, owner_id=keeper
    )
