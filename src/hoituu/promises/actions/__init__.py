"""Everything that changes the promise ledger, and what a promise and an answer do together."""

from hoituu.promises.actions.answer import answer_with_promise, send_written, start_conversation
from hoituu.promises.actions.contacts import hear_not_yet, put_into_spam, take_in
from hoituu.promises.actions.duty import keep_duty, take_over, tell_of_change
from hoituu.promises.actions.first_word import acknowledge_contacts
from hoituu.promises.actions.ledger import (
    erase_person,
    keep_promise,
    make_promise,
    record_event,
    release_promise,
    renegotiate_promise,
)
from hoituu.promises.actions.merge import merge_conversations, separate_conversation
from hoituu.promises.actions.renew import renew_by_themselves, tell_new_time
from hoituu.promises.actions.sent import keep_what_it_answers, take_back_keeping
from hoituu.promises.actions.silence import hear_silence
from hoituu.promises.actions.watch import look_again, look_at_promises, look_later, warn_owners

__all__ = [
    "acknowledge_contacts",
    "answer_with_promise",
    "erase_person",
    "hear_not_yet",
    "hear_silence",
    "keep_duty",
    "keep_promise",
    "keep_what_it_answers",
    "look_again",
    "look_at_promises",
    "look_later",
    "make_promise",
    "merge_conversations",
    "put_into_spam",
    "record_event",
    "release_promise",
    "renegotiate_promise",
    "renew_by_themselves",
    "send_written",
    "separate_conversation",
    "start_conversation",
    "take_back_keeping",
    "take_in",
    "take_over",
    "tell_new_time",
    "tell_of_change",
    "warn_owners",
]
