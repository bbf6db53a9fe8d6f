"""Whatever is posted to a page of the desk, it answers with a page."""

import re

import pytest
from django.urls import reverse
from django.urls.exceptions import NoReverseMatch
from django.utils import timezone

from hoituu.desk import urls
from hoituu.desk.tests.builders import a_fresh_conversation, sign_in
from hoituu.feedback.actions import keep_point, write_down_spoken
from hoituu.feedback.models import Point
from hoituu.recovery.actions import open_recovery, propose_remedy
from hoituu.staff.addresses import page_path, say_path
from hoituu.staff.rules import Role

pytestmark = pytest.mark.django_db
NAMES = [
    "absence",
    "action",
    "anyway",
    "body",
    "cause",
    "cc",
    "cents",
    "choice",
    "conversation",
    "days",
    "due_at",
    "due_on",
    "file",
    "found",
    "from",
    "from_date",
    "keeps",
    "kind",
    "language",
    "leave",
    "lost_cents",
    "metric",
    "mood",
    "name",
    "number",
    "other",
    "owner",
    "phone",
    "piece",
    "promise",
    "revoke",
    "said",
    "seen",
    "seen_id",
    "send",
    "severity",
    "since",
    "text",
    "title",
    "to",
    "tone",
    "until",
    "use",
    "used",
    "what",
    "when",
    "words",
    "worth_cents",
]
WHATS = [
    "accept",
    "act",
    "address",
    "approve",
    "assess",
    "away",
    "back",
    "budget",
    "calendar",
    "cause",
    "change",
    "chosen",
    "correct",
    "decline",
    "discard",
    "dismiss",
    "done",
    "drop",
    "ill",
    "keep",
    "link",
    "lost",
    "make",
    "merge",
    "nothing",
    "offer",
    "point",
    "publish",
    "read",
    "refuse",
    "release",
    "renew",
    "resend",
    "resolve",
    "reviews",
    "same",
    "spam",
    "take",
    "tell",
    "terms",
    "unspam",
    "values",
    "wait",
    "withdraw",
    "write",
]
GIVES_A_FILE = {"export_customer", "download_mail", "attachment"}
JUNK = ["", "x", "\x00", "9" * 30, "-1", "äö\x00", "[]", "2026-99-99T99:99"]


@pytest.fixture
def some_of_everything():
    now = timezone.now()
    one = a_fresh_conversation()
    complaint = open_recovery(one, by_id=one.owner_id, now=now)
    point = keep_point(Point(name="Aula", kind="link"), by_id=one.owner_id, now=now)
    said = write_down_spoken(words="Hissi.", mood=None, by_id=one.owner_id, now=now)
    return {
        "conversation_id": one.pk,
        "customer_id": one.customer_id,
        "feedback_id": said.pk,
        "message_id": one.messages.get().pk,
        "point_id": point.pk,
        "recovery_id": complaint.pk,
        "remedy_id": propose_remedy(complaint, text="Rahat takaisin", now=now).pk,
        "user_id": one.owner_id,
    }


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_answered_by_a_page(client, some_of_everything, junk):
    sign_in(client, "Maija Lehto", Role.ADMIN)
    for pattern in (one for one in urls.urlpatterns if one.name not in GIVES_A_FILE):
        parts = re.findall(r"<(\w+):(\w+)>", str(pattern.pattern))
        whats = WHATS if ("slug", "what") in parts else ["read"]
        for what in whats:
            given = {
                name: what if kind == "slug" else some_of_everything.get(name, 1)
                for kind, name in parts
            }
            try:
                url = reverse(pattern.name, kwargs=given)
            except NoReverseMatch:
                continue
            for answer in (
                client.post(url, dict.fromkeys(NAMES, junk)),
                client.get(url, dict.fromkeys(NAMES, junk)),
            ):
                assert answer.status_code < 500, url


@pytest.mark.parametrize("junk", JUNK)
def test_junk_at_a_customers_own_page_is_answered_by_a_page(client, some_of_everything, junk):
    own = page_path(some_of_everything["conversation_id"])
    say = say_path(some_of_everything["point_id"])
    ends = ["", "call/", "call/none/", "rate/", "words/", "no-asking/", "right/", "wish/", "more/"]
    for url in [*(own + end for end in (*ends, "done/", "not-yet/", "x/")), say, f"{say}tap/"]:
        assert client.post(url, dict.fromkeys(NAMES, junk)).status_code < 500, url
        assert client.get(url, dict.fromkeys(NAMES, junk)).status_code < 500, url
