"""Which messages are to be indexed anew, and what they are found by."""

from dataclasses import dataclass

from hoituu.conversations.models import Message, SearchIndex
from hoituu.conversations.rules import MessageKind

INDEXED_AT_MOST = 20_000  # characters of one message


@dataclass(frozen=True, slots=True)
class Findable:
    id: int
    language: str
    text: str


def messages_to_index(*, limit: int) -> list[Findable] | None:
    """Return the newest messages that have old terms, at most so many; None when all is done."""
    below = SearchIndex.objects.filter(pk=1).values_list("below", flat=True).first()
    if below is None:
        return None
    rows = Message.objects.filter(pk__lt=below).select_related("conversation__customer")
    return [_findable(row) for row in rows.order_by("-pk")[:limit]]


def _findable(message: Message) -> Findable:
    """Return what a message is found by: who wrote, about what, and what it says."""
    one = message.conversation
    by_them = message.kind in {MessageKind.CONTACT, MessageKind.MACHINE}
    about = [message.sender_name, message.sender, one.subject] if by_them else []
    if message.pk == one.latest_id and not by_them:
        about = [one.customer.name, one.subject]
    return Findable(
        message.pk, message.language, " ".join([*about, message.body[:INDEXED_AT_MOST]])
    )
