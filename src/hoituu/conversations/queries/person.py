"""All that this room stores about a customer."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from hoituu.conversations.models import (
    Attachment,
    Blob,
    BlobToDrop,
    Conversation,
    Mention,
    Message,
    Participant,
    WrittenDraft,
)
from hoituu.customers.queries import addresses_of

FORGET_AFTER = timedelta(hours=1)
# The tables of this room that are exported and erased with a person.
PERSONAL = (Conversation, Message, Participant, Attachment, WrittenDraft, Mention, Blob, BlobToDrop)


def export_person(customer_id: int) -> list[dict[str, Any]]:
    """Return a customer's conversations, and what they wrote in those of others."""
    theirs = Conversation.objects.filter(customer_id=customer_id).order_by("pk")
    return [
        *(_conversation(one) for one in theirs),
        *(_message(message) for message in written_elsewhere(customer_id)),
    ]


def written_elsewhere(customer_id: int) -> list[Message]:
    """Return what a customer wrote in conversations of other customers that they took part in."""
    addresses = addresses_of(customer_id)
    elsewhere = Participant.objects.filter(address__in=addresses).exclude(
        conversation__customer_id=customer_id
    )
    messages = Message.objects.filter(
        conversation__in=elsewhere.values("conversation_id"), sender__in=addresses
    )
    return list(messages.prefetch_related("attachments").order_by("pk"))


def is_open_with(customer_id: int) -> bool:
    """Tell whether something is still open with a customer."""
    return Conversation.objects.filter(customer_id=customer_id, next_step_at__isnull=False).exists()


def to_drop(*, now: datetime) -> QuerySet[BlobToDrop]:
    """Return bytes that are to be forgotten, and have not come in again within the hour."""
    return BlobToDrop.objects.filter(since__lte=now - FORGET_AFTER)


def blobs_to_drop(*, now: datetime, limit: int = 100) -> list[str]:
    """Return the hashes of files whose bytes are to be forgotten."""
    return list(to_drop(now=now).order_by("pk").values_list("sha256", flat=True)[:limit])


def is_attached(sha256: str) -> bool:
    """Tell whether any message or draft still has these bytes."""
    return Attachment.objects.filter(sha256=sha256).exists()


def _conversation(one: Conversation) -> dict[str, Any]:
    messages = one.messages.prefetch_related("attachments").order_by("pk")
    drafts = one.drafts.prefetch_related("attachments").order_by("pk")
    return {
        "number": one.number,
        "subject": one.subject,
        "opened_at": one.opened_at,
        "state": one.turn,
        "resolved_at": one.resolved_at,
        "confirmed_at": one.confirmed_at,
        "participants": list(one.participants.order_by("pk").values_list("address", flat=True)),
        "messages": [_message(message) for message in messages],
        "being_written": [
            {"text": draft.body, "to": draft.to, "cc": draft.cc, "promise": draft.promise}
            | {"files": [_file(a) for a in draft.attachments.all()]}
            for draft in drafts
        ],
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "conversation": message.conversation_id,
        "kind": message.kind,
        "channel": message.channel,
        "at": message.at,
        "from_name": message.sender_name,
        "from": message.sender,
        "to": message.to,
        "cc": message.cc,
        "text": message.body,
        "html": message.html,
        "sender_checked": message.verdicts,
        "files": [_file(attachment) for attachment in message.attachments.all()],
    }


def _file(attachment: Attachment) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
    }
