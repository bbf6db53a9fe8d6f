"""The server's count against ours, with a real IMAP server."""

import pytest
from django.utils import timezone

from hoituu.channels.email import imap as boxes
from hoituu.channels.email.actions import set_up_inbox
from hoituu.channels.email.jobs import fetch, imap_server, reconcile
from hoituu.channels.email.models import Inbox, RawMail
from hoituu.site.checks import count_guarantees
from test_story import a_mail

pytestmark = [pytest.mark.imap, pytest.mark.django_db]


@pytest.fixture
def inbox(imap):
    return set_up_inbox(
        Inbox(name="tuki", address="asiakaspalvelu@firma.example"),
        imap_host="127.0.0.1",
        imap_port=imap.port,
        imap_security="none",
        imap_user="asiakaspalvelu",
        imap_password="salasana",
        smtp_host="127.0.0.1",
        now=timezone.now(),
    )


def test_what_we_lack_is_fetched_and_what_cannot_be_is_named(imap, inbox, monkeypatch):
    for number in range(3):
        imap.deliver(a_mail(f"laskettu-{number}", f"Viesti {number}"))
    assert not count_guarantees(now=timezone.now())["ok"]
    with boxes.open_folder(imap_server(inbox), "INBOX") as box:
        fetch(inbox, box)
        lost = RawMail.objects.order_by("-pk")[0]
        lost.delete()
        assert reconcile(inbox, box) == 0
        assert RawMail.objects.filter(uid=lost.uid).exists()

        RawMail.objects.filter(uid=lost.uid).delete()
        monkeypatch.setattr(boxes, "fetch", lambda box, uids: iter(()))
        assert reconcile(inbox, box) == 1
    inbox.refresh_from_db()
    counts = count_guarantees(now=timezone.now())
    assert (inbox.missing_uids, counts["unaccounted_mail"]) == ([lost.uid], 1)
    assert counts["reconciled_at"] is not None


@pytest.mark.parametrize("asked", [False, True])
def test_nothing_is_marked_read_unless_asked(imap, inbox, asked):
    inbox.mark_seen = asked
    imap.deliver(a_mail("lukematta", "Vielä lukematta"))
    with boxes.open_folder(imap_server(inbox), "INBOX") as box:
        fetch(inbox, box)
        boxes.select(box, "INBOX")
        _, seen = box.client.uid("SEARCH", "SEEN")
    assert bool(seen[0]) is asked


def test_what_lay_there_long_before_is_history(imap, inbox):
    imap.deliver(a_mail("ennen", "Vanha asia"), days_ago=30)
    imap.deliver(a_mail("nyt", "Uusi asia"), days_ago=2)
    with boxes.open_folder(imap_server(inbox), "INBOX") as box:
        fetch(inbox, box)
    assert [mail.past for mail in RawMail.objects.order_by("uid")] == [True, False]
