"""Who does what in an English sentence: "I will", "I'm sending", "let me", not "it will be done"."""

import re
from collections.abc import Iterator

from hoituu.coach.draft import Sentence
from hoituu.coach.rules import Part
from hoituu.language.commitment import english as commitment
from hoituu.language.commitment.found import ME, WE, Action

DONE = re.compile(
    r"\b(?:i|we)(?:['’]ve| have)(?: (?:now|just|already|also|since|personally))* "
    r"(?!been\b|had\b|not\b|never\b|no\b)(?:\w+ed|sent|put|made|done|taken|found|fixed|sorted|given|"
    r"set|paid|brought|got|moved|reset|left|cut|rung|spoken|written|told|kept|held|bought)\b|"
    r"\b(?:i|we)(?: (?:just|already|also))* (?:refunded|sent|fixed|sorted|cancelled|canceled|credited|"
    r"reversed|replaced|removed|booked|moved|changed|corrected|updated|returned|paid|ordered|posted|"
    r"issued|arranged|swapped|added|waived|reset|reopened|repaired|restored|checked|switched|found)\b",
    re.IGNORECASE,
)
MISTAKE = re.compile(r"\b(?:wrong|mistake|error|forgot|mixed up|mis\w+ed)\b", re.IGNORECASE)
TAKES_IT = re.compile(
    r"\b(?:i|we)(?:['’]ll| will|['’]m| am)? ?(?:take|taking|own|look|looking|handle|handling)\w*"
    r"(?: full)? (?:this|it|care|ownership|over|charge|after|responsibility)\b|\bleave (?:it|this) with me\b",
    re.IGNORECASE,
)
ABLE = re.compile(r"\b(?:i|we) can (?!not\b|only\b|see\b|assure\b|understand\b)\w+", re.IGNORECASE)
NOT_TIMES = re.compile(
    r"\b(?:right )?now\b|\bat once\b|\bstraight ?away\b|\bimmediately\b", re.IGNORECASE
)


def deeds(sentence: Sentence, *, timed: bool) -> Iterator[Part]:
    """Yield ownership, next step, time and done, as far as they are in a sentence."""
    text = sentence.text
    if DONE.search(text) and not MISTAKE.search(text) and not sentence.asks:
        yield from (Part.OWNERSHIP, Part.DONE)
    found = commitment.commitments(text)
    mine = [one for one in found if one.owner in {ME, WE} and not one.needs_time]
    mine = [
        one
        for one in mine
        if timed or one.action not in {Action.REPLY, Action.CALL} or one.owner == ME
    ]
    first = re.search(r"\b(?:i|we|let me|leave it with me)\b", text, re.IGNORECASE)
    if (mine and first) or TAKES_IT.search(text) or (ABLE.search(text) and not sentence.asks):
        yield Part.OWNERSHIP
        if mine or ABLE.search(text):
            yield Part.NEXT_STEP
        if timed:
            yield Part.TIME
    elif found and timed and not sentence.asks:
        if any(one.owner in {ME, WE} for one in found) and first:
            yield Part.OWNERSHIP
        yield from (Part.NEXT_STEP, Part.TIME)
