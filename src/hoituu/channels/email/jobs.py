"""What the clock does to mail: it comes in, it is read, it goes out."""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from imap_tools import BaseMailBox

from hoituu.channels.email import imap
from hoituu.channels.email.actions import (
    begin_data,
    name_letter,
    note_fetch,
    note_reconciled,
    note_send,
    quarantine_mail,
    store_mails,
    take_in_mail,
)
from hoituu.channels.email.contacts import Arrived, ReadMail, read_stored
from hoituu.channels.email.letters import letter_for
from hoituu.channels.email.models import Cursor, Inbox, RawMail
from hoituu.channels.email.queries import inbox_for, inboxes, is_stored, uids_of, unread_mail
from hoituu.channels.email.rules.outcome import Source
from hoituu.channels.email.rules.server import Server
from hoituu.channels.email.smtp import Carrier, Refused, TryLater
from hoituu.conversations.actions import (
    blobs_dropped,
    claim_outgoing,
    put_off_sending,
    record_failed,
    record_sent,
)
from hoituu.conversations.actions.send import Failure
from hoituu.conversations.blobs import drop_blob, put_blob
from hoituu.conversations.models import Message
from hoituu.conversations.queries import blobs_to_drop, is_anything_to_send, is_attached
from hoituu.conversations.rules import Channel

log = logging.getLogger("hoituu.email")
TAKING = threading.Lock()
BATCH_BYTES = 20 * 1024 * 1024
GIVE_UP_AFTER = timedelta(days=5)
FIRST_WORD_LIVES = timedelta(hours=4)  # Later it would promise a time that has passed.
IDLE_SECONDS = 120
RECONCILE_EVERY = timedelta(hours=24)
LONGEST_PAUSE_SECONDS = 300


def collect_dropped() -> bool:
    """Store what the pipe left in DATA/incoming; True when there was something."""
    return bool(take_dropped(sorted(incoming().glob("*.eml"))[:50]))


def take_dropped(paths: Sequence[Path]) -> list[RawMail]:
    """Store dropped mails and put their files away; another thread may have been first.

    Only the process that holds DATA/lock takes dropped mail, so a lock of threads is enough.
    """
    by_name = {inbox.name: inbox for inbox in Inbox.objects.all()} if paths else {}
    stored: list[RawMail] = []
    with TAKING:
        for batch in _as_arrived(paths, by_name):
            stored += store_mails([mail for _, mail in batch], now=timezone.now())
            for path, _ in batch:
                path.unlink(missing_ok=True)
    return stored


def _as_arrived(
    paths: Sequence[Path], by_name: Mapping[str, Inbox]
) -> Iterator[list[tuple[Path, Arrived]]]:
    """Yield dropped mails in batches that memory can hold."""
    batch: list[tuple[Path, Arrived]] = []
    size = 0
    for path in paths:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue
        except PermissionError:
            log.error("a mail in incoming cannot be read: its owner must let us")
            continue
        inbox = by_name.get(path.name.split(".")[1])
        batch.append((path, Arrived(content, Source.PIPE, inbox)))
        size += len(content)
        if size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def incoming() -> Path:
    return Path(settings.HOITUU_DATA) / "incoming"


def read_new_mail() -> bool:
    """Make messages of the mails that are stored; True when there was something to do."""
    now = timezone.now()
    mails = read_stored(unread_mail(), now=now)
    if not mails:
        return False
    try:
        take_in_mail(mails, now=now)
    except Exception as error:  # noqa: BLE001  A border: one mail must not hold up the others.
        log.error("a batch of mails failed: %s", type(error).__name__)
        for mail in mails:
            take_in_or_quarantine(mail, now=now)
    return True


def take_in_or_quarantine(mail: ReadMail, *, now: datetime) -> None:
    """Take one mail in; whatever it does to us, it ends where a person sees it."""
    try:
        take_in_mail([mail], now=now)
    except OperationalError:
        raise  # The database is busy or gone, and the mail is not to blame: tried again.
    except Exception as error:  # noqa: BLE001  A border: kept, with its reason.
        quarantine_mail(mail.raw, reason=f"error_{type(error).__name__}", now=now)


