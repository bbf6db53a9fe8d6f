"""What the journal says of a message."""

from datetime import datetime
from enum import StrEnum

from hoituu.conversations.models import Message
from hoituu.journal.actions import write


def write_of(
    kind: str,
    *,
    message: Message,
    actor_id: int | None = None,
    now: datetime,
    **facts: int | StrEnum,
) -> None:
    """Append an entry on a message, in its conversation."""
    write(
        kind,
        conversation_id=message.conversation_id,
        actor_id=actor_id,
        now=now,
        message_id=message.pk,
        **facts,
    )
