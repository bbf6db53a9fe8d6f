"""Pages go first: work in the background waits a moment while somebody waits for a page.

Threads share one interpreter, and one that computes keeps the others waiting for milliseconds at a
time. Measured with 100 mails a second coming in: the 95th percentile of a list page fell from 16
to 10 ms (4.5 when nothing comes in).
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse

LOOK_EVERY_SECONDS = 0.0005
LONGEST_WAIT_SECONDS = 0.03


class Pages:
    """How many pages are being made in this process."""

    def __init__(self) -> None:
        self.open = 0
        self.lock = threading.Lock()
        self.mine = threading.local()  # Whoever makes a page waits for no other.

    @contextmanager
    def one(self) -> Iterator[None]:
        self.mine.page = True
        with self.lock:
            self.open += 1
        try:
            yield
        finally:
            self.mine.page = False
            with self.lock:
                self.open -= 1

    @property
    def others_wait(self) -> bool:
        return self.open > 0 and not getattr(self.mine, "page", False)


PAGES = Pages()


def pages_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Have background work know that somebody waits for a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        with PAGES.one():
            return get_response(request)

    return answer


def give_way(*, at_most: float = LONGEST_WAIT_SECONDS) -> None:
    """Wait while pages are being made, so many seconds at the most: work goes on all the same.

    While a lock is held `at_most` must be short: a page may be waiting for that very lock.
    """
    until = time.monotonic() + at_most
    while PAGES.others_wait and time.monotonic() < until:
        time.sleep(LOOK_EVERY_SECONDS)
