"""The bytes of erased people are forgotten."""

from django.utils import timezone

from hoituu.channels.email.queries import is_stored
from hoituu.conversations.actions import forget_bytes
from hoituu.conversations.queries import blobs_to_drop, is_attached


def drop_erased() -> bool:
    """Forget the bytes of erased people that nothing else has; True when there were some."""
    hashes = blobs_to_drop(now=timezone.now())
    for sha256 in hashes:
        forget_bytes(sha256, used=is_used, now=timezone.now())
    return bool(hashes)


def is_used(sha256: str) -> bool:
    """Tell whether a mail, a message or a draft still has these bytes."""
    return is_stored(sha256) or is_attached(sha256)
