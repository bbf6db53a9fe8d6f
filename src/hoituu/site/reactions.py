"""What happens because something else happened: all cross-room behaviour, on one page."""

from collections.abc import Mapping, Sequence

from hoituu.callbacks.actions import let_go
from hoituu.feedback.actions import answered_by_message
from hoituu.journal.transactions import Reaction
from hoituu.promises.actions import keep_what_it_answers, take_back_keeping
from hoituu.site.privacy import erase_everywhere

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "conversation.resolved": [let_go],
    "customer.erasure_asked": [erase_everywhere],
    "message.sent": [keep_what_it_answers, answered_by_message],
    "message.failed": [take_back_keeping],
    "promise.released": [let_go],
}
