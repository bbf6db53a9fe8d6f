"""Two do something at the same moment, again and again.

    python tests/race.py places|desk|customers ROUNDS

Runs on the installation that HOITUU_DATA and HOITUU_DATABASE_URL name; prints JSON. `places`: two
customers reach for the last place of a window. `desk`: two of us answer, hand over, promise, merge
and close one conversation. `customers`: one customer chooses in two tabs, or what is just taken
back, and a kiosk sends the same answers twice.
"""

import json
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from hoituu.callbacks.actions import book_callback  # noqa: E402
from hoituu.callbacks.models import Callback, HeldSlot  # noqa: E402
from hoituu.callbacks.rules import Window, WindowFull  # noqa: E402
from hoituu.callbacks.tests.builders import PHONE, open_always  # noqa: E402
from hoituu.conversations.actions import (  # noqa: E402
    resolve,
    save_draft,
    send_draft,
    stop_draft,
)
from hoituu.conversations.models import Conversation, Message, WrittenDraft  # noqa: E402
from hoituu.conversations.rules import (  # noqa: E402
    UNDO_FOR,
    NotYours,
    PromiseStillOpen,
    ResolvedBy,
    SomethingNew,
    TakenMeanwhile,
    Turn,
)
from hoituu.conversations.tests.builders import (  # noqa: E402
    NOON,
    TOMORROW,
    a_contact,
    a_conversation,
    a_person,
)
from hoituu.feedback.actions import keep_point, take_taps  # noqa: E402
from hoituu.feedback.models import Feedback, Point  # noqa: E402
from hoituu.feedback.rules import PointKind, Tap  # noqa: E402
from hoituu.promises.actions import (  # noqa: E402
    make_promise,
    merge_conversations,
    send_written,
    take_in,
    take_over,
)
from hoituu.promises.models import Promise  # noqa: E402
from hoituu.recovery.actions import (  # noqa: E402
    choose_remedy,
    offer_remedy,
    open_recovery,
    withdraw_remedy,
)
from hoituu.recovery.models import Recovery, Remedy  # noqa: E402
from hoituu.recovery.rules import AlreadyAgreed, RemedyGone, RemedyKind  # noqa: E402
from hoituu.site.checks import count_guarantees  # noqa: E402

QUARTER = timedelta(minutes=15)  # One place of a team of one, and no second one.
LEAVES = NOON + UNDO_FOR
Step = Callable[[], str]


