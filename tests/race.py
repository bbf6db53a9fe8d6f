"""Two customers reach for the last place of a window at once, again and again.

    python tests/race.py ROUNDS

Runs on the installation that HOITUU_DATA and HOITUU_DATABASE_URL name; prints JSON: how many rounds
had one winner, and how many losers were shown other windows.
"""

import json
import sys
import threading
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from hoituu.callbacks.actions import book_callback  # noqa: E402
from hoituu.callbacks.models import Callback, HeldSlot  # noqa: E402
from hoituu.callbacks.rules import Window, WindowFull  # noqa: E402
from hoituu.callbacks.tests.builders import PHONE, open_always  # noqa: E402
from hoituu.conversations.models import Conversation  # noqa: E402
from hoituu.conversations.tests.builders import NOON, a_conversation  # noqa: E402

QUARTER = timedelta(minutes=15)  # One place of a team of one, and no second one.


def main(rounds: int) -> dict[str, int]:
    call_command("migrate", verbosity=0)
    open_always()
    pairs = [
        [a_conversation(sender=f"{who}{number}@asiakas.example").pk for who in ("a", "b")]
        for number in range(rounds)
    ]
    ready = threading.Barrier(2)
    lost: list[int] = []
    failed: list[str] = []

    def reach(which: int) -> None:
        for number, pair in enumerate(pairs):
            opens = NOON + timedelta(hours=1) + number * QUARTER
            one = Conversation.objects.get(pk=pair[which])
            ready.wait()
            try:
                book_callback(
                    one, window=Window(opens, opens + QUARTER), phone=PHONE, tz="UTC", now=NOON
                )
            except WindowFull as full:
                lost.append(len(full.nearest))
            except Exception as error:  # noqa: BLE001  A border: what a thread raises is told by it.
                failed.append(repr(error))
        connection.close()

    threads = [threading.Thread(target=reach, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [Callback.objects.filter(conversation__in=pair).count() for pair in pairs]
    return {
        "rounds": rounds,
        "one_winner": winners.count(1),
        "losers_shown_others": sum(nearest > 0 for nearest in lost),
        "slots": HeldSlot.objects.count(),
        "failed": len(failed),
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
