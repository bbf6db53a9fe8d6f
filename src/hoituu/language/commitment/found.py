"""What a commitment is, whatever the language. Pure."""

from dataclasses import dataclass
from enum import StrEnum

ME, WE, NOBODY = "me", "we", "nobody"


class Action(StrEnum):
    REPLY = "reply"
    CALL = "call"
    VISIT = "visit"
    REFUND = "refund"
    FIX = "fix"
    DELIVER = "deliver"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Commitment:
    """Somebody on our side says what they do; `at` is where its verb stands in the sentence.

    `needs_time` is set where only a time makes it a promise: without one it tells how things are.
    """

    at: int
    owner: str
    action: Action
    needs_time: bool = False
    part: tuple[int, int] | None = None  # its part of the sentence, where the grammar tells
