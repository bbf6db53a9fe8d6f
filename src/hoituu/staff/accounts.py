"""How people get in: nobody signs up by themselves, a colleague invites them."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from hoituu.lib.names import first_name
from hoituu.staff.addresses import base_url
from hoituu.staff.models import User
from hoituu.staff.queries import business


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link of a lost password: at our own address, whatever the request called us."""
        theirs = urlsplit(super().get_reset_password_from_key_url(key))
        return f"{base_url(business())}{theirs.path}"


def shown_name(person: User) -> str:
    """Return what somebody is called who comes in."""
    return first_name(person.name)
