"""Fetching raw mails by UID (RFC 3501): nothing is marked read, nothing is looked for by date."""

import imaplib
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from hoituu.channels.email.rules.outcome import Security
from hoituu.channels.email.rules.server import Server

BATCH = 25
TIMEOUT_SECONDS = 60
PROBLEMS = (OSError, imaplib.IMAP4.error, ImapToolsError)


@dataclass(frozen=True, slots=True)
class Fetched:
    uid: int
    content: bytes
    came_at: datetime | None = None  # by the server's clock, which no sender can set


def open_folder(server: Server, folder: str) -> BaseMailBox:
    """Return a connection with the folder open for reading only. Raises one of PROBLEMS."""
    box = _box(server)
    try:
        if server.token:
            return box.xoauth2(server.user, server.token, initial_folder=None)
        return box.login(server.user, server.password, initial_folder=None)
    except BaseException:
        box.client.shutdown()
        raise


def select(box: BaseMailBox, folder: str, *, readonly: bool = True) -> int:
    """Open a folder and return its UIDVALIDITY. Raises one of PROBLEMS."""
    box.folder.set(folder, readonly=readonly)
    _, found = box.client.response("UIDVALIDITY")
    return int(found[0]) if found and found[0] else 0


def fetch_from(box: BaseMailBox, uid_next: int) -> Iterator[list[Fetched]]:
    """Yield batches of mails with this UID or a later one, in their order."""
    yield from fetch(box, _uids_from(box, uid_next))


def all_uids(box: BaseMailBox) -> list[int]:
    """Return the UID of every mail in the open folder, in their order."""
    return _uids_from(box, 1)


def fetch(box: BaseMailBox, uids: Sequence[int]) -> Iterator[list[Fetched]]:
    """Yield batches of the mails with these UIDs, in their order."""
    for at in range(0, len(uids), BATCH):
        wanted = ",".join(str(uid) for uid in uids[at : at + BATCH])
        status, parts = box.client.uid("FETCH", wanted, "(UID INTERNALDATE BODY.PEEK[])")
        if status != "OK":
            raise imaplib.IMAP4.error("FETCH")
        yield sorted(_read_parts(parts), key=lambda mail: mail.uid)


def mark_seen(box: BaseMailBox, uids: Sequence[int]) -> None:
    """Mark mails as read on the server, in a folder that was opened for it, if it lets us."""
    with suppress(imaplib.IMAP4.error):
        box.client.uid("STORE", ",".join(map(str, uids)), "+FLAGS.SILENT", "(\\Seen)")


def wait_for_mail(box: BaseMailBox, *, seconds: int) -> None:
    """Return when the server says that something changed, or after so many seconds."""
    box.idle.wait(timeout=seconds)


def _box(server: Server) -> BaseMailBox:
    if server.security == Security.TLS:
        context = ssl.create_default_context()
        return MailBox(server.host, server.port, timeout=TIMEOUT_SECONDS, ssl_context=context)
    if server.security == Security.STARTTLS:
        context = ssl.create_default_context()
        return MailBoxStartTls(
            server.host, server.port, timeout=TIMEOUT_SECONDS, ssl_context=context
        )
    return MailBoxUnencrypted(server.host, server.port, timeout=TIMEOUT_SECONDS)


def _uids_from(box: BaseMailBox, uid_next: int) -> list[int]:
    status, found = box.client.uid("SEARCH", f"UID {uid_next}:*")
    if status != "OK":
        raise imaplib.IMAP4.error("SEARCH")
    uids = sorted(int(uid) for uid in (found[0] or b"").split())
    return [uid for uid in uids if uid >= uid_next]  # "n:*" names the last mail even when older.


def _read_parts(parts: list[object]) -> Iterator[Fetched]:
    for part in parts:
        if isinstance(part, tuple) and len(part) == 2:
            words = part[0].split()
            uid = int(words[words.index(b"UID") + 1]) if b"UID" in words else 0
            if not uid:
                uid = int(words[words.index(b"(UID") + 1])
            yield Fetched(uid, part[1], _internal_date(part[0]))


def _internal_date(words: bytes) -> datetime | None:
    at = imaplib.Internaldate2tuple(words)
    return datetime.fromtimestamp(time.mktime(at), UTC) if at else None
