"""All that is stored about a person can be had, and is gone when they say so."""

import io
import json
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from hoituu.channels.email.actions import store_mails, take_in_mail
from hoituu.channels.email.contacts import Arrived, read_stored
from hoituu.channels.email.jobs import drop_erased
from hoituu.channels.email.models import RawMail
from hoituu.channels.email.rules.outcome import Source
from hoituu.conversations.actions import ask_to_erase, resolve, save_draft
from hoituu.conversations.blobs import put_blob, read_blob, read_rows, sha256_of
from hoituu.conversations.models import Blob, BlobToDrop, Conversation
from hoituu.conversations.queries import search_conversations
from hoituu.conversations.rules import Draft, ResolvedBy, StillOpen
from hoituu.conversations.tests.builders import NOON, a_person
from hoituu.customers.actions import add_contact_point, describe_customer
from hoituu.feedback.models import Request
from hoituu.insight.queries import export_person, write_export
from hoituu.journal.tests.builders import follow_up
from hoituu.promises.actions import answer_with_promise, release_promise
from hoituu.promises.models import Promise
from hoituu.recovery.actions import offer_remedy, open_recovery
from hoituu.recovery.rules import RemedyKind
from hoituu.site.privacy import forgotten_tables

pytestmark = pytest.mark.django_db
MARK = "qvarzel"
MAIL = f"""From: Saara {MARK} <saara@{MARK}.example>
To: tuki@yritys.example
Cc: puoliso@{MARK}.example
Subject: Aihe {MARK}
Message-ID: <1@{MARK}.example>
Date: Mon, 02 Mar 2026 11:55:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<p>Rivi {MARK}</p>
--b
Content-Type: text/plain; name="{MARK}.txt"
Content-Disposition: attachment; filename="{MARK}.txt"

Liite {MARK}
--b--
"""


def everywhere(settings) -> list[str]:
    """Return where the mark is still found: every column of every table, and every file."""
    found = []
    tables = [*(m._meta.db_table for m in apps.get_models()), "conversations_search"]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [table for row in cursor.fetchall() if _marked(row)]
    packed = read_rows(list(Blob.objects.values_list("pk", flat=True)))
    found += ["conversations_blob" for content in packed.values() if MARK.encode() in content]
    for file in Path(settings.HOITUU_DATA).rglob("*"):
        if file.is_file() and "sqlite" not in file.name and MARK.encode() in file.read_bytes():
            found.append(file.name)
    return found


def _marked(row) -> bool:
    terms = {MARK[i : i + 3] for i in range(4)}  # What search keeps of a word.
    text = str(row)
    return MARK in text or all(f"'{t}'" in text or f" {t} " in text for t in terms)


@pytest.fixture
def one(settings):
    a_person()
    mail = Arrived(MAIL.encode(), Source.PIPE)
    take_in_mail(read_stored(store_mails([mail], now=NOON), now=NOON), now=NOON)
    one = Conversation.objects.select_related("customer").get()
    describe_customer(
        one.customer,
        name=f"Saara {MARK}",
        remember=MARK,
        since=MARK,
        monthly_cents=4_000,
        actor_id=None,
        now=NOON,
    )
    add_contact_point(one.customer, text="+358 40 123 4567", now=NOON)
    answer_with_promise(
        one,
        author_id=one.owner_id,
        draft=Draft(f"Hei {MARK}", to=(f"saara@{MARK}.example",)),
        promises=[(f"Soitan, {MARK}", NOON + timedelta(days=1))],
        now=NOON,
    )
    save_draft(one, author_id=one.owner_id, body=f"Kesken {MARK}", now=NOON)
    complaint = open_recovery(one, by_id=one.owner_id, now=NOON)
    offer_remedy(
        complaint,
        kind=RemedyKind.FAVOUR,
        text=f"Käymme, {MARK}",
        worth_cents=None,
        days=3,
        by=one.owner,
        now=NOON,
    )
    Request.objects.create(customer=one.customer, conversation=one, asked_at=NOON)
    follow_up(now=NOON)
    return one


