"""Linear models over hashed features, as they are kept: a signed byte a weight. Pure.

A file is a fingerprint of what its features were made of, then, all in little-endian order: a scale
and a bias for each output (4-byte floats), how rare each feature is (a byte, in steps), and a row of
weights (signed bytes) for each feature. tools/train_tone.py writes it.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from math import exp, sqrt

from hoituu.lib.fingerprints import FINGERPRINT

RARENESS_STEP = 1 / 16
SHARPNESS = 4.0


@dataclass(frozen=True)
class Linear:
    """A model of some outputs; a text's length in features does not count."""

    scales: Sequence[float]
    biases: Sequence[float]
    rareness: Sequence[int]
    weights: Sequence[int]

    def logits(self, buckets: Sequence[int]) -> list[float]:
        """Return how much features, each once, speak for each output: above 0 for, below against."""
        values = [self.value(bucket) for bucket in buckets]
        length = sqrt(sum(value * value for value in values)) or 1.0
        sums = [0.0] * len(self.scales)
        for bucket, value in zip(buckets, values, strict=True):
            row = self.row(bucket)
            if any(row):
                for at, weight in enumerate(row):
                    sums[at] += weight * value
        return [
            SHARPNESS * total * scale / length + bias
            for total, scale, bias in zip(sums, self.scales, self.biases, strict=True)
        ]

    def chances(self, buckets: Sequence[int]) -> list[float]:
        """Return how likely each output is, from 0 to 1, of features, each once."""
        return [1 / (1 + exp(-z)) for z in self.logits(buckets)]

    def value(self, bucket: int) -> float:
        return self.rareness[bucket] * RARENESS_STEP

    def row(self, bucket: int) -> Sequence[int]:
        count = len(self.scales)
        return self.weights[bucket * count : (bucket + 1) * count]


def read_linear(file: Traversable, *, outputs: int, buckets: int) -> Linear:
    """Return a model of so many outputs over so many features."""
    content, head = file.read_bytes()[FINGERPRINT:], 4 * outputs
    return Linear(
        array("f", content[:head]),
        array("f", content[head : 2 * head]),
        content[2 * head : 2 * head + buckets],
        array("b", content[2 * head + buckets :]),
    )
