"""Promises in what we write: who commits to what, and by when. Pure.

By person, tense and mood, not by phrases: lists of verbs fell from F1 1.00 to 0.45 on other
people's wording.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from hoituu.language.commitment import english, finnish
from hoituu.language.commitment.found import NOBODY, Action, Commitment
from hoituu.language.sentences import Sentence, sentences
from hoituu.language.times import When, find_times

FINDERS: Mapping[str, Callable[[str], list[Commitment]]] = {
    "fi": finnish.commitments,
    "en": english.commitments,
}
LONGEST_TEXT = 30_000
LONGEST_SENTENCE = 1000
QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
QUOTED = re.compile(r"[\"“”»«][^\"“”»«\n]{3,300}[\"“”»«]")
BOUNDARY = re.compile(
    r"[,;]\s*(?:ja|mutta|sekä|and|but|then)?|\b(?:ja|mutta|sekä|and|but|then|joten|so)\b|\s[–-]\s|:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundPromise:
    """A promise as it stands in a text: `start` and `end` are offsets in code points.

    `owner` is "me", "we", "named:NAME" or "nobody"; without a time that can be kept, `when` is
    None or vague.
    """

    text: str
    start: int
    end: int
    owner: str
    action: Action
    when: When | None = None

    @property
    def vague(self) -> bool:
        return self.when is None or self.when.vague


def find_promises(text: str, lang: str, *, now: datetime) -> list[FoundPromise]:
    """Return what a text promises, in its order; `now` is when it is said, in local time.

    Quotes are not ours. Languages that we cannot read ("sv"): nothing.
    """
    finder = FINDERS.get(lang)
    if finder is None:
        return []
    ours = QUOTED.sub(_blank, QUOTED_LINE.sub(_blank, text[:LONGEST_TEXT]))
    found: list[FoundPromise] = []
    for sentence in sentences(ours):
        if len(sentence.text) <= LONGEST_SENTENCE:
            found += _promises(sentence, lang, finder, now=now)
    return [replace(one, text=text[one.start : one.end]) for one in found]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _promises(
    sentence: Sentence, lang: str, finder: Callable[[str], list[Commitment]], *, now: datetime
) -> list[FoundPromise]:
    commitments = sorted(finder(sentence.text), key=lambda one: one.at)
    if not commitments:
        return []
    times = find_times(sentence.text, lang, now=now)
    clauses = list(_clauses(sentence.text, commitments))
    promises = []
    for commitment, (start, end) in zip(commitments, clauses, strict=True):
        when = _time_in(times, start, end)
        if when is not None and not when.limits:
            continue  # How things are until then.
        if (when is None and commitment.needs_time) or (when and _is_past(when, now)):
            continue
        promises.append((commitment, when, start, end))
    kept = _with_time_of_their_own(promises)
    return [_found(sentence, commitment, when, start, end) for commitment, when, start, end in kept]


Part = tuple[Commitment, When | None, int, int]


def _clauses(text: str, commitments: Sequence[Commitment]) -> Iterator[tuple[int, int]]:
    """Yield where each commitment's part of a sentence begins and ends."""
    if all(one.part for one in commitments):
        yield from (one.part for one in commitments if one.part)
        return
    starts = [0]
    for earlier, later in pairwise(commitments):
        between = list(BOUNDARY.finditer(text, earlier.at, later.at))
        starts.append(between[-1].end() if between else later.at)
    yield from zip(starts, [*starts[1:], len(text)], strict=True)


def _time_in(times: Sequence[When], start: int, end: int) -> When | None:
    """Return the time in a part of a sentence: the last true one, else what is vague there."""
    inside = [when for when in times if start <= when.start < end]
    true = [when for when in inside if not when.vague]
    bounds = [when for when in true if when.limits]
    return next(iter([*reversed(bounds), *true, *inside]), None)


def _is_past(when: When, now: datetime) -> bool:
    """Tell whether a time has gone already: then it tells what was."""
    if isinstance(when.due, datetime):
        return when.due <= now.replace(tzinfo=None)
    return when.due is not None and when.due < now.date()


def _with_time_of_their_own(parts: Sequence[Part]) -> list[Part]:
    """Keep what says a time, if only "soon"; of what says none, one when nothing else is said."""
    said = [part for part in parts if part[1] is not None]
    told = [part for part in parts if part[0].action in {Action.REPLY, Action.CALL}]
    return said or (told or list(parts))[-1:]


def _found(
    sentence: Sentence, commitment: Commitment, when: When | None, start: int, end: int
) -> FoundPromise:
    part = sentence.text[start:end]
    lead = len(part) - len(part.lstrip(" \t,;:"))
    said = part.strip(" \t,;:")
    begins = sentence.start + start + lead
    return FoundPromise(said, begins, begins + len(said), commitment.owner, commitment.action, when)


__all__ = ["NOBODY", "Action", "FoundPromise", "find_promises"]