def at_once(pairs: Sequence[tuple[Step, Step]]) -> list[list[str]]:
    """Do both steps of each pair at once; return what each said, or the name of what it raised."""
    ready = threading.Barrier(2)
    said: list[list[str]] = [["", ""] for _ in pairs]

    def work(which: int) -> None:
        for number, pair in enumerate(pairs):
            ready.wait()
            try:
                said[number][which] = pair[which]()
            except Exception as error:  # noqa: BLE001  A border: what a thread raises is told by it.
                said[number][which] = type(error).__name__
        connection.close()

    threads = [threading.Thread(target=work, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def places(rounds: int) -> dict[str, int]:
    """Let two customers reach for the last place of a window."""
    pairs = [
        [a_conversation(sender=f"{who}{number}@asiakas.example").pk for who in ("a", "b")]
        for number in range(rounds)
    ]

    def reach(pk: int, number: int) -> Step:
        opens = NOON + timedelta(hours=1) + number * QUARTER

        def book() -> str:
            one, window = Conversation.objects.get(pk=pk), Window(opens, opens + QUARTER)
            try:
                book_callback(one, window=window, phone=PHONE, tz="UTC", now=NOON)
            except WindowFull as full:
                return f"shown {len(full.nearest)}"
            return "has it"

        return book

    said = at_once([(reach(a, n), reach(b, n)) for n, (a, b) in enumerate(pairs)])
    winners = [Callback.objects.filter(conversation__in=pair).count() for pair in pairs]
    lost = [word for both in said for word in both if word.startswith("shown")]
    return {
        "rounds": rounds,
        "one_winner": winners.count(1),
        "losers_shown_others": sum(word != "shown 0" for word in lost),
        "slots": HeldSlot.objects.count(),
        "failed": sum(word != "has it" for both in said for word in both) - len(lost),
    }


def desk(rounds: int) -> dict[str, object]:
    """Let two of us do what does not go together, and see that one outcome came of it."""
    kinds = [taken_while_answered, sent_twice, taken_twice, written_while_answered,
             promised_while_closed, promised_while_merged]  # fmt: skip
    rows = [kinds[number % len(kinds)](number) for number in range(rounds)]
    said = at_once([pair for pair, _ in rows])
    wrong: dict[str, list[str]] = {}
    for number, ((_, holds), words) in enumerate(zip(rows, said, strict=True)):
        if not holds(*words):
            wrong.setdefault(kinds[number % len(kinds)].__name__, []).append(" / ".join(words))
    counts = count_guarantees(now=LEAVES, full=True)
    never = {"open", "reconciled_at", "ok", "hanging"}
    return {
        "rounds": rounds,
        "wrong": wrong,
        "broken": {name: count for name, count in counts.items() if count and name not in never},
    }


def customers(rounds: int) -> dict[str, object]:
    """Let a customer choose twice at once, or what is taken back, and a kiosk send twice."""
    kinds = [chosen_in_two_tabs, chosen_while_withdrawn, tapped_twice]
    rows = [kinds[number % len(kinds)](number) for number in range(rounds)]
    said = at_once([pair for pair, _ in rows])
    wrong: dict[str, list[str]] = {}
    for number, ((_, holds), words) in enumerate(zip(rows, said, strict=True)):
        if not holds(*words):
            wrong.setdefault(kinds[number % len(kinds)].__name__, []).append(" / ".join(words))
    return {"rounds": rounds, "wrong": wrong}


def offers_of(number: int) -> tuple[Recovery, list[Remedy]]:
    one = matter(number)
    recovery = open_recovery(one, by_id=one.owner_id, now=NOON)
    return recovery, [
        offer_remedy(
            recovery,
            kind=RemedyKind.FAVOUR,
            text=text,
            worth_cents=None,
            days=3,
            by=one.owner,
            now=NOON,
        )
        for text in ("Asentaja käy", "Uusi reititin")
    ]


def choose(remedy: Remedy) -> Step:
    def do() -> str:
        try:
            choose_remedy(remedy.recovery, remedy_id=remedy.pk, now=LEAVES)
        except (AlreadyAgreed, RemedyGone) as refusal:
            return type(refusal).__name__
        return "chosen"

    return do


def chosen_in_two_tabs(number: int):
    """Matti chooses one way here and another there: one is agreed on, and promised once."""
    recovery, ways = offers_of(number)

    def holds(*words: str) -> bool:
        agreed = Remedy.objects.filter(recovery=recovery, state="chosen").count()
        promised = given(recovery.conversation)
        return sorted(words)[1] == "chosen" and (agreed, promised) == (1, 1)

    return (choose(ways[0]), choose(ways[1])), holds


def chosen_while_withdrawn(number: int):
    """Matti chooses what Aino takes back: it is promised or gone, and both are told the same."""
    recovery, ways = offers_of(number)

    def take_back() -> str:
        try:
            withdraw_remedy(ways[0], by_id=recovery.conversation.owner_id, now=LEAVES)
        except RemedyGone:
            return "too late"
        return "taken back"

    def holds(chose: str, took: str) -> bool:
        promised = given(recovery.conversation)
        return (chose, took, promised) in {
            ("chosen", "too late", 1),
            ("RemedyGone", "taken back", 0),
        }

    return (choose(ways[0]), take_back), holds


def tapped_twice(number: int):
    """A kiosk sends the same answers twice at once: each is one."""
    point = Point.objects.first() or keep_point(
        Point(name="Aula", kind=PointKind.KIOSK), by_id=a_person().pk, now=NOON
    )
    taps = [Tap(key=f"race-{number}-{n}", score=(-1, 2)[n % 2]) for n in range(5)]

    def send() -> str:
        take_taps(point, taps=taps, now=LEAVES)
        return "kept"

    def holds(*words: str) -> bool:
        kept = Feedback.objects.filter(key__contains=f"-race-{number}-").count()
        return words == ("kept", "kept") and kept == 5

    return (send, send), holds


def matter(number: int, subject: str = "Netti pätkii") -> Conversation:
    contact = a_contact(
        sender=f"matti{number}@asiakas.example",
        subject=subject,
        preferred_id=a_person("Aino Mäkelä").pk,
    )
    return Conversation.objects.get(pk=take_in([contact], now=NOON)[0].conversation_id)


def answer_of(one: Conversation) -> WrittenDraft:
    """Return Aino's answer with a promise, sent ten seconds ago."""
    draft = save_draft(
        one,
        author_id=one.owner_id,
        body="Soitan huomenna.",
        to=[f"matti{one.pk}@asiakas.example"],
        promise="Soitan",
        promise_due_at=TOMORROW,
        seen_id=one.latest_id,
        now=NOON,
    )
    return send_draft(draft, now=NOON)


def leave(draft: WrittenDraft) -> Step:
    """Do what the worker does with a draft whose ten seconds are over."""

    def send() -> str:
        try:
            send_written(draft, now=LEAVES)
        except (NotYours, SomethingNew) as refusal:
            stop_draft(draft, reason=type(refusal).__name__, now=LEAVES)
            return "stopped"
        return "sent"

    return send


def press(action: Callable[[], object]) -> Step:
    """Do one action; what it refuses is told by name."""

    def do() -> str:
        try:
            action()
        except (TakenMeanwhile, PromiseStillOpen) as refusal:
            return type(refusal).__name__
        return "done"

    return do


def answers(one: Conversation) -> int:
    return Message.objects.filter(conversation=one, kind="answer").count()


def given(one: Conversation) -> int:
    return Promise.objects.filter(conversation=one, kind="given").count()


def taken_while_answered(number: int):
    """Aino's answer leaves as Eetu takes it: it has left with its promise, or Aino has it back."""
    one, eetu = matter(number), a_person("Eetu Salo")
    draft = answer_of(one)
    take = press(lambda: take_over(one, by_id=eetu.pk, from_id=one.owner_id, now=LEAVES))

    def holds(left: str, took: str) -> bool:
        owner = Conversation.objects.get(pk=one.pk).owner_id
        kept = WrittenDraft.objects.filter(pk=draft.pk, stopped="NotYours").exists()
        once = (answers(one), given(one), kept) == (
            (1, 1, False) if left == "sent" else (0, 0, True)
        )
        return took == "done" and owner == eetu.pk and once

    return (leave(draft), take), holds


def sent_twice(number: int):
    """Two workers send the same answer: it leaves once, with one promise."""
    one = matter(number)
    draft = answer_of(one)
    return (leave(draft), leave(draft)), lambda *_: (answers(one), given(one)) == (1, 1)


def taken_twice(number: int):
    """Eetu and Ulla take what was Aino's: one has it, the other is told."""
    one, two = matter(number), [a_person("Eetu Salo"), a_person("Ulla Aalto")]

    def take(person) -> Step:
        return press(lambda: take_over(one, by_id=person.pk, from_id=one.owner_id, now=LEAVES))

    def holds(*words: str) -> bool:
        owner = Conversation.objects.get(pk=one.pk).owner_id
        return sorted(words) == ["TakenMeanwhile", "done"] and owner == two[words.index("done")].pk

    return (take(two[0]), take(two[1])), holds


def written_while_answered(number: int):
    """Matti writes as the answer leaves: it leaves and it is our turn again, or Aino reads first."""
    one = matter(number)
    draft = answer_of(one)
    more = a_contact(
        "Unohdin sanoa.", sender=f"matti{number}@asiakas.example", conversation_id=one.pk
    )
    write = press(lambda: take_in([more], now=LEAVES))

    def holds(left: str, wrote: str) -> bool:
        turn = Conversation.objects.get(pk=one.pk).turn
        last = Message.objects.filter(conversation=one).exclude(kind="first_word").latest("pk")
        ours = turn == Turn.OURS and last.kind == "contact"
        stopped = WrittenDraft.objects.filter(pk=draft.pk, stopped="SomethingNew").exists()
        return wrote == "done" and ours and (stopped if left == "stopped" else answers(one) == 1)

    return (leave(draft), write), holds


def promised_while_closed(number: int):
    """Aino closes what Eetu promises something in: it is closed no more, or it never was."""
    one = matter(number)
    owed = Promise.objects.filter(conversation=one)
    for promise in owed:
        promise.events.create(type="kept", at=NOON)
    owed.update(attention_at=None)
    Conversation.objects.filter(pk=one.pk).update(open_promises=0, promised_at=None)
    close = press(lambda: resolve(one, by=ResolvedBy.PERSON, actor_id=one.owner_id, now=LEAVES))
    promise = press(lambda: make_promise(one, text="Soitan", due_at=TOMORROW, now=LEAVES))

    def holds(closed: str, promised: str) -> bool:
        now = Conversation.objects.get(pk=one.pk)
        owed_now = (now.turn, now.open_promises) == (Turn.OURS, 1)
        return promised == "done" and closed in {"done", "PromiseStillOpen"} and owed_now

    return (close, promise), holds


def promised_while_merged(number: int):
    """Eetu promises something in what Aino merges into another: it is owed in the whole."""
    one, other = matter(number), matter(number, "Lasku")
    merge = press(lambda: merge_conversations(other, into=one, by_id=one.owner_id, now=LEAVES))
    promise = press(lambda: make_promise(other, text="Soitan", due_at=TOMORROW, now=LEAVES))

    def holds(*words: str) -> bool:
        owed = Conversation.objects.get(pk=one.pk).open_promises
        return words == ("done", "done") and (owed, given(one), given(other)) == (3, 1, 0)

    return (merge, promise), holds


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    open_always()
    print(
        json.dumps(
            {"places": places, "desk": desk, "customers": customers}[sys.argv[1]](int(sys.argv[2]))
        )
    )
