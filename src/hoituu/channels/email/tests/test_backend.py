"""The mails of sign-in: by our own inbox, with the line ends that mail has."""

import pytest
from django.core.mail import send_mail
from django.test import override_settings
from django.utils import timezone

from hoituu.channels.email.actions import set_up_inbox
from hoituu.channels.email.models import Inbox
from hoituu.channels.email.smtp import Carrier

pytestmark = pytest.mark.django_db
OURS = override_settings(EMAIL_BACKEND="hoituu.channels.email.backend.InboxBackend")


@OURS
def test_without_an_inbox_nothing_is_sent_and_nothing_breaks():
    assert send_mail("Salasana", "Linkki", None, ["aino@x.example"]) == 0


@OURS
def test_a_lost_password_leaves_by_the_first_inbox(monkeypatch):
    set_up_inbox(
        Inbox(name="tuki", address="tuki@x.example"), smtp_host="127.0.0.1", now=timezone.now()
    )
    carried = []
    monkeypatch.setattr(
        Carrier,
        "carry",
        lambda self, envelope, content, before_data: carried.append((envelope, content)) or [],
    )
    send_mail("Salasana", "Linkki\näö", None, ["aino@x.example"])
    envelope, content = carried[0]
    assert envelope.sender == "tuki@x.example"
    assert b"\n" not in content.replace(b"\r\n", b"")
