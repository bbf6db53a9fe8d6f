"""What the bank of example sentences says of a sentence: how sure it is of each habit.

Some ten thousand sentences a language, written for this (tools/coach/), went into one linear model
a habit (tools/train_coach.py). It takes the words, their classes and forms and the patterns of
every habit together, and finds in other people's wording what no pattern names.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, sqrt
from zlib import crc32

from hoituu.coach import english, finnish
from hoituu.coach.draft import Sentence
from hoituu.coach.features import BUCKETS, features
from hoituu.coach.habits import HABITS

SHARPNESS = 4.0
FINGERPRINT = 4  # bytes: which patterns and classes the weights were trained with
# A weight is one signed byte, times its habit's scale; how rare a feature is, one byte in steps.
RARENESS_STEP = 1 / 16


@dataclass(frozen=True)
class Bank:
    """One language's weights, a row of habits for each feature."""

    codes: Sequence[str]
    scales: Sequence[float]
    biases: Sequence[float]
    rareness: Sequence[int]
    weights: Sequence[int]


def likely(sentence: Sentence, lang: str) -> Mapping[str, float]:
    """Return how likely each habit is in a sentence, from 0 to 1; nothing where there is no bank."""
    bank = _bank(lang)
    buckets = features(sentence, lang) if bank else []
    if bank is None or not buckets:
        return {}
    values = [bank.rareness[bucket] * RARENESS_STEP for bucket in buckets]
    length = sqrt(sum(value * value for value in values)) or 1.0
    count = len(bank.codes)
    sums = [0.0] * count
    for bucket, value in zip(buckets, values, strict=True):
        row = bank.weights[bucket * count : (bucket + 1) * count]
        if any(row):
            for at, weight in enumerate(row):
                sums[at] += weight * value
    return {
        code: 1 / (1 + exp(-(SHARPNESS * total * scale / length + bias)))
        for code, total, scale, bias in zip(bank.codes, sums, bank.scales, bank.biases, strict=True)
    }


def fingerprint(lang: str) -> bytes:
    """Return a mark of all that features are made of: other patterns need other weights."""
    made_of = [habit.code for habit in HABITS]
    for habit in HABITS:
        made_of += [p.source for side in (habit.shows, habit.unless) for p in side.get(lang, ())]
    words = finnish.CLASSES if lang == "fi" else english.CLASSES
    made_of += [f"{name}: {sorted(members)}" for name, members in sorted(words.items())]
    return crc32("\n".join(made_of).encode()).to_bytes(FINGERPRINT, "little")


def trained_with(lang: str) -> bytes:
    """Return the fingerprint of what the weights of a language were trained with."""
    return (files("hoituu.coach") / "weights" / f"{lang}.bin").read_bytes()[:FINGERPRINT]


@cache
def _bank(lang: str) -> Bank | None:
    """Return the weights of a language: its habits' scales and biases, rareness, then the rows."""
    file = files("hoituu.coach") / "weights" / f"{lang}.bin"
    if not file.is_file():
        return None
    content, codes = file.read_bytes()[FINGERPRINT:], tuple(habit.code for habit in HABITS)
    head = 4 * len(codes)
    return Bank(
        codes,
        array("f", content[:head]),
        array("f", content[head : 2 * head]),
        content[2 * head : 2 * head + BUCKETS],
        array("b", content[2 * head + BUCKETS :]),
    )
