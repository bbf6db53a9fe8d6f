"""Everything that changes inboxes, stored mail, and which Message-ID is whose."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings

from hoituu.channels.email.contacts import Arrived, ReadMail
from hoituu.channels.email.models import Cursor, Inbox, LetterId, RawMail
from hoituu.channels.email.queries import (
    LONGEST_ID,
    Named,
    known_names,
    mails_with_bytes,
    mails_with_uids,
    message_that_bounced,
    messages_like,
    proven,
)
from hoituu.channels.email.rules import Envelope, Letter
from hoituu.channels.email.rules.outcome import InboxIncomplete, Outcome, Source
from hoituu.conversations.actions import drop_blobs, record_failed
from hoituu.conversations.actions.entries import write_of
from hoituu.conversations.actions.send import Failure
from hoituu.conversations.blobs import Blob, keep_rows, prepare_blobs
from hoituu.conversations.models import Message
from hoituu.conversations.queries import freest_of
from hoituu.conversations.rules import Attached, Channel, Contact
from hoituu.customers.actions import mark_undelivered
from hoituu.journal.actions import write
from hoituu.journal.rows import insert_rows, update_rows
from hoituu.journal.transactions import atomic
from hoituu.language import search_terms
from hoituu.lib.tokens import seal
from hoituu.promises.actions import take_in
from hoituu.staff.rules import MANAGES_PEOPLE

MAILBOX = ("imap_host", "imap_user", "imap_folder")  # another of these is another mailbox


def store_mails(arrived: Sequence[Arrived], *, now: datetime) -> list[RawMail]:
    """Keep mails as they came, durably, before anything else; the same bytes are a duplicate."""
    blobs = prepare_blobs([mail.content for mail in arrived])
    return _note_arrived(arrived, blobs, now=now)


@atomic
def _note_arrived(
    arrived: Sequence[Arrived], blobs: Sequence[Blob], *, now: datetime
) -> list[RawMail]:
    keep_rows(blobs)
    hashes = [blob.sha256 for blob in blobs]
    seen = mails_with_uids([mail.place for mail in arrived])
    twins = mails_with_bytes(hashes)
    stored, new = [], []
    for mail, sha256 in zip(arrived, hashes, strict=True):
        known = seen.get(mail.place)
        if known and known.sha256 == sha256:
            stored.append(known)
            continue
        if known:  # Another mailbox with the same numbers: the bytes decide.
            RawMail.objects.filter(pk=known.pk).update(uid=None)
        twin = twins.get(sha256)
        raw = RawMail(
            sha256=sha256,
            size=len(mail.content),
            inbox=mail.inbox,
            source=mail.source,
            uidvalidity=mail.uidvalidity,
            uid=mail.uid,
            envelope=_kept(mail.envelope),
            past=mail.past,
            came_at=now,
            outcome=Outcome.DUPLICATE if twin else Outcome.NEW,
            message_id=twin.message_id if twin else None,
            erased_at=twin.erased_at if twin else None,
        )
        if raw.erased_at:
            drop_blobs([sha256], now=now)
        twins.setdefault(sha256, raw)
        stored.append(raw)
        new.append(raw)
    for raw in insert_rows(new):
        write(
            "mail.stored",
            now=now,
            raw_mail_id=raw.pk,
            source=Source(raw.source),
            outcome=Outcome(raw.outcome),
        )
    return stored


@atomic
def take_in_mail(mails: Sequence[ReadMail], *, now: datetime) -> None:
    """Make messages of mails that were read, and put the others where a person sees them."""
    ids = [mail.raw.pk for mail in mails]
    waiting = RawMail.objects.select_for_update().filter(pk__in=ids, outcome=Outcome.NEW)
    still_new = set(waiting.values_list("pk", flat=True))
    readable = []
    for mail in mails:
        if mail.raw.pk in still_new and mail.letter and mail.contact:
            readable.append((mail.raw, mail.letter, mail.contact))
        elif mail.raw.pk in still_new:
            quarantine_mail(mail.raw, reason=mail.problem, now=now)
    for batch in _batches(readable):
        _take_in_batch(batch, now=now)


Readable = tuple[RawMail, Letter, Contact]


def _batches(mails: Sequence[Readable]) -> Iterator[list[Readable]]:
    """Cut where a mail answers or repeats an earlier one: that one has to be there first."""
    batch: list[Readable] = []
    ids: set[str] = set()
    for mail in mails:
        _, letter, _ = mail
        if ids & {letter.message_id, *letter.answers_to}:
            yield batch
            batch, ids = [], set()
        batch.append(mail)
        ids |= {letter.message_id} - {""}
    if batch:
        yield batch


def _take_in_batch(mails: Sequence[Readable], *, now: datetime) -> None:
    known = known_names([letter for _, letter, _ in mails])
    twins = messages_like([letter for _, letter, _ in mails], known)
    for raw, letter, _ in mails:
        if letter.message_id in twins:
            _mark_duplicate(raw, twins[letter.message_id], now=now)
    new = [mail for mail in mails if mail[1].message_id not in twins]
    received = take_in(_threaded(new, known), now=now)
    letter_ids = []
    for (raw, letter, _), one in zip(new, received, strict=True):
        raw.outcome, raw.message_id = Outcome.MESSAGE, one.message_id
        if letter.message_id:
            value = letter.message_id[:LONGEST_ID]
            letter_ids.append(LetterId(message_id=one.message_id, value=value, inbox=raw.inbox))
        write(
            "mail.taken_in",
            conversation_id=one.conversation_id,
            now=now,
            raw_mail_id=raw.pk,
            message_id=one.message_id,
        )
    update_rows([raw for raw, _, _ in new], ["outcome", "message"])
    insert_rows(letter_ids)
    for _, letter, _ in new:
        if letter.bounce:
            _take_bounce(letter, now=now)


def _mark_duplicate(raw: RawMail, twin: Message, *, now: datetime) -> None:
    """Note that this came by two ways: to two of our addresses, or by the pipe and by IMAP."""
    RawMail.objects.filter(pk=raw.pk).update(outcome=Outcome.DUPLICATE, message=twin)
    write("mail.duplicate", now=now, raw_mail_id=raw.pk, message_id=twin.pk)


@atomic
def quarantine_mail(raw: RawMail, *, reason: str, now: datetime) -> None:
    """Put a mail that cannot be read where a person sees it, with the reason, an owner and a time."""
    owner_id, due_at = freest_of(MANAGES_PEOPLE, now=now)
    RawMail.objects.filter(pk=raw.pk).update(
        outcome=Outcome.QUARANTINED, reason=reason[:60], owner=owner_id, due_at=due_at
    )
    write("mail.quarantined", now=now, raw_mail_id=raw.pk)


@atomic
def try_again(raw: RawMail, *, actor_id: int, now: datetime) -> None:
    """Read a mail in quarantine once more."""
    RawMail.objects.filter(pk=raw.pk, outcome=Outcome.QUARANTINED).update(
        outcome=Outcome.NEW, reason="", owner=None, due_at=None
    )
    write("mail.tried_again", actor_id=actor_id, now=now, raw_mail_id=raw.pk)


@atomic
def make_conversation(
    raw: RawMail, *, subject: str, text: str, actor_id: int, now: datetime
) -> int:
    """Make a conversation of a mail that cannot be read, with the mail attached as it came.

    Its owner is who asked for it; nothing is mailed to anybody. Returns the conversation's id.
    """
    file = Attached(f"mail-{raw.pk}.eml", "message/rfc822", raw.size, raw.sha256)
    contact = Contact(
        channel=Channel.EMAIL,
        body=text,
        subject=subject,
        at=raw.came_at,
        attachments=(file,),
        quiet=True,
        preferred_id=actor_id,
        entered_by=actor_id,
        terms=search_terms(f"{subject} {text}", "fi"),
    )
    [received] = take_in([contact], now=now)
    taken = RawMail.objects.filter(pk=raw.pk, outcome=Outcome.QUARANTINED)
    taken.update(outcome=Outcome.MESSAGE, message_id=received.message_id)
    write(
        "mail.made_conversation",
        conversation_id=received.conversation_id,
        actor_id=actor_id,
        now=now,
        raw_mail_id=raw.pk,
    )
    return received.conversation_id


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
    # As it is stored: a form has changed the inbox in hand already.
    before = Inbox.objects.filter(pk=inbox.pk).values_list(*MAILBOX).first()
    for name, fact in facts.items():
        setattr(inbox, name, fact)
    if before != tuple(getattr(inbox, name) for name in MAILBOX):
        _begin_anew(inbox, now=now)
    if inbox.imap_host and not inbox.smtp_host:
        raise InboxIncomplete
    inbox.seal_passwords(imap=imap_password, smtp=smtp_password)
    inbox.save()
    write("inbox.set_up", actor_id=actor_id, now=now, inbox_id=inbox.pk)
    return inbox


def _begin_anew(inbox: Inbox, *, now: datetime) -> None:
    """Forget how far another mailbox was read: its numbers mean nothing in this one."""
    inbox.connected_at = now if inbox.imap_host else None
    if not inbox.pk:
        return
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
def note_reconciled(inbox: Inbox, *, missing: Sequence[int], now: datetime) -> None:
    """Note that the server's mails were counted against ours, and the UIDs of those we lack."""
    changed = inbox.missing_uids != list(missing)
    inbox.reconciled_at, inbox.missing_uids = now, list(missing)
    inbox.save(update_fields=["reconciled_at", "missing_uids"])
    if changed:
        write("inbox.reconciled", now=now, inbox_id=inbox.pk, missing=len(missing))


