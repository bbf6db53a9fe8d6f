"""Everything that changes a complaint and its remedies."""

from hoituu.recovery.actions.complaint import (
    assess,
    dismiss,
    erase_person,
    name_its_cause,
    open_recovery,
)
from hoituu.recovery.actions.follow import (
    close_confirmed,
    close_unconfirmed,
    follow_new_time,
    hear,
    hear_correction,
    open_again,
    read_answer,
    remedy_done,
    remedy_released,
    remedy_undone,
)
from hoituu.recovery.actions.remedies import (
    accept_proposal,
    choose_remedy,
    decide_as_lead,
    need_nothing,
    offer_in,
    offer_remedy,
    propose_remedy,
    refuse_proposal,
    withdraw_remedy,
)
from hoituu.recovery.actions.terms import (
    keep_offer,
    keep_terms,
    remove_offer,
    set_budget,
)

__all__ = [
    "accept_proposal",
    "assess",
    "choose_remedy",
    "close_confirmed",
    "close_unconfirmed",
    "decide_as_lead",
    "dismiss",
    "erase_person",
    "follow_new_time",
    "hear",
    "hear_correction",
    "keep_offer",
    "keep_terms",
    "name_its_cause",
    "need_nothing",
    "offer_in",
    "offer_remedy",
    "open_again",
    "open_recovery",
    "propose_remedy",
    "read_answer",
    "refuse_proposal",
    "remedy_done",
    "remedy_released",
    "remedy_undone",
    "remove_offer",
    "set_budget",
    "withdraw_remedy",
]
