"""Linear models over hashed features, as they are kept: a signed byte a weight. Pure.

A file is a fingerprint of what its features were made of, then, all in little-endian order: how many
features (a 4-byte integer), a scale and a bias for each output (4-byte floats), the features (4 bytes
each), how rare each is (a byte, in steps), and a row of weights (signed bytes) for each.
tools/train_tone.py writes it.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from math import sqrt
from struct import unpack_from

from hoituu.lib.fingerprints import FINGERPRINT

RARENESS_STEP = 1 / 16
SHARPNESS = 4.0


@dataclass(frozen=True)
class Linear:
    """A model of some outputs; a text's length in features does not count."""

    place: Mapping[int, int]  # of a feature among the others
    scales: Sequence[float]
    biases: Sequence[float]
    rareness: Sequence[int]
    weights: Sequence[int]

    def logits(self, features: Sequence[int]) -> list[float]:
        """Return how much features, each once, speak for each output: above 0 for, below against."""
        values = [self.value(feature) for feature in features]
        length = sqrt(sum(value * value for value in values)) or 1.0
        sums = [0.0] * len(self.scales)
        for feature, value in zip(features, values, strict=True):
            for at, weight in enumerate(self.row(feature)):
                sums[at] += weight * value
        return [
            SHARPNESS * total * scale / length + bias
            for total, scale, bias in zip(sums, self.scales, self.biases, strict=True)
        ]

    def value(self, feature: int) -> float:
        """Return what a feature counts: the rarer, the more; nothing, if nobody knows it."""
        at = self.place.get(feature)
        return 0.0 if at is None else self.rareness[at] * RARENESS_STEP

    def row(self, feature: int) -> Sequence[int]:
        """Return a feature's weights, none for one that nobody knows."""
        at, count = self.place.get(feature), len(self.scales)
        return () if at is None else self.weights[at * count : (at + 1) * count]


def read_linear(file: Traversable, *, outputs: int) -> Linear:
    """Return a model of so many outputs."""
    content, head = file.read_bytes()[FINGERPRINT:], 4 * outputs
    (count,) = unpack_from("<I", content)
    floats = array("f", content[4 : 4 + 2 * head])
    content = content[4 + 2 * head :]
    return Linear(
        {feature: at for at, feature in enumerate(array("I", content[: 4 * count]))},
        floats[:outputs],
        floats[outputs:],
        content[4 * count : 5 * count],
        array("b", content[5 * count :]),
    )
