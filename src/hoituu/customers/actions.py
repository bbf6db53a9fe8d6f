"""Everything that changes what we know about a customer."""

from collections.abc import Sequence
from datetime import datetime

from hoituu.customers.models import ContactPoint, Customer
from hoituu.customers.queries import find_points
from hoituu.customers.rules import PointKind, Preference, Sender, Value, contact_point
from hoituu.journal.actions import write
from hoituu.journal.rows import insert_rows
from hoituu.journal.transactions import atomic


@atomic
def recognise_customers(senders: Sequence[Sender], *, now: datetime) -> list[Customer]:
    """Return who writes, one a sender; somebody new is written down.

    A sender without a contact point is somebody new every time.
    """
    points = find_points([s.point for s in senders if s.point])
    known = {key: point.customer for key, point in points.items()}
    customers: list[Customer] = []
    new: list[tuple[Customer, Sender]] = []
    for sender in senders:
        customer = known.get(sender.point) if sender.point else None
        if customer is None:
            customer = Customer(name=sender.name[:200], language=sender.language, created_at=now)
            new.append((customer, sender))
            if sender.point:
                known[sender.point] = customer
        customers.append(customer)
    _write_down(new, now=now)
    for sender in senders:
        if sender.point in points:
            _hear_from(points[sender.point], sender)
    return customers


def _write_down(new: Sequence[tuple[Customer, Sender]], *, now: datetime) -> None:
    insert_rows([customer for customer, _ in new])
    insert_rows(
        [
            ContactPoint(customer=customer, kind=sender.point[0], value=sender.point[1])
            for customer, sender in new
            if sender.point
        ]
    )
    for customer, _ in new:
        write("customer.recognised", now=now, customer_id=customer.pk)


def _hear_from(point: ContactPoint, sender: Sender) -> None:
    """Learn from somebody known: who writes from an address can be reached there again."""
    if point.undelivered_at:
        point.undelivered_at = None
        point.save(update_fields=["undelivered_at"])
    if sender.name and not point.customer.name:
        point.customer.name = sender.name[:200]
        point.customer.save(update_fields=["name"])


@atomic
def add_contact_point(
    customer: Customer, *, text: str, actor_id: int | None = None, now: datetime
) -> ContactPoint | None:
    """Add an address or a number; somebody else's is left alone, None. Raises NotAContactPoint."""
    kind, value = contact_point(text)
    point, new = ContactPoint.objects.get_or_create(
        kind=kind, value=value, defaults={"customer": customer}
    )
    if new:
        write("customer.contact_point_added", actor_id=actor_id, now=now, customer_id=customer.pk)
    return point if point.customer_id == customer.pk else None


@atomic
def describe_customer(
    customer: Customer,
    *,
    name: str,
    remember: str,
    since: str = "",
    monthly_cents: int | None = None,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Write down who a customer is, what we remember about them, and what they spend a month."""
    customer.name, customer.remember, customer.since = name[:200], remember, since[:40]
    customer.monthly_cents = monthly_cents
    customer.save(update_fields=["name", "remember", "since", "monthly_cents"])
    write("customer.described", actor_id=actor_id, now=now, customer_id=customer.pk)


@atomic
def note_values(values: Sequence[Value], *, actor_id: int | None, now: datetime) -> int:
    """Write down what customers spend with us, as another system says; return how many we know.

    It informs how large a gesture is, never who answers, when, or in which order.
    """
    points = find_points([value.point for value in values])
    for value in values:
        point = points.get(value.point)
        if point is None:
            continue
        point.customer.monthly_cents = value.monthly_cents
        point.customer.since = value.since or point.customer.since
        point.customer.save(update_fields=["monthly_cents", "since"])
        write("customer.valued", actor_id=actor_id, now=now, customer_id=point.customer_id)
    return sum(value.point in points for value in values)


@atomic
def prefer(
    customer: Customer,
    *,
    preference: Preference,
    call_times: str,
    actor_id: int | None = None,
    now: datetime,
) -> None:
    """Write down how and when a customer wants to be told."""
    customer.preference, customer.call_times = preference, call_times[:200]
    customer.save(update_fields=["preference", "call_times"])
    write("customer.preferred", actor_id=actor_id, now=now, customer_id=customer.pk)


@atomic
def take_wish(
    customer: Customer, *, preference: Preference, call_times: str, phone: str, now: datetime
) -> None:
    """Take in how a customer wants to be told, and the number to call if they give one.

    Raises NotAContactPoint.
    """
    if phone:
        add_contact_point(customer, text=phone, now=now)
    prefer(customer, preference=preference, call_times=call_times, now=now)


@atomic
def mark_undelivered(customer: Customer, *, address: str, now: datetime) -> None:
    """Note that mail to an address comes back."""
    points = customer.points.filter(kind=PointKind.EMAIL, value=address.lower())
    if points.update(undelivered_at=now):
        write("customer.address_undelivered", now=now, customer_id=customer.pk)


@atomic
def count_spam(customer: Customer, *, by: int, now: datetime) -> None:
    """Add to (or take from) how often this sender's contacts were spam."""
    customer.spam_marks = max(0, customer.spam_marks + by)
    customer.save(update_fields=["spam_marks"])
    write("customer.spam_counted", now=now, customer_id=customer.pk)


@atomic
def note_export(customer: Customer, *, actor_id: int | None, now: datetime) -> None:
    """Note that somebody took along all that we know about a customer."""
    write("customer.exported", actor_id=actor_id, now=now, customer_id=customer.pk)


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget who somebody was; that there was somebody stays, for the count."""
    Customer.objects.filter(pk=customer_id).update(
        name="",
        language="fi",
        preference="",
        call_times="",
        remember="",
        since="",
        monthly_cents=None,
    )
    ContactPoint.objects.filter(customer_id=customer_id).delete()
    write("customer.erased", now=now, customer_id=customer_id)
