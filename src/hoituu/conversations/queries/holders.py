"""Reading who had a conversation, and from when on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hoituu.conversations.models import Conversation
from hoituu.journal.models import Entry
from hoituu.lib.names import first_name
from hoituu.staff.models import User

CHANGES = (
    "conversation.opened",
    "conversation.taken",
    "conversation.given",
    "conversation.covered",
)
LATEST = 100


@dataclass(frozen=True, slots=True)
class Holder:
    """Who had a conversation from a moment on, by their first name."""

    user_id: int
    name: str
    since: datetime


def holders_of(conversation: Conversation) -> list[Holder]:
    """Return who has had a conversation, in order, the last of them its owner."""
    written = Entry.objects.filter(conversation_id=conversation.pk, kind__in=CHANGES)
    changes = [(int(e.facts["owner_id"]), e.at) for e in written.order_by("-pk")[:LATEST]][::-1]
    names = dict(User.objects.filter(pk__in=[pk for pk, _ in changes]).values_list("pk", "name"))
    found: list[Holder] = []
    for pk, at in changes or [(conversation.owner_id, conversation.opened_at)]:
        if not found or found[-1].user_id != pk:
            found.append(Holder(pk, first_name(names.get(pk) or conversation.owner.name), at))
    return found


def holder_at(holders: Sequence[Holder], at: datetime) -> Holder:
    """Return who had it at a moment, the first for what was before."""
    return next((one for one in reversed(holders) if one.since <= at), holders[0])
