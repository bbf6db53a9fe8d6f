"""Reading customers."""

from dataclasses import dataclass

from hoituu.customers.models import ContactPoint, Customer
from hoituu.customers.rules import PointKind, shown_number
from hoituu.lib.names import first_name, initials


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

    @property
    def first_name(self) -> str:
        return first_name(self.name)

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
        name=customer.name or next(iter(emails + phones), ""),
        emails=emails,
        phones=phones,
        undelivered=[p.value for p in points if p.undelivered_at],
        language=customer.language,
        preference=customer.preference,
        call_times=customer.call_times,
        remember=customer.remember,
        since=customer.since,
    )


def find_customer(kind: PointKind, value: str) -> Customer | None:
    """Return who has this contact point."""
    point = ContactPoint.objects.filter(kind=kind, value=value).select_related("customer").first()
    return point.customer if point else None


def email_of(customer: Customer) -> str:
    """Return the address we write to: the newest that mail has not bounced from, else none."""
    points = customer.points.filter(kind=PointKind.EMAIL, undelivered_at=None)
    return points.order_by("-pk").values_list("value", flat=True).first() or ""
