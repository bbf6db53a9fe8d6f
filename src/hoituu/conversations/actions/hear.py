"""How far a conversation was listened to."""

from collections.abc import Sequence
from datetime import datetime

from hoituu.conversations.models import Conversation
from hoituu.journal.actions import write
from hoituu.journal.rows import update_rows
from hoituu.journal.transactions import atomic


@atomic
def note_heard(conversations: Sequence[Conversation], *, now: datetime) -> None:
    """Note that what was written in these, as they were read, has been listened to.

    What came meanwhile has a later id, and is listened to next.
    """
    for conversation in conversations:
        conversation.heard_id = conversation.latest_id
    update_rows(conversations, ["heard_id"])
    write("conversations.heard", now=now, count=len(conversations))
