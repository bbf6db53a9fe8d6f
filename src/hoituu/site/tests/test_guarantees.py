"""Random weeks through the real actions and the real database: after every step of the clock the
guarantees hold, whoever was ill, left, handed over or forgot.
"""

import os
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoituu.callbacks.actions import (
    book_callback,
    cancel_callback,
    end_call,
    give_up_attempt,
    hear_no_answer,
    hear_not_now,
    keep_place,
    plan_calls,
    save_window,
    start_call,
    take_back_call,
    tell_ahead,
)
from hoituu.callbacks.models import IS_ALIVE, Callback
from hoituu.callbacks.queries import displaced, not_tried_again, to_tell
from hoituu.callbacks.rules import CallState, Window
from hoituu.callbacks.tests.builders import PHONE
from hoituu.callbacks.words import REFUSED as CALL_REFUSED
from hoituu.conversations.actions import (
    claim_outgoing,
    decline,
    offer_to,
    record_failed,
    record_sent,
)
from hoituu.conversations.actions.send import Failure
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import count_off_duty, off_duty_ids, silent_customers
from hoituu.conversations.rules import (
    OPEN_TURNS,
    Channel,
    Draft,
    NoSuchMove,
    NotHere,
    NotOpen,
    NotYours,
    OthersMatter,
    PromiseStillOpen,
    ResolvedBy,
    Turn,
)
from hoituu.conversations.tests.builders import a_contact, a_person
from hoituu.journal.models import Entry
from hoituu.journal.tests.builders import follow_up
from hoituu.promises.actions import (
    answer_with_promise,
    hear_silence,
    keep_duty,
    keep_promise,
    look_at_promises,
    merge_conversations,
    separate_conversation,
    take_in,
    take_over,
)
from hoituu.promises.models import Promise
from hoituu.promises.queries import to_watch
from hoituu.promises.rules import CallIsAgreed, PromiseNeedsTime
from hoituu.site.checks import count_guarantees
from hoituu.staff.actions import add_absence, change_person, set_covers, set_shifts
from hoituu.staff.models import User
from hoituu.staff.rules import LastAdmin, Role

pytestmark = pytest.mark.django_db
EXAMPLES = 300 if os.environ.get("HOITUU_TEST_LONG") else 25
# A week before the clocks go forward, with Easter right behind it.
BEGIN = datetime.fromisoformat("2026-03-23T09:00:00+02:00")
REFUSED = (
    NotHere, NotYours, PromiseNeedsTime, PromiseStillOpen, LastAdmin, *CALL_REFUSED,
    OthersMatter, NotOpen, NoSuchMove, CallIsAgreed,
)  # fmt: skip
NAMES = ["Camilla Rinne", "Aino Mäkelä", "Eetu Salo", "Ulla Aalto"]

people, some = st.integers(0, len(NAMES) - 1), st.integers(0, 9)
steps = st.one_of(
    st.tuples(st.just("contact"), some, st.just(0)),
    st.tuples(st.just("answer"), some, st.integers(0, 72)),
    st.tuples(st.just("keep"), some, st.just(0)),
    st.tuples(st.just("offer"), some, people),
    st.tuples(st.just("take"), some, people),
    st.tuples(st.just("decline"), some, st.just(0)),
    st.tuples(st.just("absence"), people, st.integers(1, 200)),
    st.tuples(st.just("leave"), people, st.booleans()),
    st.tuples(st.just("shifts"), people, st.integers(0, 2)),
    st.tuples(st.just("bounce"), some, st.just(0)),
    st.tuples(st.just("pick"), some, st.integers(0, 80)),
    st.tuples(st.just("ring"), some, st.integers(0, 4)),
    st.tuples(st.just("no_call"), some, st.just(0)),
    st.tuples(st.just("second"), some, st.just(0)),
    st.tuples(st.just("merge"), some, some),
    st.tuples(st.just("separate"), some, st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 80), st.just(0)),
)
WEEKS = [{}, {day: [(8 * 60, 16 * 60)] for day in range(5)}, {6: [(22 * 60, 6 * 60)]}]


