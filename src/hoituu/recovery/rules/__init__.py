"""What a complaint needs next, what may become of a remedy, and how large one is. Pure."""

from hoituu.recovery.rules.proportion import (
    Assumptions,
    Reason,
    Span,
    Trouble,
    Verdict,
    span_of,
    tenure_years,
    weigh,
)
from hoituu.recovery.rules.remedies import (
    ALIVE,
    AlreadyAgreed,
    Closed,
    NoSuchRemedy,
    RemediesOffered,
    RemedyGone,
    RemedyKind,
    RemedyState,
    done_by,
    needs_approval,
    turn_into,
)
from hoituu.recovery.rules.steps import STEPS, Facts, RecoveryStep, Severity, next_step, steps_done

__all__ = [
    "ALIVE",
    "STEPS",
    "AlreadyAgreed",
    "Assumptions",
    "Closed",
    "Facts",
    "NoSuchRemedy",
    "Reason",
    "RecoveryStep",
    "RemediesOffered",
    "RemedyGone",
    "RemedyKind",
    "RemedyState",
    "Severity",
    "Span",
    "Trouble",
    "Verdict",
    "done_by",
    "needs_approval",
    "next_step",
    "span_of",
    "steps_done",
    "tenure_years",
    "turn_into",
    "weigh",
]
