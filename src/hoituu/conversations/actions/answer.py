"""We say something: to the customer, to somebody we ask, or to ourselves."""

import re
from collections.abc import Sequence
from datetime import datetime

from hoituu.conversations.actions.entries import write_of
from hoituu.conversations.actions.receive import _participants_of
from hoituu.conversations.models import Attachment, Conversation, Mention, Message, Participant
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import (
    Attached,
    Channel,
    Delivery,
    Draft,
    MessageKind,
    NobodyToTell,
    Turn,
    check_may_answer,
    check_says_something,
    move,
    next_step,
)
from hoituu.conversations.search import index_message
from hoituu.journal.rows import insert_rows
from hoituu.journal.transactions import atomic
from hoituu.language import search_terms
from hoituu.lib.names import first_name
from hoituu.staff.models import User
from hoituu.staff.queries import business, opening_hours


@atomic
def answer_customer(
    conversation: Conversation, *, author_id: int, draft: Draft, now: datetime
) -> Message:
    """Queue the owner's answer for sending and pass the turn to the customer.

    Raises NotYours, NothingSaid, NobodyToTell.
    """
    conversation = hold(conversation)
    check_may_answer(owner_id=conversation.owner_id, author_id=author_id)
    if not draft.to:
        raise NobodyToTell
    message = _say(conversation, MessageKind.ANSWER, author_id, draft, now=now)
    _let_in(conversation, draft)
    _answered(conversation, Turn.CUSTOMERS, now=now)
    write_of("conversation.answered", message=message, actor_id=author_id, now=now)
    return message


@atomic
def log_call(
    conversation: Conversation,
    *,
    author_id: int,
    body: str,
    for_owner: bool = False,
    now: datetime,
) -> Message:
    """Write down what the owner told the customer by phone or at the counter: it is an answer.

    A colleague does who made a call `for_owner`. Raises NotYours, NothingSaid.
    """
    conversation = hold(conversation)
    if not for_owner:
        check_may_answer(owner_id=conversation.owner_id, author_id=author_id)
    message = _say(
        conversation, MessageKind.ANSWER, author_id, Draft(body), channel=Channel.PHONE, now=now
    )
    _answered(conversation, Turn.CUSTOMERS, now=now)
    write_of("conversation.answered", message=message, actor_id=author_id, now=now)
    return message


@atomic
def forward(conversation: Conversation, *, author_id: int, draft: Draft, now: datetime) -> Message:
    """Ask somebody else; their answer comes back here. Raises NotYours, NothingSaid, NobodyToTell."""
    conversation = hold(conversation)
    check_may_answer(owner_id=conversation.owner_id, author_id=author_id)
    if not draft.to:
        raise NobodyToTell
    message = _say(conversation, MessageKind.FORWARD, author_id, draft, now=now)
    _let_in(conversation, draft, asked_by_us=True)
    conversation.turn = move(Turn(conversation.turn), Turn.OTHERS)
    _open_again(conversation)
    conversation.next_step_at = next_step(promised_at=conversation.promised_at, now=now)
    _spoken(conversation, message)
    write_of("conversation.forwarded", message=message, actor_id=author_id, now=now)
    return message


@atomic
def write_note(
    conversation: Conversation, *, author_id: int, draft: Draft, now: datetime
) -> Message:
    """Write for the team only; a colleague named with @ hears of it. Raises NothingSaid."""
    conversation = hold(conversation)
    message = _say(conversation, MessageKind.NOTE, author_id, draft, now=now)
    Mention.objects.bulk_create(
        Mention(message=message, user_id=user_id) for user_id in _mentioned(draft.body, author_id)
    )
    _spoken(conversation, message)
    write_of("conversation.noted", message=message, actor_id=author_id, now=now)
    return message


