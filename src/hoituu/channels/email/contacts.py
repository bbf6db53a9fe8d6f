"""A stored mail as a contact: what it says, its files stored, its words analysed.

This is the slow part of taking a mail in, and done before any transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from hoituu.channels.email.models import RawMail
from hoituu.channels.email.queries import SHOW_AT_MOST, our_addresses
from hoituu.channels.email.rules import Letter, Unreadable, read_mail
from hoituu.conversations.blobs import put_blob, read_blob
from hoituu.conversations.rules import Attached, Channel, Contact
from hoituu.language import language_of, search_terms

SEARCH_AT_MOST = 20_000


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A stored mail and what it says, or why it cannot be read."""

    raw: RawMail
    letter: Letter | None
    contact: Contact | None
    problem: str = ""


def read_stored(raw: RawMail, *, now: datetime) -> ReadMail:
    """Return what a stored mail says; the slow part, done before any transaction."""
    try:
        letter = read_mail(read_blob(raw.sha256))
        return ReadMail(raw, letter, _contact(letter, raw, now=now))
    except Unreadable as why:
        return ReadMail(raw, None, None, why.reason)
    except Exception as error:  # noqa: BLE001  A border: whatever a mail does to us, it is kept.
        return ReadMail(raw, None, None, f"error_{type(error).__name__}"[:60])


def _contact(letter: Letter, raw: RawMail, *, now: datetime) -> Contact:
    """Return a letter as a contact: files stored, language told, words analysed."""
    text = letter.reply_text or letter.body_text
    language = language_of(f"{letter.subject}\n{text}")
    ours = letter.from_email in our_addresses()
    sender = letter.from_email if "@" in letter.from_email else ""
    searchable = (letter.subject, letter.from_name, sender, letter.body_text[:SEARCH_AT_MOST])
    return Contact(
        channel=Channel.EMAIL,
        sender_kind="email" if sender else "",
        sender=sender,
        sender_name=letter.from_name,
        subject=letter.subject,
        body=letter.body_text[:SHOW_AT_MOST],
        shown=letter.reply_text[:SHOW_AT_MOST],
        html=letter.body_html[:SHOW_AT_MOST],
        at=_sane(letter.date, now=now),
        language=language,
        terms=search_terms(" ".join(searchable), language),
        to=letter.to[:200],
        cc=letter.cc[:200],
        attachments=tuple(
            Attached(f.name, f.type, len(f.content), put_blob(f.content), f.inline, f.content_id)
            for f in letter.files
        ),
        automatic=letter.automatic or ours,
        spam=letter.spam,
        team_id=raw.inbox.team_id if raw.inbox else None,
    )


def _sane(date: datetime | None, *, now: datetime) -> datetime:
    """Return when it was written, unless its clock is ahead of ours or unset."""
    return date if date is not None and date.year > 2000 and date <= now else now