def send_queued() -> bool:
    """Send what waits in the outbox; True when there was something to do."""
    now = timezone.now()
    if not is_anything_to_send(Channel.EMAIL, now=now):  # A look takes no write lock.
        return False
    messages = claim_outgoing(Channel.EMAIL, now=now)
    by_inbox: dict[int, tuple[Inbox, list[Message]]] = {}
    for message in messages:
        inbox = inbox_for(message.conversation_id)
        if inbox is None and now - message.at > FIRST_WORD_LIVES and message.author_id is None:
            record_failed(message, failure=Failure.NO_INBOX, now=now)
        elif inbox is None:
            put_off_sending(message, now=now)
        else:
            by_inbox.setdefault(inbox.pk, (inbox, []))[1].append(message)
    for inbox, theirs in by_inbox.values():
        send_all(theirs, inbox, now=now)
    return bool(messages)


def send_all(messages: Sequence[Message], inbox: Inbox, *, now: datetime) -> None:
    """Send one inbox's messages over one connection; when that fails the rest wait as well."""
    with Carrier(smtp_server(inbox)) as carrier:
        for message in messages:
            if carrier.unreachable:
                put_off_sending(message, now=timezone.now())
                continue
            try:
                send_one(message, inbox, carrier, now=now)
            except Exception as error:  # noqa: BLE001  A border: one message must not stop others.
                log.error("message %s failed: %s", message.pk, type(error).__name__)
                record_failed(message, failure=Failure.UNWRITABLE, now=timezone.now())


def send_one(message: Message, inbox: Inbox, carrier: Carrier, *, now: datetime) -> None:
    """Hand one message over and write down how it went."""
    letter_id = name_letter(message, inbox=inbox, now=now)
    envelope, content = letter_for(message, inbox=inbox, message_id=letter_id.value)
    refused: list[str] = []
    try:
        refused = carrier.carry(
            envelope, content, before_data=lambda: begin_data(letter_id, now=timezone.now())
        )
    except Refused:
        record_failed(message, failure=Failure.REFUSED, now=timezone.now())
    except TryLater as why:
        note_send(inbox, problem=str(why)[:60], now=timezone.now())
        if now - message.at > GIVE_UP_AFTER:
            record_failed(message, failure=Failure.TOO_OLD, now=timezone.now())
        else:
            put_off_sending(message, now=timezone.now())
    else:
        if set(refused) & set(message.to):
            record_failed(message, failure=Failure.REFUSED, now=timezone.now())
        else:
            record_sent(message, now=timezone.now())
        note_send(inbox, problem="", now=timezone.now())


def drop_erased() -> bool:
    """Forget the bytes of erased people that nothing else has; True when there were some."""
    hashes = blobs_to_drop()
    for sha256 in hashes:
        if is_used(sha256):
            continue
        content = drop_blob(sha256)
        if content is not None and is_used(sha256):  # The same file came in just now.
            put_blob(content)
    if hashes:
        blobs_dropped(hashes, now=timezone.now())
    return bool(hashes)


def is_used(sha256: str) -> bool:
    """Tell whether a mail, a message or a draft still has these bytes."""
    return is_stored(sha256) or is_attached(sha256)


def smtp_server(inbox: Inbox) -> Server:
    return Server(
        inbox.smtp_host, inbox.smtp_port, inbox.smtp_security, inbox.smtp_user, inbox.smtp_password
    )


def imap_server(inbox: Inbox) -> Server:
    return Server(
        inbox.imap_host, inbox.imap_port, inbox.imap_security, inbox.imap_user, inbox.imap_password
    )


