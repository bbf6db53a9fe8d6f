"""Where sentences begin and end, however their lines are wrapped. Pure."""

import re
from dataclasses import dataclass
from itertools import pairwise


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


# Where a line goes on after a line's end: not after the end of a sentence, nor where an item of a list
# begins, and only where the next word had no room on the line.
ITEM = re.compile(r"[ \t]*(?:[-–•*]|\d{1,2}[.)][ \t]+[A-ZÅÄÖ])")
NARROWEST = 28  # characters; shorter lines are lines of their own
# What a sentence cannot end with, so that a name may begin the next line.
LEADS_ON = re.compile(
    r"(?:,|\b(?:ja|tai|sekä|että|kun|jos|kuin|koska|vaan|on|oli|klo|the|an?|and|or|of|to|for|with|"
    r"from|by|at|in|on|that|is|was|our|your|my|so|but|because|as|if|when))$",
    re.IGNORECASE,
)


def unwrapped(text: str) -> str:
    """Return a text with spaces for the line's ends that are there only to keep lines short."""
    lines = text.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = width >= NARROWEST and _goes_on(before.rstrip(), line, width)
        joined += [" " if goes_on else "\n", line]
    return "".join(joined)


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a line is the rest of the one before it, in a text of lines so wide."""
    first = line.split(maxsplit=1)[:1]
    if not before or not first or ITEM.match(line) or len(before) + 1 + len(first[0]) <= width:
        return False
    if before[-1] in ".!?…:":
        return bool(NOT_AN_END.search(before))
    return not first[0][0].isupper() or bool(LEADS_ON.search(before))


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text, where they stand, however its lines are wrapped."""
    text = unwrapped(text)
    found, start = [], 0
    for end in ENDS.finditer(text):
        part = text[start : end.start()]
        goes_on = "\n" not in end[0] and NOT_AN_END.search(part) and not part.endswith("?")
        if not goes_on:
            found.append(Sentence(part, start))
            start = end.end()
    return [s for s in [*found, Sentence(text[start:], start)] if s.text.strip()]