def finish(one: Conversation) -> None:
    for promise in Promise.objects.filter(attention_at__isnull=False):
        release_promise(promise, actor_id=one.owner_id, now=NOON)
    resolve(one, by=ResolvedBy.PERSON, actor_id=one.owner_id, now=NOON)


def test_the_export_has_all_of_it(one):
    file = io.BytesIO()
    write_export(one.customer_id, file)
    with ZipFile(file) as archive:
        person = json.loads(archive.read("person.json"))
        files = b"".join(archive.read(name) for name in archive.namelist() if "files/" in name)
    assert person["customer"]["name"] == f"Saara {MARK}"
    assert person["customer"]["monthly_cents"] == 4_000
    assert {p["value"] for p in person["customer"]["contact_points"]} == {
        f"saara@{MARK}.example",
        "+358401234567",
    }
    said = [message["text"] for message in person["conversations"][0]["messages"]]
    assert any("Rivi" in text for text in said)
    assert f"Hei {MARK}" in said
    assert person["promises"][-1]["promised"] == f"Soitan, {MARK}"
    assert MARK in person["feedback"]["said"][0]["words"]
    assert len(person["feedback"]["asked"]) == 1
    assert person["recovery"][0]["remedies"][0]["text"] == f"Käymme, {MARK}"
    assert f"Liite {MARK}".encode() in files
    assert b"Message-ID" in files


def forget_bytes_of_an_hour_ago():
    BlobToDrop.objects.update(since=NOON - timedelta(days=1))
    drop_erased()


def test_nothing_of_it_is_left_after_erasure(one, settings):
    finish(one)
    assert {
        "customers_customer",
        "conversations_blob",
        "conversations_search",
        "promises_promise",
        "feedback_feedback",
        "recovery_remedy",
    } <= set(everywhere(settings))
    ask_to_erase(one.customer, actor_id=one.owner_id, now=NOON)
    follow_up(now=NOON)
    forget_bytes_of_an_hour_ago()
    assert everywhere(settings) == []
    assert search_conversations(MARK) == []
    assert export_person(one.customer_id)["customer"]["contact_points"] == []


def test_who_still_waits_is_not_forgotten(one):
    with pytest.raises(StillOpen):
        ask_to_erase(one.customer, actor_id=one.owner_id, now=NOON)


def test_fetching_the_mailbox_again_brings_nobody_back(one, settings):
    finish(one)
    ask_to_erase(one.customer, actor_id=one.owner_id, now=NOON)
    follow_up(now=NOON)
    forget_bytes_of_an_hour_ago()
    store_mails([Arrived(MAIL.encode(), Source.PIPE)], now=NOON)
    forget_bytes_of_an_hour_ago()
    assert everywhere(settings) == []
    assert set(RawMail.objects.values_list("outcome", flat=True)) == {"message", "duplicate"}


def test_bytes_that_come_in_at_this_moment_are_not_forgotten(one):
    name = sha256_of(f"Liite {MARK}".encode())
    finish(one)
    ask_to_erase(one.customer, actor_id=one.owner_id, now=timezone.now())
    follow_up(now=timezone.now())
    drop_erased()
    assert read_blob(name), "whoever was storing them may not have said so yet"
    BlobToDrop.objects.update(since=timezone.now() - timedelta(hours=2))
    put_blob(f"Liite {MARK}".encode())
    drop_erased()
    assert read_blob(name), "they came in again"


def test_a_file_that_somebody_else_sent_too_stays(one, settings):
    other = MAIL.replace(MARK, "toinen").replace("Liite toinen", f"Liite {MARK}")
    mail = Arrived(other.encode(), Source.PIPE)
    take_in_mail(read_stored(store_mails([mail], now=NOON), now=NOON), now=NOON)
    finish(one)
    ask_to_erase(one.customer, actor_id=one.owner_id, now=NOON)
    follow_up(now=NOON)
    forget_bytes_of_an_hour_ago()
    theirs = Conversation.objects.exclude(pk=one.pk).get()
    file = io.BytesIO()
    write_export(theirs.customer_id, file)
    with ZipFile(file) as archive:
        assert any(f"Liite {MARK}".encode() in archive.read(n) for n in archive.namelist())


def test_every_table_is_somebodys():
    assert forgotten_tables() == []
