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


# Where a line goes on after a line's end: not after the end of a sentence, a greeting or another
# short line of its own, nor where an item of a list begins.
ITEM = re.compile(r"[ \t]*(?:[-–•*]|\d{1,2}[.)][ \t]+[A-ZÅÄÖ])")
SHORT_LINE = 25


def unwrapped(text: str) -> str:
    """Return a text with spaces for the line's ends that are there only to keep lines short."""
    lines = text.split("\n")
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined += [" " if _goes_on(before.rstrip(), line) else "\n", line]
    return "".join(joined)


def _goes_on(before: str, line: str) -> bool:
    begins = line.lstrip()[:1]
    if not before or not begins or ITEM.match(line):
        return False
    if before[-1] in ".!?…:":
        return bool(NOT_AN_END.search(before))
    return begins.islower() or len(before) >= SHORT_LINE


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
