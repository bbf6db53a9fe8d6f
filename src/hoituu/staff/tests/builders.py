"""The business and its people, by name."""

from datetime import UTC, datetime, timedelta

from hoituu.staff.actions import employ, set_up_business
from hoituu.staff.models import Business, User
from hoituu.staff.queries import OFFICE
from hoituu.staff.rules import Role

NOON = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # a Monday, twelve o'clock in Helsinki
TOMORROW = NOON + timedelta(days=1)


def a_business(**facts) -> Business:
    """An office that is open from nine to five on weekdays."""
    return set_up_business(**{"name": "Pohjan Verkko", "hours": OFFICE, "now": NOON} | facts)


def a_person(name: str = "Aino Mäkelä", role: Role = Role.AGENT, **facts) -> User:
    if not Business.objects.exists():
        a_business()
    email = f"{name.split()[0].lower()}@pohjanverkko.example"
    known = User.objects.filter(email=email).first()
    return known or employ(email=email, name=name, role=role, now=NOON, **facts)