class Office:
    """A small office, its customers, and its worker, at a time that a test moves."""

    def __init__(self) -> None:
        self.now = BEGIN
        self.people = [
            a_person(n, Role.ADMIN if not i else Role.AGENT) for i, n in enumerate(NAMES)
        ]
        set_covers(self.people[1], stand_ins=self.people[2:], actor_id=None, now=self.now)

    def one(self, number: int) -> Conversation | None:
        return Conversation.objects.filter(turn__in=OPEN_TURNS).order_by("pk")[number:].first()

    def do(self, what: str, a: int, b: int) -> None:
        with suppress(*REFUSED):
            getattr(self, what)(a, b)

    def contact(self, customer: int, _: int) -> None:
        sender = f"asiakas{customer}@asiakas.example"
        theirs = Conversation.objects.filter(participants__address=sender).first()
        known = theirs.pk if theirs else None  # One matter a customer: three mails an hour do.
        take_in([a_contact(sender=sender, at=self.now, conversation_id=known)], now=self.now)

    def second(self, customer: int, _: int) -> None:
        sender = f"asiakas{customer}@asiakas.example"
        take_in([a_contact("Toinen asia.", sender=sender, at=self.now)], now=self.now)

    def merge(self, number: int, other: int) -> None:
        if one := self.one(number):
            others = Conversation.objects.filter(customer=one.customer_id).order_by("pk")
            two = others[other % max(others.count(), 1)]
            merge_conversations(two, into=one, by_id=one.owner_id, now=self.now)

    def separate(self, number: int, _: int) -> None:
        parts = Conversation.objects.filter(turn=Turn.MERGED).order_by("pk")
        if part := parts[number % 3 :].first():
            owner_id = Conversation.objects.get(pk=part.merged_into_id).owner_id
            separate_conversation(part, by_id=owner_id, now=self.now)

    def answer(self, number: int, hours: int) -> None:
        if one := self.one(number):
            promises = [("Soitan", self.now + timedelta(hours=hours))] if hours else []
            draft = Draft("Hei!", to=("asiakas@asiakas.example",))
            answer_with_promise(
                one, author_id=one.owner_id, draft=draft, promises=promises,
                resolves=number % 2 == 0, now=self.now,
            )  # fmt: skip

    def keep(self, number: int, _: int) -> None:
        if (
            promise := Promise.objects.filter(attention_at__isnull=False)
            .order_by("pk")[number:]
            .first()
        ):
            keep_promise(promise, now=self.now)

    def offer(self, number: int, to: int) -> None:
        if one := self.one(number):
            person = self.people[to]
            offer_to(one, to_id=person.pk, by_id=one.owner_id, sentence="Osaat tämän", now=self.now)

    def take(self, number: int, by: int) -> None:
        if one := self.one(number):
            take_over(one, by_id=self.people[by].pk, now=self.now)

    def decline(self, number: int, _: int) -> None:
        if one := self.one(number):
            decline(one, by_id=one.owner_id, now=self.now)

    def absence(self, who: int, hours: int) -> None:
        ends_at = self.now + timedelta(hours=hours)
        add_absence(
            self.people[who], starts_at=self.now, ends_at=ends_at, actor_id=None, now=self.now
        )

    def leave(self, who: int, stays: bool) -> None:
        person = User.objects.get(pk=self.people[who].pk)
        change_person(person, actor_id=None, now=self.now, is_active=stays)

    def shifts(self, who: int, which: int) -> None:
        set_shifts(self.people[who], week=WEEKS[which], actor_id=None, now=self.now)

    def bounce(self, number: int, _: int) -> None:
        sent = Message.objects.filter(delivery="sent", kind="answer").order_by("-pk")
        if message := sent[number:].first():
            record_failed(message, failure=Failure.BOUNCED, now=self.now)

    def pick(self, number: int, hours: int) -> None:
        if one := self.one(number):
            opens = self.now + timedelta(hours=hours)
            window = Window(opens, opens + timedelta(hours=1))
            book_callback(one, window=window, phone=PHONE, tz="Europe/Helsinki", now=self.now)

    def ring(self, number: int, what: int) -> None:
        if call := self.alive(number):
            if call.state == CallState.BOOKED:
                start_call(call, agent_id=call.agent_id, now=self.now)
            self.now += timedelta(minutes=3)
            if what == 0:
                end_call(call, said="Sovittu.", now=self.now)
            elif what < 4:
                (hear_not_now, hear_no_answer, take_back_call)[what - 1](call, now=self.now)

    def no_call(self, number: int, _: int) -> None:
        if call := self.alive(number):
            cancel_callback(call, now=self.now)

    def alive(self, number: int) -> Callback | None:
        return Callback.objects.filter(IS_ALIVE).order_by("pk")[number % 3 :].first()

    def wait(self, hours: int, _: int) -> None:
        for _hour in range(hours):
            self.now += timedelta(hours=1)
            self.work()

    def work(self) -> None:
        """Do what the worker does until there is nothing left to do at this hour."""
        for message in claim_outgoing(Channel.EMAIL, now=self.now, limit=1000):
            record_sent(message, now=self.now)
        follow_up(now=self.now)
        for pk in off_duty_ids(now=self.now):
            keep_duty(Conversation(pk=pk), now=self.now)
        for one in displaced(now=self.now):
            keep_place(one, now=self.now)
        for one in not_tried_again(now=self.now):
            give_up_attempt(one, now=self.now)
        for one in plan_calls(now=self.now):
            save_window(one, now=self.now)
        for one in to_tell(now=self.now):
            tell_ahead(one, now=self.now)
        for _ in range(200):
            if not (found := to_watch(now=self.now)):
                break
            look_at_promises([found[0]], now=self.now)
        for one in silent_customers(now=self.now):
            hear_silence(one, now=self.now)
        follow_up(now=self.now)

    def broken(self) -> dict[str, object]:
        """Return which guarantees do not hold."""
        counts = count_guarantees(now=self.now, full=True)
        never = {"open", "reconciled_at", "ok", "promises_overdue_unannounced", "hanging"}
        found = {name: count for name, count in counts.items() if count and name not in never}
        closed = Conversation.objects.filter(
            resolved_by=ResolvedBy.CLOCK, waiting_since__isnull=False
        )
        if closed.exists():
            found["closed_while_waiting"] = closed.count()
        parts = Conversation.objects.filter(turn=Turn.MERGED)
        if Message.objects.filter(conversation__in=parts).exists():
            found["said_where_nobody_looks"] = 1
        if Promise.objects.filter(conversation__in=parts).exists():
            found["promised_where_nobody_looks"] = 1
        idle = Callback.objects.filter(IS_ALIVE, state=CallState.BOOKED, attempts=None)
        for call in idle.select_related("promise"):
            if call.promise.attention_at is None:
                found["agreed_and_not_owed"] = call.pk
        return found


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(steps, max_size=14))
def test_the_guarantees_hold_after_every_hour_of_any_week(todo):
    with transaction.atomic():
        office = Office()
        for step in [*todo, ("wait", 2, 0)]:
            office.do(*step)
            office.do("wait", 1, 0)
            assert office.broken() == {}, (office.now, todo)
        covers = Entry.objects.filter(kind="conversation.covered")
        absences = Entry.objects.filter(kind__in=["absence.added", "user.changed", "shifts.set"])
        most = absences.count() * Conversation.objects.count()
        assert covers.count() <= most, "it changes hands only because of something"
        assert count_off_duty(now=office.now) == 0
        transaction.set_rollback(True)
