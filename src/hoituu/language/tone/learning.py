"""What a business's own corrections and ratings teach: a small model beside the big one. Pure.

Each correction moves the words of its message, and only as far as they were wrong: a step of the
logistic loss a round. Nothing but hashed weights is kept, and they are made anew from what is
stored: what is erased is unlearnt.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from struct import calcsize, iter_unpack, pack

from hoituu.language.linear import SHARPNESS, Linear
from hoituu.language.tone.features import pieces

LONGEST_TEXT = 800  # characters: a mood is said at once
MOST_ROUNDS, RATE = 20, 0.06
HOLDS = 0.4  # as far as this from what was said, a correction holds
LEAST = 0.02  # a weight smaller than this changes nothing that anybody would see
COMPLAINT_AT, LEVELS = 4, 4


@dataclass(frozen=True, slots=True)
class Correction:
    """How a message sounds to somebody who knows: a level from 1 to 5, whether it complains.

    None is where they did not say.
    """

    text: str
    tone: int | None = None
    complaint: bool | None = None


@dataclass(frozen=True, slots=True)
class Taught:
    """Weights by feature: a row of one for each output of the model they stand beside."""

    rows: Mapping[int, Sequence[float]]

    def adds(self, features: Sequence[int], values: Sequence[float], outputs: int) -> list[float]:
        """Return what is to be added to each output's logit, for values of length one."""
        sums = [0.0] * outputs
        for feature, value in zip(features, values, strict=True):
            for at, weight in enumerate(self.rows.get(feature, ())):
                sums[at] += weight * value
        return sums


NOTHING = Taught({})


def learn(corrections: Iterable[Correction], lang: str, model: Linear) -> Taught:
    """Return what corrections teach beside a model, round after round, until all of them hold."""
    rows: dict[int, list[float]] = {}
    taught, outputs = Taught(rows), len(model.scales)
    lessons = [one for one in (_lesson(c, lang, model) for c in corrections) if one.features]
    for _ in range(MOST_ROUNDS):
        wrong = [one for one in lessons if _step(one, taught, rows, outputs)]
        if not wrong:
            break
    return Taught({one: row for one, row in rows.items() if max(map(abs, row)) >= LEAST})


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A correction as numbers: features and values of length one, what the model says, and should."""

    features: Sequence[int]
    values: Sequence[float]
    logits: Sequence[float]
    wanted: Sequence[float | None]


def _lesson(one: Correction, lang: str, model: Linear) -> _Lesson:
    features = [piece.feature for piece in pieces(one.text[:LONGEST_TEXT], lang)]
    values = unit(model, features)
    return _Lesson(features, values, model.logits(features), _wanted(one, len(model.scales)))


def _step(one: _Lesson, taught: Taught, rows: dict[int, list[float]], outputs: int) -> bool:
    """Move a lesson's features as far as it is wrong; False when it was right already."""
    added = taught.adds(one.features, one.values, outputs)
    off = [
        0.0 if want is None else 1 / (1 + exp(-(z + more))) - want
        for z, more, want in zip(one.logits, added, one.wanted, strict=True)
    ]
    if max(map(abs, off)) < HOLDS:
        return False
    moves = [-RATE * SHARPNESS**2 * wrong if abs(wrong) >= HOLDS / 2 else 0.0 for wrong in off]
    for feature, value in zip(one.features, one.values, strict=True):
        row = rows.setdefault(feature, [0.0] * outputs)
        for at, move in enumerate(moves):
            if move:
                row[at] += move * value
    return True


def unit(model: Linear, features: Sequence[int]) -> list[float]:
    """Return the values of features, of length one together."""
    values = [model.value(feature) for feature in features]
    length = sqrt(sum(value * value for value in values)) or 1.0
    return [value / length for value in values]


def _wanted(one: Correction, outputs: int) -> list[float | None]:
    wanted: list[float | None] = [None] * outputs
    if one.tone is not None:
        wanted[:LEVELS] = [float(one.tone > level) for level in range(1, LEVELS + 1)]
    if one.complaint is not None:
        wanted[COMPLAINT_AT] = float(one.complaint)
    return wanted


def packed(taught: Taught, outputs: int) -> bytes:
    """Return weights as bytes: a feature and its row of 2-byte floats, little-endian, each."""
    return b"".join(pack(f"<I{outputs}e", feature, *row) for feature, row in taught.rows.items())


def unpacked(content: bytes, outputs: int) -> Taught:
    """Return weights from their bytes; none where they are of another shape."""
    shape = f"<I{outputs}e"
    if len(content) % calcsize(shape):
        return NOTHING
    return Taught({row[0]: array("f", row[1:]) for row in iter_unpack(shape, content)})
