"""A stored mail ends: as a message, as a duplicate, or where a person sees it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from hoituu.channels.email.contacts import ReadMail
from hoituu.channels.email.models import LetterId, RawMail
from hoituu.channels.email.queries import (
    LONGEST_ID,
    Named,
    known_names,
    message_that_bounced,
    messages_like,
    proven,
)
from hoituu.channels.email.rules import Letter
from hoituu.channels.email.rules.outcome import Outcome
from hoituu.conversations.actions import record_failed
from hoituu.conversations.actions.entries import write_of
from hoituu.conversations.actions.send import Failure
from hoituu.conversations.models import Message
from hoituu.conversations.queries import freest_of
from hoituu.conversations.rules import Attached, Channel, Contact
from hoituu.customers.actions import mark_undelivered
from hoituu.journal.actions import write
from hoituu.journal.rows import insert_rows, update_rows
from hoituu.journal.transactions import atomic
from hoituu.language import search_terms
from hoituu.promises.actions import take_in
from hoituu.staff.rules import MANAGES_PEOPLE


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
    update_rows([raw for raw, _, _ in new], ["outcome", "message", "unscanned"])
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
