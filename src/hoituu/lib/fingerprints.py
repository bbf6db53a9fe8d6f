"""Whether trained weights fit what they are used with: a mark of that, at the head of their file."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from zlib import crc32

FINGERPRINT = 4  # bytes


def fingerprint_of(made_of: Iterable[str]) -> bytes:
    """Return a mark of all that features are made of: other features need other weights."""
    return crc32("\n".join(made_of).encode()).to_bytes(FINGERPRINT, "little")


def trained_with(file: Traversable) -> bytes:
    """Return the fingerprint of what a model's features were made of when it was trained."""
    return file.read_bytes()[:FINGERPRINT]
