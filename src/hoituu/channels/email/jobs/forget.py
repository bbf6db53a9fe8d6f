"""The bytes of erased people are forgotten."""

from django.utils import timezone

from hoituu.channels.email.queries import is_stored
from hoituu.conversations.actions import blobs_dropped
from hoituu.conversations.blobs import drop_blob, put_blob
from hoituu.conversations.queries import blobs_to_drop, is_attached


def drop_erased() -> bool:
    """Forget the bytes of erased people that nothing else has; True when there were some."""
    hashes = blobs_to_drop()
    for sha256 in hashes:
        if is_used(sha256):
            continue
        content = drop_blob(sha256)
        if content is not None and is_used(sha256):  # The same file came in just now.
            put_blob(content)
    if hashes:
        blobs_dropped(hashes, now=timezone.now())
    return bool(hashes)


def is_used(sha256: str) -> bool:
    """Tell whether a mail, a message or a draft still has these bytes."""
    return is_stored(sha256) or is_attached(sha256)
