"""What a commitment is, whatever the language. Pure."""

import re
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it begins in the text."""

    text: str
    start: int


ENDS = re.compile(r"(?<=[.!?…])[\"”')]*\s+(?=[\"“”'(]*[A-ZÅÄÖ\d-])|\n+")
NOT_AN_END = re.compile(
    r"(?:\b(?:klo|n|esim|mm|ym|yms|ks|puh|nro|no|approx|e\.g|i\.e|mr|mrs|ms|dr|st|kl|p|v|ma|ti|ke|"
    r"to|pe|la|su)\.|(?<!\d\.)\b\d{1,2}\.|\bviim\.)\s*$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text, where they stand; a line's end ends one."""
    found, start = [], 0
    for end in ENDS.finditer(text):
        part = text[start : end.start()]
        goes_on = "\n" not in end[0] and NOT_AN_END.search(part) and not part.endswith("?")
        if not goes_on:
            found.append(Sentence(part, start))
            start = end.end()
    return [s for s in [*found, Sentence(text[start:], start)] if s.text.strip()]
