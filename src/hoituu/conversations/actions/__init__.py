"""Everything that changes a conversation, split by verb."""

from hoituu.conversations.actions.answer import (
    answer_customer,
    attach_to,
    forward,
    log_call,
    queue_first_words,
    write_note,
)
from hoituu.conversations.actions.begin import begin_conversation
from hoituu.conversations.actions.draft import (
    attach,
    detach,
    discard_draft,
    save_draft,
    send_draft,
    stop_draft,
    undo_draft,
)
from hoituu.conversations.actions.erase import (
    ask_to_erase,
    drop_blobs,
    erase_person,
    forget_bytes,
)
from hoituu.conversations.actions.hand_over import cover, decline, offer_to, see, take, wait_until
from hoituu.conversations.actions.hear import note_heard
from hoituu.conversations.actions.index import turn_index
from hoituu.conversations.actions.merge import merge_into, separate
from hoituu.conversations.actions.receive import receive_contacts
from hoituu.conversations.actions.resolve import (
    confirm,
    mark_spam,
    not_yet,
    note_reminder,
    resolve,
    set_next_steps,
    unmark_spam,
    wait_on_customer,
    wait_on_other,
    wait_on_us,
)
from hoituu.conversations.actions.send import (
    claim_outgoing,
    put_off_sending,
    record_failed,
    record_sent,
    send_again,
)
from hoituu.conversations.actions.writer import settle_writer

__all__ = [
    "answer_customer",
    "ask_to_erase",
    "attach",
    "attach_to",
    "begin_conversation",
    "claim_outgoing",
    "confirm",
    "cover",
    "decline",
    "detach",
    "discard_draft",
    "drop_blobs",
    "erase_person",
    "forget_bytes",
    "forward",
    "log_call",
    "mark_spam",
    "merge_into",
    "not_yet",
    "note_heard",
    "note_reminder",
    "offer_to",
    "put_off_sending",
    "queue_first_words",
    "receive_contacts",
    "record_failed",
    "record_sent",
    "resolve",
    "save_draft",
    "see",
    "send_again",
    "send_draft",
    "separate",
    "set_next_steps",
    "settle_writer",
    "stop_draft",
    "take",
    "turn_index",
    "undo_draft",
    "unmark_spam",
    "wait_on_customer",
    "wait_on_other",
    "wait_on_us",
    "wait_until",
    "write_note",
]
