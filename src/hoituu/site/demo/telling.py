"""How a demo's days are told: contacts, answers and promises at earlier times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hoituu.callbacks.actions import book_callback
from hoituu.callbacks.models import Callback
from hoituu.callbacks.rules import Window
from hoituu.channels.email.actions import set_up_inbox
from hoituu.channels.email.models import Inbox, LetterId
from hoituu.channels.email.rules.outcome import Security
from hoituu.conversations.actions import record_sent, write_note
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.rules import Channel, Contact, Delivery, Draft
from hoituu.customers.actions import add_contact_point, describe_customer, prefer
from hoituu.customers.models import Customer
from hoituu.customers.rules import PointKind, Preference
from hoituu.journal.actions import run_reaction
from hoituu.journal.queries import next_due
from hoituu.language import search_terms
from hoituu.promises.actions import answer_with_promise, take_in
from hoituu.recovery.actions import hear
from hoituu.recovery.queries import complaint_in, unheard
from hoituu.staff.models import User
from hoituu.worktime import Calendar

HELSINKI = ZoneInfo("Europe/Helsinki")


@dataclass
class Telling:
    """One demo being told: who works there, and the moment it is told for."""

    now: datetime
    inbox: Inbox
    calendar: Calendar
    count: int = 0

    def ago(self, minutes: int) -> datetime:
        """Return a moment so many working minutes ago, so that no one wrote at night."""
        return self.calendar.back(self.now, minutes)

    def at_clock(self, hour: int, minute: int = 0, *, days: int = 0) -> datetime:
        """Return a wall time of today or of so many days from today."""
        local = self.now.astimezone(HELSINKI) + timedelta(days=days)
        return local.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def window(self, since: int, until: int) -> Window:
        """Return the window from so many minutes from now until so many, on five minutes."""
        even = self.now - timedelta(minutes=self.now.minute % 5, seconds=self.now.second)
        even = even.replace(microsecond=0)
        return Window(even + timedelta(minutes=since), even + timedelta(minutes=until))

    def writes(
        self,
        name: str,
        address: str,
        subject: str,
        body: str,
        *,
        at: datetime,
        to_conversation: Conversation | None = None,
        channel: Channel = Channel.EMAIL,
        language: str = "fi",
        spam: bool = False,
        preferred: User | None = None,
    ) -> Conversation:
        """Let a customer write, and return where it ended."""
        self.count += 1
        contact = Contact(
            channel=channel,
            body=body,
            shown=body,
            subject=subject,
            at=at,
            sender_kind=PointKind.EMAIL,
            sender=address,
            sender_name=name,
            language=language,
            terms=search_terms(f"{name} {address} {subject} {body}", language),
            spam=spam,
            conversation_id=to_conversation.pk if to_conversation else None,
            team_id=self.inbox.team_id,
            preferred_id=preferred.pk if preferred else None,
        )
        received = take_in([contact], now=at)[0]
        LetterId.objects.create(
            message_id=received.message_id,
            value=f"<demo-{self.count}@customer.example>",
            inbox=self.inbox,
        )
        self.settle(at)
        return Conversation.objects.get(pk=received.conversation_id)

    def answers(
        self,
        conversation: Conversation,
        body: str,
        *,
        at: datetime,
        promise: str = "",
        due_at: datetime | None = None,
        keeps: Sequence[int] = (),
        resolves: bool = False,
    ) -> Message:
        """Let the owner answer, and the mail be taken over by the next server at once."""
        conversation.refresh_from_db()
        to = [p.value for p in conversation.customer.points.filter(kind=PointKind.EMAIL)]
        message = answer_with_promise(
            conversation,
            author_id=conversation.owner_id,
            draft=Draft(body, to=tuple(to)),
            promises=[(promise, due_at)] if due_at else [],
            keeps=keeps,
            resolves=resolves,
            now=at,
        )
        self.settle(at)
        return message

    def notes(self, conversation: Conversation, author: User, body: str, *, at: datetime) -> None:
        """Let somebody write to the team."""
        write_note(conversation, author_id=author.pk, draft=Draft(body), now=at)

    def agrees(
        self, conversation: Conversation, *, window: Window, phone: str, at: datetime
    ) -> Callback:
        """Let a customer pick when they are called."""
        conversation.refresh_from_db()
        callback = book_callback(conversation, window=window, phone=phone, tz=HELSINKI.key, now=at)
        self.settle(at)
        return callback

    def settle(self, at: datetime) -> None:
        """Send what was said back then and let follow what follows, so that nothing waits now."""
        for message in Message.objects.filter(delivery=Delivery.QUEUED):
            record_sent(message, now=at)
        while due := next_due(now=at):
            run_reaction(due, now=at)
        hear([(one, complaint_in(one)) for one in unheard()], now=at)

    def knows(
        self,
        conversation: Conversation,
        *,
        since: str = "",
        remember: str = "",
        preference: Preference = Preference.NONE,
        call_times: str = "",
        phone: str = "",
        monthly_cents: int | None = None,
    ) -> Customer:
        """Write down what the firm remembers about a customer."""
        customer = conversation.customer
        describe_customer(
            customer,
            name=customer.name,
            remember=remember,
            since=since,
            monthly_cents=monthly_cents,
            actor_id=None,
            now=self.now,
        )
        if preference or call_times:
            prefer(customer, preference=preference, call_times=call_times, now=self.now)
        if phone:
            add_contact_point(customer, text=phone, now=self.now)
        return customer


def hours_around(now: datetime, *, since: int, until: int) -> dict[str, list[list[int]]]:
    """Return opening hours of every day, stretched over the moment the demo is looked at.

    Four hours from then on are open, past midnight too: what is agreed on has its place.
    """
    hour = now.astimezone(HELSINKI).hour
    opens, closes = min(since, hour), max(until, hour + 5)
    return {
        str(day): [[opens * 60, (closes - 24 if closes > 24 else closes) * 60]] for day in range(7)
    }


def demo_inbox(*, name: str, address: str, from_name: str, now: datetime) -> Inbox:
    """Make the inbox of a demo; its server is the demo's own."""
    return set_up_inbox(
        Inbox(name=name, address=address),
        from_name=from_name,
        smtp_host="127.0.0.1",
        smtp_port=25,
        smtp_security=Security.NONE,
        now=now,
    )
