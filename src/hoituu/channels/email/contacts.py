"""A stored mail as a contact: what it says, its files stored, its words analysed.

This is the slow part of taking a mail in, and done before any transaction.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings

from hoituu.channels.email.models import Inbox, RawMail
from hoituu.channels.email.queries import SHOW_AT_MOST, Place, our_addresses, trusted_server
from hoituu.channels.email.reading import Reader
from hoituu.channels.email.rules import Envelope, Letter, Unreadable
from hoituu.channels.email.rules.outcome import Source
from hoituu.channels.email.rules.verdict import verdict_of
from hoituu.channels.email.scanner import Scanner, is_there
from hoituu.conversations.blobs import BlobMissing, open_file, put_blobs, read_rows, sha256_of
from hoituu.conversations.rules import NEWS_FOR, Attached, Channel, Contact, id_in
from hoituu.language import language_of, search_terms
from hoituu.web.turns import give_way

SEARCH_AT_MOST = 20_000
READER = Reader()
SCANNER = Scanner()


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail as it came, and where from: its inbox, and its number there when it came by IMAP."""

    content: bytes
    source: Source
    inbox: Inbox | None = None
    uidvalidity: int | None = None
    uid: int | None = None
    envelope: Envelope | None = None
    past: bool = False

    @property
    def place(self) -> Place:
        return (self.inbox.pk if self.inbox else None, self.uidvalidity, self.uid)


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A stored mail and what it says, or why it cannot be read."""

    raw: RawMail
    letter: Letter | None
    contact: Contact | None
    problem: str = ""


def read_stored(raws: Sequence[RawMail], *, now: datetime) -> list[ReadMail]:
    """Return what stored mails say; the slow part, done before any transaction."""
    ours, trusted = our_addresses(), trusted_server()
    small = read_rows([raw.sha256 for raw in raws])
    found = [_scan(raw, small) for raw in raws]
    clean = [raw for raw, virus in zip(raws, found, strict=True) if not virus]
    letters = READER.read_all([partial(_bytes_of, raw.sha256, small) for raw in clean])
    read = {
        raw.pk: _read(raw, one, ours, trusted, now=now)
        for raw, one in zip(clean, letters, strict=True)
    }
    _store_files(list(read.values()))
    return [read.get(raw.pk) or ReadMail(raw, None, None, "virus") for raw in raws]


def _scan(raw: RawMail, small: Mapping[str, bytes]) -> bool:
    """Tell whether the virus scanner finds something in a mail; note on it when it is down."""
    if not is_there(settings.HOITUU_CLAMD):
        return False
    found = SCANNER.finds_virus(_bytes_of(raw.sha256, small), setting=settings.HOITUU_CLAMD)
    raw.unscanned = found is None
    return bool(found)


def _bytes_of(sha256: str, small: Mapping[str, bytes]) -> bytes:
    """Return a mail as it came; called in the thread that sends it to the reader."""
    if sha256 in small:
        return small[sha256]
    try:
        with open_file(sha256) as file:
            return file.read()
    except BlobMissing:
        return b""  # Read as an empty mail: it ends in quarantine, where a person sees it.


def _store_files(mails: Sequence[ReadMail]) -> None:
    """Store what is attached to them, all in one; the messages that name it come after."""
    put_blobs([file.content for mail in mails if mail.letter for file in mail.letter.files])


def _read(
    raw: RawMail,
    letter: Letter | Unreadable,
    ours: Collection[str],
    trusted: str,
    *,
    now: datetime,
) -> ReadMail:
    if isinstance(letter, Unreadable):
        return ReadMail(raw, None, None, letter.reason)
    give_way()
    try:
        return ReadMail(raw, letter, _contact(letter, raw, ours, trusted, now=now))
    except Exception as error:  # noqa: BLE001  A border: whatever a mail does to us, it is kept.
        return ReadMail(raw, None, None, f"error_{type(error).__name__}"[:60])


def _contact(
    letter: Letter, raw: RawMail, ours: Collection[str], trusted: str, *, now: datetime
) -> Contact:
    """Return a letter as a contact: language told, words analysed, its files by their names."""
    text = letter.reply_text or letter.body_text
    at = _sane(letter.date, now=now)
    language = language_of(f"{letter.subject}\n{text}")
    sender = letter.from_email if "@" in letter.from_email else ""
    server = raw.inbox.authserv_id if raw.inbox else trusted
    verdict = verdict_of(letter.auth_results, server=server, sender=sender)
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
        at=at,
        language=language,
        terms=search_terms(" ".join(searchable), language),
        to=letter.to[:200],
        cc=letter.cc[:200],
        attachments=tuple(
            Attached(f.name, f.type, len(f.content), sha256_of(f.content), f.inline, f.content_id)
            for f in letter.files
        ),
        automatic=letter.automatic or letter.from_email in ours or raw.envelope.get("from") == "",
        spam=letter.spam,
        # A number can be guessed and a sender written by anybody: the two together prove nothing.
        hinted_id=id_in(letter.subject) if verdict.dmarc == "pass" else None,
        verdicts=str(verdict)[:60],
        unproven=verdict.failed,
        past=raw.past and now - at > NEWS_FOR,
        quiet=raw.past,
        team_id=raw.inbox.team_id if raw.inbox else None,
    )


def _sane(date: datetime | None, *, now: datetime) -> datetime:
    """Return when it was written, unless its clock is ahead of ours or unset."""
    return date if date is not None and date.year > 2000 and date <= now else now
