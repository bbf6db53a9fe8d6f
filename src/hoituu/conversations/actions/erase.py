"""Forgetting a person: their words go, that there was a matter stays."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from hoituu.conversations.blobs import drop_blob
from hoituu.conversations.models import (
    Attachment,
    BlobToDrop,
    Conversation,
    Message,
    Participant,
    WrittenDraft,
)
from hoituu.conversations.queries import is_open_with, to_drop, written_elsewhere
from hoituu.conversations.rules import StillOpen
from hoituu.conversations.search import forget_messages
from hoituu.customers.models import Customer
from hoituu.customers.queries import addresses_of
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic

NO_WORDS = {
    "sender_name": "",
    "sender": "",
    "body": "",
    "shown": "",
    "html": "",
    "to": [],
    "cc": [],
}


@atomic
def ask_to_erase(customer: Customer, *, actor_id: int | None, now: datetime) -> None:
    """Have everything about a customer erased, in every room (a reaction does it).

    Raises StillOpen: who waits for us would never hear from us again.
    """
    if is_open_with(customer.pk):
        raise StillOpen
    write("customer.erasure_asked", actor_id=actor_id, now=now, customer_id=customer.pk)


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget a customer's conversations, and what they wrote in those of others."""
    theirs = Conversation.objects.filter(customer_id=customer_id)
    messages = Message.objects.filter(conversation__in=theirs)
    elsewhere = [message.pk for message in written_elsewhere(customer_id)]
    drafts = WrittenDraft.objects.filter(conversation__in=theirs)
    _forget(list(messages.values_list("pk", flat=True)) + elsewhere, now=now)
    _forget_files(Attachment.objects.filter(draft__in=drafts), now=now)
    drafts.delete()
    Participant.objects.filter(conversation__in=theirs).delete()
    Participant.objects.filter(address__in=addresses_of(customer_id)).delete()
    theirs.update(subject="")
    write("conversation.words_erased", now=now, customer_id=customer_id)


@atomic
def drop_blobs(hashes: Sequence[str], *, now: datetime) -> None:
    """Note that bytes are to be forgotten in an hour, unless something else still has them."""
    if not hashes:
        return
    BlobToDrop.objects.bulk_create(
        (BlobToDrop(sha256=sha256, since=now) for sha256 in dict.fromkeys(hashes)),
        ignore_conflicts=True,
    )
    write("file.bytes_to_drop", now=now, count=len(hashes))


@atomic
def forget_bytes(sha256: str, *, used: Callable[[str], bool], now: datetime) -> None:
    """Forget bytes that are to be, unless they are used: who puts them again waits for this."""
    waits = to_drop(now=now).select_for_update().filter(sha256=sha256)
    if not waits:
        return
    gone = not used(sha256)
    if gone:
        drop_blob(sha256)
    BlobToDrop.objects.filter(sha256=sha256).delete()
    write("file.bytes_dropped", now=now, count=int(gone))


def _forget(message_ids: Sequence[int], *, now: datetime) -> None:
    for start in range(0, len(message_ids), 500):
        ids = message_ids[start : start + 500]
        _forget_files(Attachment.objects.filter(message__in=ids), now=now)
        Message.objects.filter(pk__in=ids).update(**NO_WORDS)
        forget_messages(ids)


def _forget_files(attachments: Iterable[Attachment], *, now: datetime) -> None:
    found = list(attachments)
    drop_blobs([attachment.sha256 for attachment in found], now=now)
    Attachment.objects.filter(pk__in=[attachment.pk for attachment in found]).delete()
