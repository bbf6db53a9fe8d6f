"""The first admin, and the one-time links that let people in."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from hoituu.site.socket_server import answers
from hoituu.staff.actions import employ, make_sign_in_link, set_up_business
from hoituu.staff.addresses import base_url
from hoituu.staff.models import Business, User
from hoituu.staff.queries import OFFICE, business
from hoituu.staff.rules import Role


def first_admin(*, tz: str, language: str, now: datetime) -> User | None:
    """Make the business and its first admin in an empty installation; None in any other."""
    if User.objects.exists():
        return None
    if not Business.objects.exists():
        set_up_business(name="Hoituu", tz=tz, language=language, hours=OFFICE, now=now)
    return employ(
        email="admin@localhost",
        name="Ylläpitäjä",
        role=Role.ADMIN,
        language=language if language in {"fi", "en"} else "fi",
        now=now,
    )


@answers("sign-in-link")
def link_for(question: Mapping[str, object]) -> dict[str, object]:
    """Make a one-time link for a person, or for the first admin."""
    email = str(question.get("email", ""))
    people = User.objects.filter(is_active=True)
    people = people.filter(email__iexact=email) if email else people.filter(role=Role.ADMIN)
    person = people.order_by("pk").first()
    if person is None:
        return {}
    secret = make_sign_in_link(person, now=timezone.now())
    return {"link": f"{base_url(business())}/welcome/{secret}/"}
