"""Everything that changes inboxes, stored mail, and which Message-ID is whose."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from hoituu.channels.email.contacts import ReadMail
from hoituu.channels.email.models import Cursor, Inbox, LetterId, RawMail
from hoituu.channels.email.queries import find_conversation, message_like, message_that_bounced
from hoituu.channels.email.rules import Letter
from hoituu.channels.email.rules.outcome import InboxIncomplete, Outcome, Source
from hoituu.conversations.actions import record_failed
from hoituu.conversations.actions.send import Failure
from hoituu.conversations.blobs import put_blob
from hoituu.conversations.models import Message
from hoituu.conversations.rules import Contact
from hoituu.customers.actions import mark_undelivered
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.lib.tokens import seal
from hoituu.promises.actions import take_in


def store_mail(
    content: bytes,
    *,
    inbox: Inbox | None,
    source: Source,
    uidvalidity: int | None = None,
    uid: int | None = None,
    now: datetime,
) -> RawMail:
    """Keep a mail as it came, durably, before anything else; the same bytes are a duplicate."""
    sha256 = put_blob(content)
    facts = {
        "sha256": sha256,
        "size": len(content),
        "inbox": inbox,
        "source": source,
        "uidvalidity": uidvalidity,
        "uid": uid,
        "came_at": now,
    }
    with transaction.atomic():
        seen = (
            uid is not None
            and RawMail.objects.filter(inbox=inbox, uidvalidity=uidvalidity, uid=uid).first()
        )
        if seen and seen.sha256 == sha256:
            return seen
        if seen:  # Another mailbox with the same numbers: the bytes decide.
            RawMail.objects.filter(pk=seen.pk).update(uid=None)
        twin = RawMail.objects.filter(sha256=sha256).exclude(outcome=Outcome.DUPLICATE).first()
        outcome = Outcome.DUPLICATE if twin else Outcome.NEW
        message = twin.message if twin else None
        raw = RawMail.objects.create(**facts, outcome=outcome, message=message)
        write("mail.stored", now=now, raw_mail_id=raw.pk, source=source, outcome=outcome)
        return raw


@atomic
def take_in_mail(mails: Sequence[ReadMail], *, now: datetime) -> None:
    """Make messages of mails that were read, and put the others where a person sees them."""
    ids = [mail.raw.pk for mail in mails]
    waiting = RawMail.objects.select_for_update().filter(pk__in=ids, outcome=Outcome.NEW)
    still_new = set(waiting.values_list("pk", flat=True))
    mails = [mail for mail in mails if mail.raw.pk in still_new]
    for mail in mails:
        if mail.contact is None:
            quarantine_mail(mail.raw, reason=mail.problem, now=now)
    readable = []
    for mail in mails:
        if mail.letter and mail.contact:
            twin = message_like(mail.letter)
            if twin is None:
                readable.append((mail.raw, mail.letter, mail.contact))
            else:
                _mark_duplicate(mail.raw, twin, now=now)
    received = take_in([_threaded(letter, contact) for _, letter, contact in readable], now=now)
    for (raw, letter, _), one in zip(readable, received, strict=True):
        RawMail.objects.filter(pk=raw.pk).update(outcome=Outcome.MESSAGE, message_id=one.message_id)
        if letter.message_id:
            LetterId.objects.create(
                message_id=one.message_id, value=letter.message_id[:500], inbox=raw.inbox
            )
        if letter.bounce:
            _take_bounce(letter, now=now)
        write(
            "mail.taken_in",
            conversation_id=one.conversation_id,
            now=now,
            raw_mail_id=raw.pk,
            message_id=one.message_id,
        )


def _mark_duplicate(raw: RawMail, twin: Message, *, now: datetime) -> None:
    """Note that this came by two ways: to two of our addresses, or by the pipe and by IMAP."""
    RawMail.objects.filter(pk=raw.pk).update(outcome=Outcome.DUPLICATE, message=twin)
    write("mail.duplicate", now=now, raw_mail_id=raw.pk, message_id=twin.pk)


@atomic
def quarantine_mail(raw: RawMail, *, reason: str, now: datetime) -> None:
    """Put a mail that cannot be read where a person sees it, with the reason."""
    RawMail.objects.filter(pk=raw.pk).update(outcome=Outcome.QUARANTINED, reason=reason[:60])
    write("mail.quarantined", now=now, raw_mail_id=raw.pk)


@atomic
def try_again(raw: RawMail, *, actor_id: int, now: datetime) -> None:
    """Read a mail in quarantine once more."""
    RawMail.objects.filter(pk=raw.pk, outcome=Outcome.QUARANTINED).update(
        outcome=Outcome.NEW, reason=""
    )
    write("mail.tried_again", actor_id=actor_id, now=now, raw_mail_id=raw.pk)


@atomic
def set_up_inbox(
    inbox: Inbox,
    *,
    actor_id: int | None = None,
    imap_password: str | None = None,
    smtp_password: str | None = None,
    now: datetime,
    **facts: Any,
) -> Inbox:
    """Write down how an inbox is reached; a password of None stays as it is.

    Raises InboxIncomplete for one that takes mail in and cannot answer.
    """
    mailbox = (inbox.imap_host, inbox.imap_user, inbox.imap_folder)
    for name, fact in facts.items():
        setattr(inbox, name, fact)
    if inbox.pk and mailbox != (inbox.imap_host, inbox.imap_user, inbox.imap_folder):
        _begin_anew(inbox)
    if inbox.imap_host and not inbox.smtp_host:
        raise InboxIncomplete
    inbox.seal_passwords(imap=imap_password, smtp=smtp_password)
    inbox.save()
    write("inbox.set_up", actor_id=actor_id, now=now, inbox_id=inbox.pk)
    return inbox


def _begin_anew(inbox: Inbox) -> None:
    """Forget how far another mailbox was read: its numbers mean nothing in this one."""
    Cursor.objects.filter(inbox=inbox).delete()
    RawMail.objects.filter(inbox=inbox, uid__isnull=False).update(uid=None)


@atomic
def note_fetch(
    inbox: Inbox,
    *,
    problem: str,
    uidvalidity: int | None = None,
    uid_next: int | None = None,
    now: datetime,
) -> None:
    """Note how a fetch went, and how far it came: the cursor moves after the mails are stored."""
    if uidvalidity is not None and uid_next is not None:
        Cursor.objects.update_or_create(
            inbox=inbox, defaults={"uidvalidity": uidvalidity, "uid_next": uid_next}
        )
    changed = inbox.fetch_problem != problem
    inbox.fetch_problem, inbox.fetched_at = problem, now if not problem else inbox.fetched_at
    Inbox.objects.filter(pk=inbox.pk).update(fetch_problem=problem, fetched_at=inbox.fetched_at)
    if changed:
        write("inbox.fetch_changed", now=now, inbox_id=inbox.pk, works=int(not problem))


@atomic
def note_send(inbox: Inbox, *, problem: str, now: datetime) -> None:
    """Note whether an inbox's server takes our mail."""
    if inbox.send_problem == problem and problem:
        return
    changed = inbox.send_problem != problem
    inbox.send_problem = problem
    Inbox.objects.filter(pk=inbox.pk).update(
        send_problem=problem, **({} if problem else {"sent_at": now})
    )
    if changed:
        write("inbox.send_changed", now=now, inbox_id=inbox.pk, works=int(not problem))


