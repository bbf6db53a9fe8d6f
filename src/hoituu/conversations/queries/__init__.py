"""Everything that reads conversations."""

from hoituu.conversations.queries.lists import (
    ListRow,
    closed_rows,
    conversations_of,
    count_open,
    open_groups,
    search_conversations,
)
from hoituu.conversations.queries.one import (
    asked_by_us,
    attachment_for,
    customer_thread,
    draft_of,
    drafts_to_send,
    has_seen,
    hold,
    hold_all,
    measured_answer_minutes,
    thread_of,
    was_asked,
)

__all__ = [
    "ListRow",
    "asked_by_us",
    "attachment_for",
    "closed_rows",
    "conversations_of",
    "count_open",
    "customer_thread",
    "draft_of",
    "drafts_to_send",
    "has_seen",
    "hold",
    "hold_all",
    "measured_answer_minutes",
    "open_groups",
    "search_conversations",
    "thread_of",
    "was_asked",
]
