"""What happens because something else happened: all cross-room behaviour, on one page."""

from collections.abc import Mapping, Sequence

from hoituu.journal.transactions import Reaction
from hoituu.promises.actions import keep_what_it_answers, take_back_keeping

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    "message.sent": [keep_what_it_answers],
    "message.failed": [take_back_keeping],
}
