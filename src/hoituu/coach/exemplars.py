"""What the bank of example sentences says of a sentence: how sure it is of each habit.

Some ten thousand sentences a language, written for this (tools/coach/), went into one linear model
a habit (tools/train_coach.py). It takes the words, their classes and forms and the patterns of
every habit together, and finds in other people's wording what no pattern names.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from hoituu.coach import english, finnish
from hoituu.coach.draft import Sentence
from hoituu.coach.features import BUCKETS, features
from hoituu.coach.habits import HABITS
from hoituu.language.linear import Linear, fingerprint_of, read_linear

CODES = tuple(habit.code for habit in HABITS)


def likely(sentence: Sentence, lang: str) -> Mapping[str, float]:
    """Return how likely each habit is in a sentence, from 0 to 1."""
    found = features(sentence, lang)
    return dict(zip(CODES, _bank(lang).chances(found), strict=True))


def fingerprint(lang: str) -> bytes:
    """Return a mark of all that features are made of: other patterns need other weights."""
    made_of = list(CODES)
    for habit in HABITS:
        made_of += [p.source for side in (habit.shows, habit.unless) for p in side.get(lang, ())]
    words = finnish.CLASSES if lang == "fi" else english.CLASSES
    made_of += [f"{name}: {sorted(members)}" for name, members in sorted(words.items())]
    return fingerprint_of(made_of)


def weights_of(lang: str) -> Traversable:
    return files("hoituu.coach") / "weights" / f"{lang}.bin"


@cache
def _bank(lang: str) -> Linear:
    return read_linear(weights_of(lang), outputs=len(CODES), buckets=BUCKETS)
