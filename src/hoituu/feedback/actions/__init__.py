"""Taking feedback in, from wherever it comes, and its five steps."""

from hoituu.feedback.actions.after import hear_complaint, rate_conversation, say_more
from hoituu.feedback.actions.asking import ask_by_mail, keep_asking, want_no_asking
from hoituu.feedback.actions.causes import name_cause, rename_cause
from hoituu.feedback.actions.keep import hand_on
from hoituu.feedback.actions.points import (
    close_point,
    import_reviews,
    join_conversation,
    keep_point,
    take_taps,
    write_down_spoken,
)
from hoituu.feedback.actions.steps import (
    answer_in_public,
    answered_by_message,
    correct_change,
    correct_public_answer,
    erase_person,
    mark_read,
    note_change,
    publish_change,
    tell_change,
)

__all__ = [
    "answer_in_public",
    "answered_by_message",
    "ask_by_mail",
    "close_point",
    "correct_change",
    "correct_public_answer",
    "erase_person",
    "hand_on",
    "hear_complaint",
    "import_reviews",
    "join_conversation",
    "keep_asking",
    "keep_point",
    "mark_read",
    "name_cause",
    "note_change",
    "publish_change",
    "rate_conversation",
    "rename_cause",
    "say_more",
    "take_taps",
    "tell_change",
    "want_no_asking",
    "write_down_spoken",
]
