"""What would leave a customer hanging is an error."""

import pytest
from django.core.checks import Tags, run_checks

from hoituu.channels.email.actions import set_up_inbox
from hoituu.channels.email.models import Inbox
from hoituu.site.checks import count_guarantees
from hoituu.site.hanging import what_hangs
from hoituu.staff.actions import change_person, name_team
from hoituu.staff.tests.builders import NOON, a_business, a_person

pytestmark = pytest.mark.django_db


def an_inbox(**facts):
    given = {"name": "tuki", "address": "tuki@x.example"} | facts
    return set_up_inbox(Inbox(), **given, now=NOON)


def test_mail_that_comes_in_and_cannot_go_out():
    a_person()
    an_inbox()
    assert what_hangs(now=NOON) == ["Mail comes in (tuki), but no server takes answers out."]
    [error] = run_checks(tags=[Tags.database], databases=["default"])
    assert error.id == "hoituu.E001"
    assert not count_guarantees(now=NOON)["ok"]


def test_an_inbox_that_nobody_staffs():
    aino = a_person()
    team = name_team("Laskutus", now=NOON)
    an_inbox(smtp_host="127.0.0.1", team=team)
    assert what_hangs(now=NOON) == ["Nobody in the team of the inbox tuki is ever here."]
    change_person(aino, teams=[team], actor_id=None, now=NOON)
    assert what_hangs(now=NOON) == []


def test_a_business_without_anybody():
    a_business()
    an_inbox(smtp_host="127.0.0.1")
    assert what_hangs(now=NOON) == ["Mail comes in, but nobody who answers is ever here."]
