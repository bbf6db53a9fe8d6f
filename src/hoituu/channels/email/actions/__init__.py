"""Everything that changes inboxes, stored mail, and which Message-ID is whose."""

from hoituu.channels.email.actions.consent import (
    distrust_token,
    keep_tokens,
    lose_consent,
    set_up_consent,
)
from hoituu.channels.email.actions.erase import erase_person
from hoituu.channels.email.actions.inboxes import (
    ask_to_reconcile,
    make_dkim_key,
    note_fetch,
    note_reconciled,
    note_send,
    set_up_inbox,
)
from hoituu.channels.email.actions.letters import begin_data, name_letter
from hoituu.channels.email.actions.store import store_mails
from hoituu.channels.email.actions.take_in import (
    make_conversation,
    quarantine_mail,
    take_in_mail,
    try_again,
)

__all__ = [
    "ask_to_reconcile",
    "begin_data",
    "distrust_token",
    "erase_person",
    "keep_tokens",
    "lose_consent",
    "make_conversation",
    "make_dkim_key",
    "name_letter",
    "note_fetch",
    "note_reconciled",
    "note_send",
    "quarantine_mail",
    "set_up_consent",
    "set_up_inbox",
    "store_mails",
    "take_in_mail",
    "try_again",
]
