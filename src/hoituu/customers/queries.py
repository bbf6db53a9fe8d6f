"""Reading customers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hoituu.customers.models import ContactPoint, Customer
from hoituu.customers.rules import PointKind, shown_number
from hoituu.lib.names import first_name, initials

# The tables of this room that are exported and erased with a person.
PERSONAL = (Customer, ContactPoint)


@dataclass(frozen=True, slots=True)
class CustomerRow:
    id: int
    name: str
    emails: list[str]
    phones: list[str]
    undelivered: list[str]
    language: str
    preference: str
    call_times: str
    remember: str
    since: str
    monthly_cents: int | None

    @property
    def first_name(self) -> str:
        return first_name(self.name)

    @property
    def email(self) -> str:
        """Return the address we write to: the newest that mail has not bounced from, else none."""
        good = [address for address in self.emails if address not in self.undelivered]
        return good[-1] if good else ""

    @property
    def initials(self) -> str:
        return initials(self.name)


def customer_row(customer: Customer) -> CustomerRow:
    """Return all that the desk shows of a customer, in one query."""
    points = list(customer.points.order_by("pk"))
    emails = [p.value for p in points if p.kind == PointKind.EMAIL]
    phones = [shown_number(p.value) for p in points if p.kind == PointKind.PHONE]
    return CustomerRow(
        id=customer.pk,
        name=customer.name or next(iter(emails + phones), "–"),
        emails=emails,
        phones=phones,
        undelivered=[p.value for p in points if p.undelivered_at],
        language=customer.language,
        preference=customer.preference,
        call_times=customer.call_times,
        remember=customer.remember,
        since=customer.since,
        monthly_cents=customer.monthly_cents,
    )


def find_points(
    points: Iterable[tuple[PointKind, str]],
) -> dict[tuple[PointKind, str], ContactPoint]:
    """Return the contact points we know of these, with their customers, in one query."""
    wanted = set(points)
    known = ContactPoint.objects.filter(
        kind__in={kind for kind, _ in wanted}, value__in={value for _, value in wanted}
    )
    found = {(PointKind(p.kind), p.value): p for p in known.select_related("customer")}
    return {key: point for key, point in found.items() if key in wanted}


def email_of(customer: Customer) -> str:
    """Return the address we write to: the newest that mail has not bounced from, else none."""
    points = customer.points.filter(kind=PointKind.EMAIL, undelivered_at=None)
    return points.order_by("-pk").values_list("value", flat=True).first() or ""


def emails_of(customer_ids: Iterable[int]) -> dict[int, str]:
    """Return the address that each of these customers is written to; who has none is left out."""
    points = ContactPoint.objects.filter(
        customer__in=list(customer_ids), kind=PointKind.EMAIL, undelivered_at=None
    )
    return dict(points.order_by("pk").values_list("customer_id", "value"))


def export_person(customer_id: int) -> dict[str, Any]:
    """Return all that this room stores about a customer."""
    customer = Customer.objects.get(pk=customer_id)
    return {
        "name": customer.name,
        "language": customer.language,
        "preference": customer.preference,
        "call_times": customer.call_times,
        "remember": customer.remember,
        "since": customer.since,
        "monthly_cents": customer.monthly_cents,
        "written_down_at": customer.created_at,
        "contact_points": [
            {
                "kind": point.kind,
                "value": point.value,
                "verified_at": point.verified_at,
                "undelivered_at": point.undelivered_at,
            }
            for point in customer.points.order_by("pk")
        ],
    }


def phones_of(customer_id: int) -> list[str]:
    """Return the phone numbers of a customer, as in E.164."""
    points = ContactPoint.objects.filter(customer_id=customer_id, kind=PointKind.PHONE)
    return list(points.order_by("pk").values_list("value", flat=True))


def addresses_of(customer_id: int) -> set[str]:
    """Return the e-mail addresses of a customer, in lower case."""
    points = ContactPoint.objects.filter(customer_id=customer_id, kind=PointKind.EMAIL)
    return set(points.values_list("value", flat=True))
