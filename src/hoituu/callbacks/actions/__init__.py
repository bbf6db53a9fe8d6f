"""Everything that changes the calls that were agreed on."""

from hoituu.callbacks.actions.book import book_callback, cancel_callback
from hoituu.callbacks.actions.forget import erase_person
from hoituu.callbacks.actions.plan import (
    give_up_attempt,
    keep_place,
    plan_calls,
    save_window,
    tell_ahead,
)
from hoituu.callbacks.actions.settle import let_go, set_terms
from hoituu.callbacks.actions.talk import (
    end_call,
    hear_answer,
    hear_no_answer,
    hear_not_now,
    start_call,
    take_back_call,
)

__all__ = [
    "book_callback",
    "cancel_callback",
    "end_call",
    "erase_person",
    "give_up_attempt",
    "hear_answer",
    "hear_no_answer",
    "hear_not_now",
    "keep_place",
    "let_go",
    "plan_calls",
    "save_window",
    "set_terms",
    "start_call",
    "take_back_call",
    "tell_ahead",
]