def fetch(inbox: Inbox, box: BaseMailBox) -> int:
    """Store every mail of a folder from the cursor on; return how many.

    The cursor moves after each batch is stored. A folder that was made anew (another UIDVALIDITY)
    is read from its beginning: what we have already is recognised by its bytes.
    """
    uidvalidity = imap.select(box, inbox.imap_folder)
    cursor = Cursor.objects.filter(inbox=inbox, uidvalidity=uidvalidity).first()
    uid_next = cursor.uid_next if cursor else 1
    count = 0
    for batch in imap.fetch_from(box, uid_next):
        store_mails(
            [Arrived(m.content, Source.IMAP, inbox, uidvalidity, m.uid) for m in batch],
            now=timezone.now(),
        )
        uid_next = max(uid_next, *(mail.uid + 1 for mail in batch))
        note_fetch(
            inbox, problem="", uidvalidity=uidvalidity, uid_next=uid_next, now=timezone.now()
        )
        count += len(batch)
    note_fetch(inbox, problem="", uidvalidity=uidvalidity, uid_next=uid_next, now=timezone.now())
    return count


def reconcile(inbox: Inbox, box: BaseMailBox) -> int:
    """Count the server's mails against ours, fetch what we lack; return how many still lack."""
    uidvalidity = imap.select(box, inbox.imap_folder)
    theirs = set(imap.all_uids(box))
    missing = sorted(theirs - uids_of(inbox, uidvalidity))
    for batch in imap.fetch(box, missing):
        store_mails(
            [Arrived(m.content, Source.IMAP, inbox, uidvalidity, m.uid) for m in batch],
            now=timezone.now(),
        )
    missing = sorted(theirs - uids_of(inbox, uidvalidity)) if missing else []
    note_reconciled(inbox, missing=missing, now=timezone.now())
    return len(missing)


class Listener(threading.Thread):
    """One inbox's IMAP connection: fetch, wait for more, and start again after trouble."""

    def __init__(self, inbox: Inbox, *, stop: threading.Event, wake: threading.Event) -> None:
        super().__init__(name=f"imap-{inbox.pk}", daemon=True)
        self.inbox_id = inbox.pk
        self.stop, self.wake = stop, wake
        self.pause = 1.0

    def run(self) -> None:
        while not self.stop.is_set():
            inbox = Inbox.objects.filter(pk=self.inbox_id, enabled=True).first()
            if inbox is None or not inbox.imap_host:
                return
            try:
                self._listen(inbox)
            except imap.PROBLEMS as error:
                note_fetch(inbox, problem=type(error).__name__, now=timezone.now())
            except Exception as error:  # noqa: BLE001  A border: one inbox must not stop others.
                log.error("inbox %s stopped: %s", self.inbox_id, type(error).__name__)
                note_fetch(inbox, problem=type(error).__name__, now=timezone.now())
            close_old_connections()
            self.stop.wait(self.pause)
            self.pause = min(self.pause * 2, LONGEST_PAUSE_SECONDS)

    def _listen(self, inbox: Inbox) -> None:
        settings_then = _connection_of(inbox)
        with imap.open_folder(imap_server(inbox), inbox.imap_folder) as box:
            while not self.stop.is_set():
                if fetch(inbox, box):
                    self.wake.set()
                counted_at = inbox.reconciled_at
                if counted_at is None or timezone.now() - counted_at > RECONCILE_EVERY:
                    reconcile(inbox, box)
                self.pause = 1.0
                imap.wait_for_mail(box, seconds=min(IDLE_SECONDS, settings.HOITUU_POLL_SECONDS))
                inbox.refresh_from_db()
                if _connection_of(inbox) != settings_then:
                    return


def _connection_of(inbox: Inbox) -> tuple[object, ...]:
    return (
        inbox.enabled,
        inbox.imap_host,
        inbox.imap_port,
        inbox.imap_user,
        inbox.imap_password_sealed,
        inbox.imap_folder,
        inbox.imap_security,
    )


class Listeners:
    """The listeners of every inbox with IMAP; `keep_up` starts those that are missing."""

    def __init__(self, *, stop: threading.Event, wake: threading.Event) -> None:
        self.stop, self.wake = stop, wake
        self.threads: dict[int, Listener] = {}

    def keep_up(self) -> None:
        for inbox in inboxes():
            thread = self.threads.get(inbox.pk)
            if inbox.imap_host and (thread is None or not thread.is_alive()):
                self.threads[inbox.pk] = Listener(inbox, stop=self.stop, wake=self.wake)
                self.threads[inbox.pk].start()
