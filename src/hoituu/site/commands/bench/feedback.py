"""Taps: kiosks that send their queues, and people who tap one by one, for a minute each."""

import http.client
import json
import statistics
import threading
import time
from collections.abc import Callable
from urllib.parse import urlencode
from uuid import uuid4

import click

from hoituu.site.commands.bench.installation import installation, server
from hoituu.site.commands.bench.measuring import cpu_seconds, p95, say

QUEUE = 25
FACES = (-2, -1, 1, 2)
FORM = "application/x-www-form-urlencoded"


@click.command()
@click.option("--seconds", default=60, show_default=True)
@click.option("--taps", default=1_000, show_default=True, help="A second, in kiosks' queues.")
@click.option("--singles", default=200, show_default=True, help="A second, one by one.")
@click.option("--clients", default=8, show_default=True)
def feedback(seconds: int, taps: int, singles: int, clients: int) -> None:
    """Have taps arrive in queues of 25, each sent twice at times, then one by one; count them all."""
    with installation() as data:
        from django.utils import timezone

        from hoituu.feedback.actions import keep_point
        from hoituu.feedback.models import Feedback, Point
        from hoituu.feedback.rules import PointKind
        from hoituu.staff.addresses import say_path
        from hoituu.staff.models import User

        me = User.objects.get().pk
        kiosk, link = (
            keep_point(Point(name=kind, kind=kind), by_id=me, now=timezone.now())
            for kind in (PointKind.KIOSK, PointKind.LINK)
        )
        with server(data) as (port, pid, _cookie):
            before = cpu_seconds([pid])
            queues = _Load(port, f"{say_path(kiosk.pk)}queue/", _queue, again_every=10)
            queued = queues.run(per_second=taps / QUEUE, seconds=seconds, clients=clients)
            ones = _Load(port, f"{say_path(link.pk)}tap/", _single, again_every=0)
            single = ones.run(per_second=singles, seconds=seconds, clients=clients)
            cpu = cpu_seconds([pid]) - before
        kept = {point.pk: Feedback.objects.filter(point=point).count() for point in (kiosk, link)}
    say(
        taps_sent=len(queues.sent),
        taps_kept=kept[kiosk.pk],
        taps_a_second=round(len(queues.sent) / queued, 1),
        queue_median=round(statistics.median(queues.times), 1),
        queue_p95=round(p95(queues.times), 1),
        singles_sent=len(ones.sent),
        singles_kept=kept[link.pk],
        singles_a_second=round(len(ones.sent) / single, 1),
        single_median=round(statistics.median(ones.times), 1),
        single_p95=round(p95(ones.times), 1),
        lost=len(queues.sent) + len(ones.sent) - sum(kept.values()),
        failed=queues.failed + ones.failed,
        cpu_seconds=round(cpu, 1),
    )


class _Load:
    """Several clients that post at a rate; what was answered as safe is `sent`."""

    def __init__(
        self,
        port: int,
        path: str,
        make: Callable[[int], tuple[str, str, list[str]]],
        *,
        again_every: int,
    ) -> None:
        self.port, self.path, self.make, self.again_every = port, path, make, again_every
        self.sent: set[str] = set()
        self.times: list[float] = []
        self.failed = 0
        self.next, self.lock = 0, threading.Lock()

    def run(self, *, per_second: float, seconds: int, clients: int) -> float:
        """Post so often for so long; return how long it took in seconds."""
        began, count = time.monotonic(), int(per_second * seconds)
        threads = [
            threading.Thread(target=self._post_all, args=(began, per_second, count))
            for _ in range(clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.monotonic() - began

    def _post_all(self, began: float, per_second: float, count: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while (number := self._take(count)) is not None:
            time.sleep(max(0.0, began + number / per_second - time.monotonic()))
            body, kind, keys = self.make(number)
            times = 2 if self.again_every and number % self.again_every == 0 else 1
            for _ in range(times):
                self._post(connection, body, kind, keys)

    def _take(self, count: int) -> int | None:
        with self.lock:
            self.next += 1
            return self.next - 1 if self.next <= count else None

    def _post(
        self, connection: http.client.HTTPConnection, body: str, kind: str, keys: list[str]
    ) -> None:
        start = time.perf_counter()
        connection.request("POST", self.path, body, {"Content-Type": kind})
        answer = connection.getresponse()
        answer.read()
        spent = (time.perf_counter() - start) * 1000
        with self.lock:
            self.times.append(spent)
            if answer.status in {200, 302}:
                self.sent.update(keys)
            else:
                self.failed += 1


def _queue(number: int) -> tuple[str, str, list[str]]:
    keys = [uuid4().hex for _ in range(QUEUE)]
    at = time.time() * 1000
    answers = [
        {"id": key, "score": FACES[(number + n) % 4], "at": at - n * 1000}
        for n, key in enumerate(keys)
    ]
    return json.dumps({"sent_at": at, "answers": answers}), "application/json", keys


def _single(number: int) -> tuple[str, str, list[str]]:
    key = uuid4().hex
    return urlencode({"score": FACES[number % 4], "key": key}), FORM, [key]
