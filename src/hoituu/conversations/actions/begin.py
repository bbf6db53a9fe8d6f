"""We write first: a conversation in which nothing has been said yet."""

from datetime import datetime

from hoituu.conversations.models import Conversation, Participant
from hoituu.conversations.queries import Reception
from hoituu.conversations.rules import LONGEST_SUBJECT, NotHere, Turn
from hoituu.customers.actions import recognise_customers
from hoituu.customers.rules import PointKind, Sender
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.staff.queries import presence_of


@atomic
def begin_conversation(
    *, to: str, name: str, subject: str, language: str, author_id: int, now: datetime
) -> Conversation:
    """Open a conversation with an address, for the one who writes. Raises NotHere."""
    if presence_of(author_id, now=now) is None:
        raise NotHere
    sender = Sender((PointKind.EMAIL, to), name, language)
    [customer] = recognise_customers([sender], now=now)
    conversation = Conversation.objects.create(
        customer=customer,
        owner_id=author_id,
        subject=subject[:LONGEST_SUBJECT],
        language=language,
        turn=Turn.OURS,
        next_step_at=Reception(now=now).due_at,
        opened_at=now,
        latest_at=now,
        seen_by_owner=True,
    )
    Participant.objects.create(conversation=conversation, address=to)
    write(
        "conversation.begun",
        conversation_id=conversation.pk,
        actor_id=author_id,
        now=now,
        owner_id=author_id,
    )
    return conversation
