"""The worker: one thread that does what is due, again and again, and wakes the IMAP listeners.

A second one carries mail out: a slow mail server must not hold up what comes in.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone

from hoituu.callbacks.jobs import keep_places, look_after_calls
from hoituu.channels.email.jobs import (
    Carriers,
    Listeners,
    collect_dropped,
    drop_erased,
    read_new_mail,
    send_queued,
)
from hoituu.conversations.jobs import index_anew
from hoituu.feedback.jobs import ask_how_it_went, keep_feedback_held
from hoituu.journal.actions import put_off_reaction, run_reaction
from hoituu.journal.queries import next_due
from hoituu.promises.jobs import keep_duties, remind_customers, send_drafts, watch_promises
from hoituu.recovery.jobs import hear_complaints
from hoituu.web.turns import give_way
from hoituu.wording.jobs import learn_tones

log = logging.getLogger("hoituu.worker")
LOOK_EVERY_SECONDS = 1.0
REST_SECONDS = 0.05  # Mails that come meanwhile share a batch, and pages get their turn.

Job = Callable[[], bool]


def step(*, now: datetime) -> bool:
    """Run the next reaction that is due; False when there is none."""
    due = next_due(now=now)
    if due is None:
        return False
    try:
        run_reaction(due, now=now)
    except Exception as error:  # noqa: BLE001  A border: one bad entry must not stop the others.
        put_off_reaction(due, error=error, now=now)
    return True


def follow_up() -> bool:
    """Run the reactions that are due, at most fifty at a time."""
    ran = 0
    while ran < 50 and step(now=timezone.now()):
        ran += 1
    return ran > 0


class Every:
    """A job that looks no more often than every so many seconds: its look costs something."""

    def __init__(self, seconds: float, job: Job) -> None:
        self.seconds, self.job, self.looked = seconds, job, 0.0
        self.__name__ = job.__name__

    def __call__(self) -> bool:
        if time.monotonic() - self.looked < self.seconds:
            return False
        busy = self.job()
        self.looked = 0.0 if busy else time.monotonic()
        return busy


JOBS: list[Job] = [
    collect_dropped,
    read_new_mail,
    send_drafts,
    follow_up,
    watch_promises,
    Every(5, keep_duties),
    Every(30, keep_places),
    Every(15, look_after_calls),
    Every(60, remind_customers),
    Every(1, hear_complaints),
    Every(60, ask_how_it_went),
    Every(300, keep_feedback_held),
    Every(60, index_anew),
    Every(20, learn_tones),
    drop_erased,
]


def run_once() -> bool:
    """Run every job once; True when any had something to do. One that fails stops no other."""
    busy = False
    for job in JOBS:
        try:
            give_way()
            busy = job() or busy
        except Exception as error:
            log.error("%s failed: %s", job.__name__, type(error).__name__, exc_info=_trace())
    return busy


class Worker(threading.Thread):
    """Runs jobs while there are any, else looks every second or when woken."""

    def __init__(self) -> None:
        super().__init__(name="worker", daemon=True)
        self.stop = threading.Event()
        self.wake = threading.Event()
        self.listeners = Listeners(stop=self.stop, wake=self.wake)
        self.sender = Sender(stop=self.stop)

    def run(self) -> None:
        self.sender.start()
        while not self.stop.is_set():
            try:
                self.listeners.keep_up()
                busy = run_once()
            except Exception as error:  # noqa: BLE001  A border: the worker never ends by itself.
                log.error("worker: %s", type(error).__name__)
                busy = False
            if busy:
                self.sender.wake.set()
                self.stop.wait(REST_SECONDS)
            else:
                self.wake.wait(LOOK_EVERY_SECONDS)
                self.wake.clear()
            close_old_connections()


class Sender(threading.Thread):
    """Carries mail out while there is any, else looks every second or when woken."""

    def __init__(self, *, stop: threading.Event) -> None:
        super().__init__(name="sender", daemon=True)
        self.stop = stop
        self.wake = threading.Event()
        self.carriers = Carriers()

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                give_way()
                busy = send_queued(self.carriers)
                self.carriers.hang_up_idle()
            except Exception as error:
                log.error("sender: %s", type(error).__name__, exc_info=_trace())
                busy = False
            if not busy:
                self.wake.wait(LOOK_EVERY_SECONDS)
                self.wake.clear()
            close_old_connections()


def _trace() -> bool:
    """Tracebacks hold code, not data; they are only wanted by who asked for more log."""
    return log.isEnabledFor(logging.DEBUG)
