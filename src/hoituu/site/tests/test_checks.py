import pytest

from hoituu.channels.email.actions import quarantine_mail, store_mails
from hoituu.channels.email.contacts import Arrived
from hoituu.channels.email.models import RawMail
from hoituu.channels.email.rules.outcome import Source
from hoituu.site.checks import count_guarantees, mend
from hoituu.staff.tests.builders import NOON, a_person

pytestmark = pytest.mark.django_db


def test_a_mail_that_cannot_be_read_has_somebody_too():
    aino = a_person()
    [mail] = store_mails([Arrived(b"", Source.PIPE)], now=NOON)
    quarantine_mail(mail, reason="empty", now=NOON)
    assert count_guarantees(now=NOON)["without_owner"] == 0
    RawMail.objects.update(owner=None)
    assert count_guarantees(now=NOON)["without_owner"] == 1
    mend(now=NOON)
    assert count_guarantees(now=NOON)["without_owner"] == 0
    assert RawMail.objects.get().owner == aino