@atomic
def name_letter(message: Message, *, inbox: Inbox, now: datetime) -> LetterId:
    """Fix the Message-ID of a mail of ours before it is sent.

    A mail whose bytes may have gone already (the process ended while they did) gets a new one:
    a customer rather reads an answer twice than never, and nothing goes twice under one ID.
    """
    letter = message.letter_ids.order_by("-pk").first()
    if letter is not None and letter.data_began_at is None:
        return letter
    domain = inbox.address.rpartition("@")[2]
    token = seal(message.conversation_id, purpose="reply", key=settings.HOITUU_KEY)
    value = f"<r.{token}.{secrets.token_hex(8)}@{domain}>"
    write("mail.named", conversation_id=message.conversation_id, now=now, message_id=message.pk)
    return message.letter_ids.create(value=value, inbox=inbox)


@atomic
def begin_data(letter: LetterId, *, now: datetime) -> None:
    """Note that the bytes go now: from here on it may have arrived."""
    letter.data_began_at = now
    letter.save(update_fields=["data_began_at"])
    write("mail.goes", now=now, message_id=letter.message_id)


def _threaded(letter: Letter, contact: Contact) -> Contact:
    return replace(contact, conversation_id=find_conversation(letter))


def _take_bounce(letter: Letter, *, now: datetime) -> None:
    """Mark what came back: the message, and the address when it will never work."""
    message = message_that_bounced(letter)
    if message is None or letter.dsn_status.startswith("4"):
        return
    record_failed(message, failure=Failure.BOUNCED, now=now)
    write(
        "message.bounced", conversation_id=message.conversation_id, now=now, message_id=message.pk
    )
    addresses = [a for a in letter.bounced_addresses if a in {*message.to, *message.cc}]
    for address in addresses or message.to[: len(message.to) == 1]:
        mark_undelivered(message.conversation.customer, address=address, now=now)
