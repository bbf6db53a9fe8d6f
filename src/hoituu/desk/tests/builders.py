"""Somebody at the desk, and a conversation of this minute."""

from django.utils import timezone

from hoituu.conversations.tests.builders import a_conversation, a_person
from hoituu.staff.rules import Role

ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(client, name="Aino Mäkelä", role=Role.AGENT):
    person = a_person(name, role, language="en")
    client.force_login(person, backend=ALLAUTH)
    return person


def a_fresh_conversation(**facts):
    return a_conversation(now=timezone.now(), **facts)