@atomic
def ask_to_reconcile(inbox: Inbox, *, actor_id: int, now: datetime) -> None:
    """Have the server's mails counted against ours at the next look, within two minutes."""
    Inbox.objects.filter(pk=inbox.pk).update(reconciled_at=None)
    write("inbox.count_asked", actor_id=actor_id, now=now, inbox_id=inbox.pk)


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
    write_of("mail.named", message=message, now=now)
    return message.letter_ids.create(value=value, inbox=inbox)


@atomic
def begin_data(letter: LetterId, *, now: datetime) -> None:
    """Note that the bytes go now: from here on it may have arrived."""
    letter.data_began_at = now
    letter.save(update_fields=["data_began_at"])
    write("mail.goes", now=now, message_id=letter.message_id)


def _kept(envelope: Envelope | None) -> dict[str, Any]:
    """Return an envelope as it is stored."""
    return {"from": envelope.sender, "to": list(envelope.recipients)} if envelope else {}


def _threaded(mails: Sequence[Readable], known: Mapping[str, Named]) -> list[Contact]:
    """Return the contacts with the conversation that each proves it belongs to."""
    return [
        replace(contact, conversation_id=proven(letter, raw.envelope.get("to", ()), known))
        for raw, letter, contact in mails
    ]


def _take_bounce(letter: Letter, *, now: datetime) -> None:
    """Mark what came back: the message, and the address when it will never work."""
    message = message_that_bounced(letter)
    if message is None or letter.dsn_status.startswith("4"):
        return
    record_failed(message, failure=Failure.BOUNCED, now=now)
    write_of("message.bounced", message=message, now=now)
    addresses = [a for a in letter.bounced_addresses if a in {*message.to, *message.cc}]
    for address in addresses or message.to[: len(message.to) == 1]:
        mark_undelivered(message.conversation.customer, address=address, now=now)


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget the mails of a customer's conversations, and by which names answers find them.

    That a mail came stays (and its hash, so that fetching it again brings nothing back).
    """
    mails = RawMail.objects.filter(message__conversation__customer_id=customer_id)
    drop_blobs(list(mails.values_list("sha256", flat=True)), now=now)
    mails.update(erased_at=now, envelope={})
    LetterId.objects.filter(message__conversation__customer_id=customer_id).delete()
    write("mail.erased", now=now, customer_id=customer_id)