@atomic
def queue_first_words(
    words: Sequence[tuple[Conversation, str, str]], *, now: datetime
) -> list[Message]:
    """Queue acknowledgements: each a conversation, an address and a text.

    They are not answers: no clock stops, the turn stays ours.
    """
    messages = insert_rows(
        [
            Message(
                conversation=conversation,
                kind=MessageKind.FIRST_WORD,
                channel=Channel.EMAIL,
                to=[to],
                body=body,
                language=conversation.language,
                at=now,
                delivery=Delivery.QUEUED,
                send_at=now,
            )
            for conversation, to, body in words
        ]
    )
    for message in messages:
        write_of("conversation.acknowledged", message=message, now=now)
    return messages


@atomic
def attach_to(message: Message, *, files: Sequence[Attached], now: datetime) -> None:
    """Let files that are stored already go with a message of ours."""
    _attach_all(message, Draft("", attachments=tuple(files)))
    write_of("message.files_attached", message=message, now=now)


def _let_in(conversation: Conversation, draft: Draft, *, asked_by_us: bool = False) -> None:
    """Let whom we write to take part from now on."""
    people = _participants_of(conversation, [*draft.to, *draft.cc], asked_by_us=asked_by_us)
    Participant.objects.bulk_create(people, ignore_conflicts=True)


def _say(
    conversation: Conversation,
    kind: MessageKind,
    author_id: int,
    draft: Draft,
    *,
    now: datetime,
    channel: Channel = Channel.EMAIL,
) -> Message:
    body = check_says_something(draft.body)
    goes_out = kind in {MessageKind.ANSWER, MessageKind.FORWARD} and channel == Channel.EMAIL
    message = Message.objects.create(
        conversation=conversation,
        kind=kind,
        channel=channel,
        author_id=author_id,
        to=list(draft.to) if goes_out else [],
        cc=list(draft.cc) if goes_out else [],
        body=body,
        language=conversation.language,
        at=now,
        delivery=Delivery.QUEUED if goes_out else Delivery.NONE,
        send_at=now if goes_out else None,
    )
    _attach_all(message, draft)
    first = f"{conversation.customer.name} {conversation.subject} "  # Who we wrote to is found.
    said = body if conversation.latest_id else first + body
    index_message(message.pk, search_terms(said, conversation.language))
    return message


def _attach_all(message: Message, draft: Draft) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            message=message, name=a.name, media_type=a.media_type, size=a.size, sha256=a.sha256
        )
        for a in draft.attachments
    )


def _answered(conversation: Conversation, turn: Turn, *, now: datetime) -> None:
    """Pass the turn, and measure how long the customer waited for a person."""
    if conversation.answered_at is None:
        conversation.answered_at = now
        since = conversation.waiting_since
        if since is not None and since < now:
            calendar = opening_hours(business()).calendar(now=now)
            conversation.answer_minutes = round(calendar.between(since, now))
    conversation.turn = move(Turn(conversation.turn), turn)
    conversation.waiting_since = None
    conversation.reminded_at = None
    conversation.seen_by_owner = True
    conversation.next_step_at = next_step(promised_at=conversation.promised_at, now=now)
    _open_again(conversation)
    latest = conversation.messages.order_by("-pk").first()
    if latest is not None:
        _spoken(conversation, latest)


def _open_again(conversation: Conversation) -> None:
    """Take back what said that it was done, and what said that nobody could be told."""
    conversation.resolved_at, conversation.resolved_by = None, ""
    conversation.confirmed_at = None
    conversation.undelivered = False


def _spoken(conversation: Conversation, message: Message) -> None:
    conversation.latest_id = message.pk
    conversation.latest_at = message.at
    conversation.save()


def _mentioned(body: str, author_id: int) -> Sequence[int]:
    called = {name.casefold() for name in re.findall(r"@([^\W\d_][\w-]*)", body)}
    if not called:
        return []
    people = User.objects.filter(is_active=True).exclude(pk=author_id)
    return [
        pk for pk, name in people.values_list("pk", "name") if first_name(name).casefold() in called
    ]
