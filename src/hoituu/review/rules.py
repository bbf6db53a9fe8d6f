"""What becomes of a decision. Pure."""

from datetime import date, timedelta
from enum import StrEnum

COMES_BACK_AFTER = timedelta(days=7)


class DecisionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


MOVES = {
    DecisionState.OPEN: {DecisionState.DONE, DecisionState.DROPPED},
    DecisionState.DONE: {DecisionState.OPEN},
    DecisionState.DROPPED: {DecisionState.OPEN},
}


class DecisionNeedsWords(Exception):
    """A decision without words is none."""


class DecisionNeedsOwner(Exception):
    """Somebody who works here does it, by a day that is ahead of us."""


def check_decision(text: str, *, due_on: date | None, today: date) -> str:
    """Return a decision's words. Raises DecisionNeedsWords, DecisionNeedsOwner."""
    said = " ".join(text.split())
    if not said:
        raise DecisionNeedsWords
    if due_on is None or due_on < today:
        raise DecisionNeedsOwner
    return said
