"""Everything that changes what we know about a customer."""

from datetime import datetime

from hoituu.customers.models import ContactPoint, Customer
from hoituu.customers.queries import find_customer
from hoituu.customers.rules import PointKind, Preference, contact_point
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def recognise_customer(
    kind: PointKind, *, value: str, name: str = "", language: str = "fi", now: datetime
) -> Customer:
    """Return who writes from this contact point; somebody new is written down."""
    known = find_customer(kind, value)
    if known is not None:
        # Who writes from an address can be reached there again.
        known.points.filter(kind=kind, value=value).update(undelivered_at=None)
        if name and not known.name:
            known.name = name[:200]
            known.save(update_fields=["name"])
        return known
    customer = Customer.objects.create(name=name[:200], language=language, created_at=now)
    customer.points.create(kind=kind, value=value)
    write("customer.recognised", now=now, customer_id=customer.pk)
    return customer


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
    actor_id: int | None,
    now: datetime,
) -> None:
    """Write down who a customer is and what we remember about them."""
    customer.name, customer.remember, customer.since = name[:200], remember, since[:40]
    customer.save(update_fields=["name", "remember", "since"])
    write("customer.described", actor_id=actor_id, now=now, customer_id=customer.pk)


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
