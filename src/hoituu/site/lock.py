"""One serving process for one data folder: an exclusive lock on DATA/lock."""

import fcntl
import os
from pathlib import Path


def take_lock(data: Path) -> int | None:
    """Return the descriptor that holds the lock until it is closed; None when another has it."""
    descriptor = os.open(data / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
