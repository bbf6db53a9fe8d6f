"""The steps of a complaint, each drawn from what was written and done."""

from collections.abc import Set
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class RecoveryStep(StrEnum):
    """In the order in which they help; they guide, and block nothing."""

    HEARD = "heard"
    THANKED = "thanked"
    APOLOGISED = "apologised"
    EXPLAINED = "explained"
    AGREED = "agreed"
    DONE = "done"
    CONFIRMED = "confirmed"


STEPS = tuple(RecoveryStep)


class Severity(IntEnum):
    """How bad it was, for the customer."""

    SMALL = 1
    REAL = 2
    SERIOUS = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What was written and done about a complaint."""

    seen: bool  # by its owner, the customer's latest word
    thanked: bool  # in an answer that reached them
    apologised: bool
    cause_named: bool
    agreed: bool  # a remedy was chosen, or they said that they need none
    owed: bool  # something agreed on is still to be done
    confirmed: bool


def steps_done(facts: Facts) -> Set[RecoveryStep]:
    """Return the steps that were taken, whatever their order."""
    taken = {
        RecoveryStep.HEARD: facts.seen,
        RecoveryStep.THANKED: facts.thanked,
        RecoveryStep.APOLOGISED: facts.apologised,
        RecoveryStep.EXPLAINED: facts.cause_named,
        RecoveryStep.AGREED: facts.agreed,
        RecoveryStep.DONE: facts.agreed and not facts.owed,
        RecoveryStep.CONFIRMED: facts.confirmed,
    }
    return {step for step, done in taken.items() if done}


def next_step(done: Set[RecoveryStep]) -> RecoveryStep | None:
    """Return the first step that was not taken, None when all were."""
    return next((step for step in STEPS if step not in done), None)
