"""Writing down a call or a visit, and calls that nobody answered."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from hoituu.conversations.models import OPEN, Conversation, Message
from hoituu.conversations.rules import Channel, Contact, Received, Turn, check_says_something
from hoituu.customers.models import Customer
from hoituu.customers.queries import email_of, find_points
from hoituu.customers.rules import PointKind, contact_point, phone_number, shown_number
from hoituu.journal.transactions import atomic
from hoituu.language import language_of, search_terms
from hoituu.promises.actions import take_in
from hoituu.staff.queries import business
from hoituu.web.times import Times

OLDEST_MISSED = timedelta(days=7)


class NotOfLate(Exception):
    """A missed call is of the last week, and not of the future."""


def write_down(
    text: str,
    *,
    channel: Channel,
    name: str,
    reach: str,
    by_id: int,
    keeps_it: bool,
    customer_id: int | None = None,
    now: datetime,
) -> Received:
    """Make a conversation of what somebody said at the counter or on the phone.

    `reach` is an address or a number, or nothing. The writer has it, or the freest who is here.
    Raises NothingSaid, NotAContactPoint.
    """
    text = check_says_something(text)
    kind, value = contact_point(reach) if reach.strip() else ("", "")
    language = language_of(text)
    subject = text.split("\n")[0].split(". ")[0][:80]
    contact = Contact(
        channel=channel,
        body=text,
        subject=subject,
        at=now,
        sender_kind=kind,
        sender=value,
        sender_name=name.strip(),
        language=language,
        terms=search_terms(f"{name} {reach} {text}", language),
        customer_id=customer_id,
        entered_by=by_id,
        preferred_id=by_id if keeps_it else None,
    )
    return take_in([contact], now=now)[0]


@atomic
def take_missed_call(caller: str, *, at: datetime, now: datetime) -> Received:
    """Make a call that nobody answered somebody's; the same call told twice is taken in once.

    Who has something open with us already goes there. Who can be written to hears by when they are
    answered; to others nothing is promised that they could not hear. Raises NotAPhoneNumber (a hidden number
    cannot be called back), NotOfLate.
    """
    number = phone_number(caller)
    if not now - OLDEST_MISSED <= at <= now + timedelta(minutes=5):
        raise NotOfLate
    point = find_points([(PointKind.PHONE, number)]).get((PointKind.PHONE, number))
    customer = point.customer if point else None
    known = _taken_already(customer, number, at=at)
    if known is not None:
        return Received(
            known.conversation_id,
            known.pk,
            opened=False,
            reopened=False,
            deserves_first_word=False,
        )
    firm = business()
    with translation.override(customer.language if customer else firm.language):
        when = Times(now, ZoneInfo(firm.tz)).day_and_time(at)
        body = _("Called us %(when)s from %(number)s, and nobody answered.") % {
            "when": when,
            "number": shown_number(number),
        }
        subject = _("A missed call")
    contact = Contact(
        channel=Channel.PHONE,
        body=body,
        subject=subject,
        at=at,
        sender_kind=PointKind.PHONE,
        sender=number,
        language=customer.language if customer else firm.language,
        terms=search_terms(f"{number} {body}", firm.language),
        customer_id=customer.pk if customer else None,
        conversation_id=_open_with(customer),
        quiet=not (customer and email_of(customer)),
    )
    return take_in([contact], now=now)[0]


def _taken_already(customer: Customer | None, number: str, *, at: datetime) -> Message | None:
    if customer is None:
        return None
    theirs = Message.objects.filter(
        conversation__customer=customer, channel=Channel.PHONE, sender=number, at=at
    )
    return theirs.first()


def _open_with(customer: Customer | None) -> int | None:
    """Return the latest conversation that is open with a customer."""
    if customer is None:
        return None
    theirs = Conversation.objects.filter(OPEN, customer=customer).exclude(turn=Turn.SPAM)
    return theirs.order_by("-latest_at").values_list("pk", flat=True).first()
