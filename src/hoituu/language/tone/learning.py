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

LONGEST_TEXT = 4_000
ROUNDS, RATE, DECAY = 6, 0.06, 0.01
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
    """Return what corrections teach beside a model."""
    rows: dict[int, list[float]] = {}
    taught = Taught(rows)
    known = []
    for one in corrections:
        features = [piece.feature for piece in pieces(one.text[:LONGEST_TEXT], lang)]
        if features:
            known.append((features, unit(model, features), _wanted(one, len(model.scales))))
    for _ in range(ROUNDS):
        for features, values, wanted in known:
            added = taught.adds(features, values, len(wanted))
            logits = [z + more for z, more in zip(model.logits(features), added, strict=True)]
            off = [
                0.0 if want is None else 1 / (1 + exp(-z)) - want
                for z, want in zip(logits, wanted, strict=True)
            ]
            for feature, value in zip(features, values, strict=True):
                row = rows.setdefault(feature, [0.0] * len(wanted))
                for at, wrong in enumerate(off):
                    row[at] -= RATE * (SHARPNESS**2 * wrong * value + DECAY * row[at])
    return Taught({one: row for one, row in rows.items() if max(map(abs, row)) >= LEAST})


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
