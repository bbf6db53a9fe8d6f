"""One serving process for one data folder: an exclusive lock on DATA/lock."""

import fcntl
import os
import time
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


def wait_for_lock(data: Path, *, seconds: float) -> int | None:
    """Return the lock once it is free, None when it is not in time.

    A mail that the pipe takes in while no server runs holds it for a moment.
    """
    until = time.monotonic() + seconds
    while (descriptor := take_lock(data)) is None and time.monotonic() < until:
        time.sleep(0.1)
    return descriptor
