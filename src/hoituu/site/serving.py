"""What a serving process does besides pages: it ends with its parent, and one of them works."""

import ctypes
import logging
import os
import signal
import threading
import time

from django.conf import settings
from django.utils import timezone

from hoituu.channels.email.jobs import open_door
from hoituu.channels.email.mailbox import serve_mailbox
from hoituu.site import intake, welcome  # noqa: F401  They register what the socket answers.
from hoituu.site.config import read_config
from hoituu.site.lock import take_lock
from hoituu.site.socket_server import listen
from hoituu.site.worker import Worker
from hoituu.staff.queries import business

log = logging.getLogger("hoituu.serving")
PR_SET_PDEATHSIG = 1
TRY_LOCK_EVERY_SECONDS = 1.0


def begin() -> None:
    """Tie this process to its parent and start the background work when the lock is ours."""
    die_with_parent()
    threading.Thread(target=_work_when_locked, name="begin", daemon=True).start()


def die_with_parent() -> None:
    """End when the parent ends, however it ends: asked of the kernel, and looked at as well."""
    parent = int(os.environ["HOITUU_SERVING"])
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _work_when_locked() -> None:
    data = settings.HOITUU_DATA
    while take_lock(data) is None:
        time.sleep(TRY_LOCK_EVERY_SECONDS)
    if business().demo:
        serve_mailbox(data, now=timezone.now())
    config = read_config()
    worker = Worker()
    worker.start()
    if config.lmtp_port:
        open_door(config.lmtp_port, wake=worker.wake)
    listen(data, group=config.socket_group)
