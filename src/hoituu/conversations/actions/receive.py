"""A contact comes in: it finds its conversation and its owner, or opens one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from hoituu.conversations.models import OPEN, Attachment, Conversation, Message, Participant
from hoituu.conversations.queries import was_asked
from hoituu.conversations.rules import (
    ANSWER_WITHIN_MINUTES,
    LONGEST_SUBJECT,
    NEWS_FOR,
    OPEN_TURNS,
    SPAM_RECORD,
    Contact,
    MessageKind,
    Received,
    Turn,
    choose_owner,
    move,
)
from hoituu.conversations.search import index_message
from hoituu.customers.actions import recognise_customer
from hoituu.customers.models import Customer
from hoituu.customers.rules import PointKind
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.staff.models import Business, User
from hoituu.staff.queries import Presence, business, opening_hours, presences
from hoituu.worktime import NeverOpen


@dataclass
class Reception:
    """What a batch of contacts needs to know about the people here, read once."""

    now: datetime
    firm: Business = field(default_factory=business)
    people: list[Presence] = field(default_factory=list)
    waiting: dict[int, int] = field(default_factory=dict)
    teams: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = presences(now=self.now, firm=self.firm)
        counts = Conversation.objects.filter(OPEN, turn=Turn.OURS).values_list("owner_id")
        self.waiting = dict(counts.annotate(Count("pk")))
        members = User.teams.through.objects.values_list("team_id", "user_id")
        for team_id, user_id in members:
            self.teams.setdefault(team_id, set()).add(user_id)
        calendar = opening_hours(self.firm).calendar(now=self.now)
        try:
            self.due_at = calendar.add(self.now, ANSWER_WITHIN_MINUTES)
        except NeverOpen:
            self.due_at = self.now

    def owner_for(self, *, previous_id: int | None, team_id: int | None) -> int:
        """Return who takes this one; a team with nobody falls back to everybody, then an admin."""
        team = self.teams.get(team_id, set()) if team_id else set()
        in_team = [p for p in self.people if p.id in team]
        chosen = None
        for people in (in_team, self.people):
            chosen = chosen or choose_owner(
                people, waiting=self.waiting, previous_id=previous_id, due_at=self.due_at
            )
        owner_id = chosen or _somebody()
        self.waiting[owner_id] = self.waiting.get(owner_id, 0) + 1
        return owner_id


@atomic
def receive_contacts(contacts: Sequence[Contact], *, now: datetime) -> list[Received]:
    """Turn contacts into messages, each in one conversation with one owner."""
    reception = Reception(now=now)
    return [_receive(contact, reception) for contact in contacts]


def _receive(contact: Contact, reception: Reception) -> Received:
    conversation = _thread(contact)
    customer = conversation.customer if conversation else _customer(contact, now=reception.now)
    opened = conversation is None
    if conversation is None:
        conversation = _open(contact, customer, reception)
    was = Turn(conversation.turn)
    message = _write_message(contact, conversation)
    if not contact.automatic:
        asked = not opened and was_asked(conversation.pk, contact.sender)
        _let_in(conversation, [contact.sender, *contact.cc], asked_by_us=asked)
    reopened = (
        False
        if contact.automatic
        else _take_turn(contact, conversation, was, message.pk, reception)
    )
    write(
        "message.received",
        conversation_id=conversation.pk,
        actor_id=contact.entered_by,
        now=reception.now,
        message_id=message.pk,
        channel=contact.channel,
    )
    old = reception.now - contact.at > NEWS_FOR  # A mailbox's past is not news to anybody.
    silent = old or contact.automatic or contact.started_by_us or conversation.turn == Turn.SPAM
    return Received(
        conversation_id=conversation.pk,
        message_id=message.pk,
        opened=opened,
        reopened=reopened,
        deserves_first_word=(opened or reopened) and not silent,
    )


def _thread(contact: Contact) -> Conversation | None:
    """Return the conversation a contact belongs to: only a sender who takes part is let in."""
    if contact.conversation_id is None:
        return None
    conversation = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("customer")
        .filter(pk=contact.conversation_id)
        .first()
    )
    if conversation is None or conversation.turn == Turn.SPAM:
        return None
    known = contact.customer_id == conversation.customer_id or contact.entered_by
    takes_part = (
        known
        or contact.automatic
        or conversation.participants.filter(address=contact.sender).exists()
    )
    return conversation if takes_part else None


def _customer(contact: Contact, *, now: datetime) -> Customer:
    if contact.customer_id is not None:
        return Customer.objects.get(pk=contact.customer_id)
    if contact.sender_kind:
        return recognise_customer(
            PointKind(contact.sender_kind),
            value=contact.sender,
            name=contact.sender_name,
            language=contact.language,
            now=now,
        )
    customer = Customer.objects.create(
        name=contact.sender_name[:200], language=contact.language, created_at=now
    )
    write("customer.recognised", now=now, customer_id=customer.pk)
    return customer


def _open(contact: Contact, customer: Customer, reception: Reception) -> Conversation:
    previous_id = contact.preferred_id
    if previous_id is None:
        before = customer.conversations.order_by("-latest_at")
        previous_id = before.values_list("owner_id", flat=True).first()
    ours = contact.entered_by is not None  # Who one of us has spoken with is no spam.
    spam = contact.spam or (customer.spam_marks >= SPAM_RECORD and not ours)
    conversation = Conversation.objects.create(
        customer=customer,
        owner_id=reception.owner_for(previous_id=previous_id, team_id=contact.team_id),
        team_id=contact.team_id,
        subject=contact.subject[:LONGEST_SUBJECT],
        language=contact.language,
        channel=contact.channel,
        turn=Turn.SPAM if spam else Turn.OURS,
        next_step_at=None if spam else reception.due_at,
        opened_at=reception.now,
        latest_at=reception.now,
        related_to_id=contact.conversation_id,
        seen_by_owner=contact.entered_by is not None,
    )
    write(
        "conversation.opened",
        conversation_id=conversation.pk,
        actor_id=contact.entered_by,
        now=reception.now,
        owner_id=conversation.owner_id,
        channel=contact.channel,
    )
    return conversation


def _write_message(contact: Contact, conversation: Conversation) -> Message:
    message = Message.objects.create(
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
        at=contact.at,
    )
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            name=a.name[:200],
            media_type=a.media_type[:120],
            size=a.size,
            sha256=a.sha256,
            inline=a.inline,
            content_id=a.content_id[:250],
        )
        for a in contact.attachments
    )
    index_message(message.pk, contact.terms)
    return message


def _let_in(
    conversation: Conversation, addresses: Iterable[str], *, asked_by_us: bool = False
) -> None:
    """Let these addresses take part in a conversation from now on."""
    Participant.objects.bulk_create(
        (
            Participant(
                conversation=conversation, address=address.lower()[:320], asked_by_us=asked_by_us
            )
            for address in dict.fromkeys(addresses)
            if "@" in address
        ),
        ignore_conflicts=True,
    )


def _take_turn(
    contact: Contact, conversation: Conversation, was: Turn, message_id: int, reception: Reception
) -> bool:
    """Give the turn to us; tells whether that opened a resolved conversation again."""
    reopened = was == Turn.RESOLVED
    conversation.latest_at = reception.now
    conversation.latest_id = message_id
    if was != Turn.SPAM:
        conversation.turn = move(was, Turn.OURS)
        if not contact.started_by_us:
            conversation.waiting_since = conversation.waiting_since or reception.now
        conversation.seen_by_owner = contact.entered_by == conversation.owner_id
    if reopened:
        _reopen(conversation, reception)
    elif was in OPEN_TURNS and not conversation.open_promises:
        conversation.next_step_at = min(
            conversation.next_step_at or reception.due_at, reception.due_at
        )
    conversation.save()
    return reopened


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


def _somebody() -> int:
    """Return who has it when nobody will ever be here: the first admin still employed."""
    people = User.objects.filter(is_active=True).order_by("role", "pk")
    return people.values_list("pk", flat=True)[0]
