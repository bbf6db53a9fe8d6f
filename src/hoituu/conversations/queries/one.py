"""Reading one conversation: its row, its thread, what is being written in it."""

from collections.abc import Iterable
from datetime import datetime

from hoituu.conversations.models import (
    Attachment,
    Conversation,
    Mention,
    Message,
    Participant,
    WrittenDraft,
)
from hoituu.conversations.rules import Channel, MessageKind, Turn

ANSWERS_TO_MEASURE = 100


def hold(conversation: Conversation) -> Conversation:
    """Return the row as it is now, locked until the transaction ends; of what it is part of, if so.

    Every change to what hangs on a conversation holds it first, so that two are never at once.
    """
    held = Conversation.objects.select_for_update().get(pk=conversation.pk)
    while held.merged_into_id is not None:
        held = Conversation.objects.select_for_update().get(pk=held.merged_into_id)
    return held


def hold_all(conversation_ids: Iterable[int]) -> list[Conversation]:
    """Return rows as they are now, locked in the order of their ids, with their customers."""
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("customer")
    return list(rows.filter(pk__in=list(conversation_ids)).order_by("pk"))


def merged_into(conversation_ids: Iterable[int]) -> dict[int, int]:
    """Return what those of these conversations are part of that have been merged."""
    merged = Conversation.objects.filter(pk__in=list(conversation_ids), turn=Turn.MERGED)
    return {pk: into for pk, into in merged.values_list("pk", "merged_into_id") if into is not None}


def parts_of(conversation_id: int) -> list[Conversation]:
    """Return the conversations that have become part of this one."""
    return list(Conversation.objects.filter(merged_into=conversation_id).order_by("pk"))


def has_seen(conversation: Conversation, user_id: int) -> bool:
    """Tell whether opening this is no news: it is read, and nobody calls this person by name."""
    if conversation.owner_id == user_id and not conversation.seen_by_owner:
        return False
    return not Mention.objects.filter(
        message__conversation=conversation, user_id=user_id, seen_at=None
    ).exists()


def latest_contact(conversation_id: int) -> Message | None:
    """Return what the customer said last, not what somebody we asked did."""
    said = Message.objects.filter(conversation_id=conversation_id, kind=MessageKind.CONTACT)
    theirs = said.exclude(sender__in=asked_by_us(conversation_id))
    return theirs.order_by("-pk").first()


def thread_of(conversation_id: int, *, limit: int = 200) -> list[Message]:
    """Return the latest messages, the oldest first, with their attachments and authors."""
    messages = (
        Message.objects.filter(conversation_id=conversation_id)
        .select_related("author")
        .prefetch_related("attachments")
        .order_by("-pk")[:limit]
    )
    return list(reversed(messages))


def customer_thread(conversation_id: int) -> list[Message]:
    """Return what the customer may see: what they wrote and what we answered. Never a note."""
    shown = [MessageKind.CONTACT.value, MessageKind.ANSWER.value]
    asked = asked_by_us(conversation_id)
    return [m for m in thread_of(conversation_id) if m.kind in shown and m.sender not in asked]


def asked_by_us(conversation_id: int) -> set[str]:
    """Return the addresses of those we asked: their words and copies stay with us."""
    asked = Participant.objects.filter(conversation_id=conversation_id, asked_by_us=True)
    return set(asked.values_list("address", flat=True))


def draft_of(conversation_id: int, author_id: int) -> WrittenDraft | None:
    """Return what somebody is writing here."""
    drafts = WrittenDraft.objects.filter(conversation_id=conversation_id, author_id=author_id)
    return drafts.prefetch_related("attachments").first()


def written_by_itself_before(at: datetime, *, limit: int = 50) -> list[Message]:
    """Return what the house itself wrote before a moment, and was to leave before it."""
    # Not by their author: SQLite would read everything that nobody wrote.
    waiting = Message.objects.filter(send_at__lt=at, kind=MessageKind.FIRST_WORD, at__lt=at)
    return list(waiting.order_by("send_at")[:limit])


def answers_waiting_since(at: datetime, *, limit: int = 50) -> list[Message]:
    """Return answers that were to leave before a moment and whose writer does not know yet."""
    written = [MessageKind.ANSWER.value, MessageKind.FORWARD.value]
    waiting = Message.objects.filter(send_at__lt=at, kind__in=written, failure="")
    return list(waiting.order_by("send_at")[:limit])


def is_anything_to_send(channel: Channel, *, now: datetime) -> bool:
    """Tell whether a message is due to leave by a channel."""
    return Message.objects.filter(send_at__lte=now, channel=channel).exists()


def drafts_to_send(*, now: datetime, limit: int = 20) -> list[WrittenDraft]:
    """Return drafts whose ten seconds are over."""
    due = WrittenDraft.objects.filter(goes_at__lte=now).order_by("goes_at")
    return list(due.select_related("conversation").prefetch_related("attachments")[:limit])


def measured_answer_minutes() -> list[int]:
    """Return how long the latest first answers took, in working minutes."""
    measured = Conversation.objects.filter(answer_minutes__isnull=False).order_by("-answered_at")
    latest = measured.values_list("answer_minutes", flat=True)[:ANSWERS_TO_MEASURE]
    return [minutes for minutes in latest if minutes is not None]


def attachment_for(attachment_id: int) -> Attachment | None:
    return Attachment.objects.filter(pk=attachment_id).select_related("message", "draft").first()
