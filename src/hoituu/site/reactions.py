"""What happens because something else happened: all cross-room behaviour, on one page."""

from collections.abc import Mapping, Sequence

from hoituu.callbacks.actions import let_go
from hoituu.feedback.actions import answered_by_message
from hoituu.journal.transactions import Reaction
from hoituu.promises.actions import keep_what_it_answers, take_back_keeping
from hoituu.recovery.actions import (
    close_confirmed,
    close_unconfirmed,
    follow_new_time,
    hear_correction,
    open_again,
    read_answer,
    remedy_done,
    remedy_released,
    remedy_undone,
)
from hoituu.site.privacy import erase_everywhere

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "conversation.confirmed": [close_confirmed],
    "conversation.not_yet": [open_again],
    "conversation.reopened": [open_again],
    "conversation.resolved": [let_go, close_unconfirmed],
    "customer.erasure_asked": [erase_everywhere],
    "message.sent": [keep_what_it_answers, answered_by_message, read_answer],
    "message.failed": [take_back_keeping],
    "promise.bounced": [remedy_undone],
    "promise.kept": [remedy_done],
    "promise.released": [let_go, remedy_released],
    "promise.renegotiated": [follow_new_time],
    "tone.corrected": [hear_correction],
}
