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
    answers_waiting_since,
    asked_by_us,
    attachment_for,
    customer_thread,
    draft_of,
    drafts_to_send,
    has_seen,
    hold,
    hold_all,
    is_anything_to_send,
    measured_answer_minutes,
    thread_of,
    written_by_itself_before,
)
from hoituu.conversations.queries.person import (
    PERSONAL,
    blobs_to_drop,
    export_person,
    is_attached,
    is_open_with,
    written_elsewhere,
)
from hoituu.conversations.queries.reception import Reception, freest_of

__all__ = [
    "PERSONAL",
    "ListRow",
    "Reception",
    "answers_waiting_since",
    "asked_by_us",
    "attachment_for",
    "blobs_to_drop",
    "closed_rows",
    "conversations_of",
    "count_open",
    "customer_thread",
    "draft_of",
    "drafts_to_send",
    "export_person",
    "freest_of",
    "has_seen",
    "hold",
    "hold_all",
    "is_anything_to_send",
    "is_attached",
    "is_open_with",
    "measured_answer_minutes",
    "open_groups",
    "search_conversations",
    "thread_of",
    "written_by_itself_before",
    "written_elsewhere",
]
