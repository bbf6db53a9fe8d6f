"""What a reply needs, and what is said about it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    STOP = "stop"  # one more click
    THINK = "think"
    HINT = "hint"  # off unless somebody asks


class Kind(StrEnum):
    """What the customer's message was, that a reply answers."""

    COMPLAINT = "complaint"
    QUESTION = "question"
    LEAD = "lead"
    PRAISE = "praise"
    CALLBACK = "callback"
    NO = "no"  # the answer has to be a no


class Part(StrEnum):
    THANKS = "thanks"
    APOLOGY = "apology"
    OWNERSHIP = "ownership"  # a first person takes it: never the passive
    NEXT_STEP = "next_step"
    TIME = "time"
    DONE = "done"
    CHANNEL_CHOICE = "channel_choice"


TAKEN_CARE_OF = (Part.OWNERSHIP, Part.NEXT_STEP, Part.TIME)
NEEDS: dict[Kind, tuple[Part, ...]] = {
    Kind.COMPLAINT: (Part.THANKS, Part.APOLOGY, *TAKEN_CARE_OF),
    Kind.QUESTION: TAKEN_CARE_OF,
    Kind.LEAD: (Part.THANKS, *TAKEN_CARE_OF),
    Kind.PRAISE: (Part.THANKS,),
    Kind.CALLBACK: TAKEN_CARE_OF,
    Kind.NO: (),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a good colleague would whisper about one place of a draft.

    `start` and `end` are offsets in Unicode code points; `sentence`, which begins at `begins`, is
    what the suggestion, where there is one, can stand for.
    """

    habit: str
    level: Level
    start: int
    end: int
    text: str
    why: str
    suggestion: str
    sentence: str
    begins: int


@dataclass(frozen=True, slots=True)
class Review:
    lang: str
    kind: Kind
    findings: tuple[Finding, ...]
    present: tuple[Part, ...]
    missing: tuple[Part, ...]


def missing_parts(kind: Kind, present: Collection[Part]) -> tuple[Part, ...]:
    """Return what this kind of reply needs and has not; what is done already needs no next step."""
    have = set(present) | (set(TAKEN_CARE_OF) if Part.DONE in present else set())
    return tuple(part for part in NEEDS[kind] if part not in have)
