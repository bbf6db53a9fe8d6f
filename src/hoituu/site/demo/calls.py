"""Three weeks of calls that were made, so that the demo knows when customers answer.

They are written straight into the tables: hundreds of calls told one by one would keep whoever
starts a demo waiting.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice, product

from hoituu.callbacks.models import Attempt, Callback
from hoituu.callbacks.rules import CallState, Outcome
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import Channel, MessageKind, ResolvedBy, Turn
from hoituu.customers.models import ContactPoint, Customer
from hoituu.customers.rules import PointKind
from hoituu.promises.models import Event, Promise
from hoituu.promises.rules import EventType, PromiseKind
from hoituu.site.demo.telling import HELSINKI
from hoituu.staff.models import User

FIRST = ["Anna", "Eero", "Helmi", "Ilkka", "Kaarina", "Lauri", "Maija", "Timo"]
LAST = ["Heino", "Koivu", "Laakso", "Peltola", "Rantanen"]
WEEKS, AN_HOUR = 3, 4  # so many calls in each hour of a week
# How many of twelve calls are answered: people answer best when they are on their way home.
ANSWERED = {9: 5, 10: 6, 11: 7, 12: 4, 13: 5, 14: 7, 15: 10, 16: 11}


def earlier_calls(people: Sequence[User], *, now: datetime) -> None:
    """Write down the calls of the last three weeks, and whose they were."""
    one_each = [_conversation(number, people, now=now) for number in range(len(FIRST) * len(LAST))]
    calls = [
        Callback(
            conversation=one_each[number % len(one_each)],
            promise=_promise(one_each[number % len(one_each)], began),
            state=CallState.ANSWERED if answered else CallState.NO_ANSWER,
            phone="+358405550000",
            tz=HELSINKI.key,
            minutes=10,
            agent=people[number % len(people)],
        )
        for number, (began, answered) in enumerate(_calls(now))
    ]
    Promise.objects.bulk_create([call.promise for call in calls])
    Callback.objects.bulk_create(calls)
    attempts = [_attempt(call) for call in calls]
    Attempt.objects.bulk_create(attempts)
    Event.objects.bulk_create([_event(attempt) for attempt in attempts])


def _calls(now: datetime) -> Iterator[tuple[datetime, bool]]:
    """Yield when each call began and whether it was answered, in their order."""
    local = now.astimezone(HELSINKI).replace(minute=0, second=0, microsecond=0)
    days = [local - timedelta(days=back) for back in range(WEEKS * 7, 0, -1)]
    workdays = [day for day in days if day.weekday() < 5]
    for on_day, day in enumerate(workdays):
        for hour, good in ANSWERED.items():
            for number in range(AN_HOUR):
                turn = on_day // 5 * AN_HOUR + number + on_day
                began = day.replace(hour=hour) + timedelta(minutes=13 * number + 2)
                yield began, turn * 5 % (WEEKS * AN_HOUR) < good


def _conversation(number: int, people: Sequence[User], *, now: datetime) -> Conversation:
    """Write down a customer who asked for calls, and what is long since taken care of."""
    first, last = next(islice(product(FIRST, LAST), number, None))
    long_ago = now - timedelta(days=WEEKS * 7 + 1)
    customer = Customer.objects.create(name=f"{first} {last}", created_at=long_ago)
    ContactPoint.objects.create(
        customer=customer, kind=PointKind.PHONE, value=f"+35840555{1000 + number}"
    )
    one = Conversation.objects.create(
        customer=customer,
        owner=people[number % len(people)],
        team=people[number % len(people)].teams.first(),
        subject="Taloyhtiön liittymät",
        channel=Channel.PHONE,
        turn=Turn.RESOLVED,
        resolved_by=ResolvedBy.PERSON,
        resolved_at=now - timedelta(days=1),
        opened_at=long_ago,
        latest_at=now - timedelta(days=1),
        answered_at=long_ago,
        seen_by_owner=True,
    )
    message = Message.objects.create(
        conversation=one,
        kind=MessageKind.CONTACT,
        channel=Channel.PHONE,
        sender_name=customer.name,
        body="Toivoo, että soitamme, kun talossa sovitaan liittymistä.",
        at=long_ago,
    )
    Conversation.objects.filter(pk=one.pk).update(latest_id=message.pk)
    return one


def _promise(conversation: Conversation, began: datetime) -> Promise:
    return Promise(
        conversation=conversation,
        kind=PromiseKind.CALL,
        text="Soitamme",
        made_at=began - timedelta(days=1),
        window_start=began.replace(minute=0),
        due_at=began.replace(minute=0) + timedelta(hours=1),
    )


def _attempt(call: Callback) -> Attempt:
    answered = call.state == CallState.ANSWERED
    began = call.promise.window_start or call.promise.made_at
    began += timedelta(minutes=2)
    return Attempt(
        callback=call,
        agent_id=call.agent_id,
        started_at=began,
        answered_at=began if answered else None,
        ended_at=began + timedelta(minutes=6 if answered else 1),
        outcome=Outcome.ANSWERED if answered else Outcome.NO_ANSWER,
    )


def _event(attempt: Attempt) -> Event:
    kind = EventType.KEPT if attempt.answered_at else EventType.ATTEMPT_NO_ANSWER
    return Event(promise=attempt.callback.promise, type=kind, at=attempt.started_at)
