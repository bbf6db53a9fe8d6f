"""What the trainers of linear models share: how rare features are, their lengths, and the file."""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from hoituu.language.linear import RARENESS_STEP  # noqa: E402


def rareness(rows, buckets: int) -> np.ndarray:
    """Return how rare each feature is among rows of (features, what is wanted), in steps."""
    seen = np.ones(buckets)
    for found, _ in rows:
        seen[found] += 1
    steps = np.log(len(rows) / seen).clip(0.3) / RARENESS_STEP
    return steps.clip(1, 255).astype(np.uint8)


def unit(found, rare):
    """Return the values of features, of length one together."""
    value = rare[found].astype(np.float32) * RARENESS_STEP
    return value / (np.linalg.norm(value) or 1.0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def write_linear(target: Path, fingerprint: bytes, rare, weights, biases) -> int:
    """Write a model as hoituu.language.linear reads it; return how many bytes it takes."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    whole = np.round(weights / scales).astype(np.int8)
    target.parent.mkdir(exist_ok=True)
    return target.write_bytes(
        fingerprint
        + scales.astype("<f4").tobytes()
        + biases.astype("<f4").tobytes()
        + rare.tobytes()
        + whole.tobytes()
    )
