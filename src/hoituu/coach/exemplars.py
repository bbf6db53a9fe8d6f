"""What the bank of example sentences says of a sentence: how sure it is of each habit.

Some twenty-three thousand sentences a language, written for this (tools/coach/), went into two small
networks side by side (tools/train_coach.py): every feature has a row of numbers, a sentence is the
sum of its features' rows, what is below zero in that counts as zero, and each habit weighs the rest.
They find in other people's wording what no pattern names.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp, sqrt
from operator import mul
from struct import unpack_from

from hoituu.coach import english, finnish
from hoituu.coach.draft import Sentence
from hoituu.coach.features import features
from hoituu.coach.habits import HABITS
from hoituu.lib.fingerprints import FINGERPRINT, fingerprint_of

CODES = tuple(habit.code for habit in HABITS)


@dataclass(frozen=True)
class Network:
    """Rows of features, in signed bytes by the steps, and what each habit makes of their sum."""

    place: Mapping[int, int]  # of a feature's row
    rows: bytes
    steps: Sequence[float]
    offsets: Sequence[float]
    habits: Sequence[Sequence[float]]
    biases: Sequence[float]

    def chances(self, found: Iterable[int]) -> list[float]:
        """Return how likely each habit is, from 0 to 1; features that nobody knows say nothing."""
        size, place = len(self.steps), self.place
        known = [place[one] for one in found if one in place]
        rows = [memoryview(self.rows)[at * size : at * size + size].cast("b") for at in known]
        sums = map(sum, zip(*rows, strict=True)) if rows else [0] * size
        by = 1 / sqrt(len(known) or 1)
        hidden = [
            max(0.0, total * step * by + offset)
            for total, step, offset in zip(sums, self.steps, self.offsets, strict=True)
        ]
        return [
            1 / (1 + exp(-(sum(map(mul, hidden, weights)) + bias)))
            for weights, bias in zip(self.habits, self.biases, strict=True)
        ]


def likely(sentence: Sentence, lang: str) -> Mapping[str, float]:
    """Return how likely each habit is in a sentence, from 0 to 1."""
    return dict(zip(CODES, _bank(lang).chances(features(sentence, lang)), strict=True))


def fingerprint(lang: str) -> bytes:
    """Return a mark of what features are made of: other classes of words need other weights."""
    words = finnish.CLASSES if lang == "fi" else english.CLASSES
    return fingerprint_of(
        [*CODES, *(f"{name}: {sorted(members)}" for name, members in sorted(words.items()))]
    )


def weights_of(lang: str) -> Traversable:
    return files("hoituu.coach") / "weights" / f"{lang}.bin"


@cache
def _bank(lang: str) -> Network:
    """Return the network of a language.

    Its file, all in little-endian order: a fingerprint, how many features and how long a row
    (4-byte integers); the features; their rows (signed bytes); then 4-byte floats: a step and an
    offset for each place of a row, a row of weights for each habit, a bias for each.
    """
    content = weights_of(lang).read_bytes()
    count, size = unpack_from("<II", content, FINGERPRINT)
    at = FINGERPRINT + 8
    known = array("I", content[at : at + 4 * count])
    rows = content[at + 4 * count : at + (4 + size) * count]
    floats = array("f", content[at + (4 + size) * count :])
    steps, offsets, rest = floats[:size], floats[size : 2 * size], floats[2 * size :]
    habits = [rest[number * size : (number + 1) * size] for number in range(len(CODES))]
    place = {one: number for number, one in enumerate(known)}
    return Network(place, rows, steps, offsets, habits, rest[len(CODES) * size :])
