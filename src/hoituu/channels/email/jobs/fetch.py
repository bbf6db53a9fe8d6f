"""Mail is fetched by IMAP, and what the server has is counted against what we have."""

import logging
import threading
from datetime import timedelta
from imaplib import IMAP4

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from imap_tools import BaseMailBox
from imap_tools.errors import MailboxLoginError

from hoituu.channels.email import imap
from hoituu.channels.email.actions import distrust_token, note_fetch, note_reconciled, store_mails
from hoituu.channels.email.contacts import Arrived
from hoituu.channels.email.jobs.servers import imap_server
from hoituu.channels.email.models import Cursor, Inbox
from hoituu.channels.email.queries import inboxes, uids_of
from hoituu.channels.email.rules.consent import ConsentLost, ConsentUnclear
from hoituu.channels.email.rules.outcome import Source
from hoituu.conversations.rules import NEWS_FOR

log = logging.getLogger("hoituu.email")
IDLE_SECONDS = 120
RECONCILE_EVERY = timedelta(hours=24)
LONGEST_PAUSE_SECONDS = 300
PROBLEMS = (*imap.PROBLEMS, ConsentLost, ConsentUnclear)


def fetch(inbox: Inbox, box: BaseMailBox) -> int:
    """Store every mail of a folder from the cursor on; return how many.

    The cursor moves after each batch is stored. A folder that was made anew (another UIDVALIDITY)
    is read from its beginning: what we have already is recognised by its bytes.
    """
    uidvalidity = imap.select(box, inbox.imap_folder, readonly=not inbox.mark_seen)
    cursor = Cursor.objects.filter(inbox=inbox, uidvalidity=uidvalidity).first()
    uid_next = cursor.uid_next if cursor else 1
    count = 0
    for batch in imap.fetch_from(box, uid_next):
        store_mails([_arrived(m, inbox, uidvalidity) for m in batch], now=timezone.now())
        uid_next = max([uid_next, *(mail.uid + 1 for mail in batch)])
        note_fetch(
            inbox, problem="", uidvalidity=uidvalidity, uid_next=uid_next, now=timezone.now()
        )
        if inbox.mark_seen and batch:
            imap.mark_seen(box, [mail.uid for mail in batch])
        count += len(batch)
    note_fetch(inbox, problem="", uidvalidity=uidvalidity, uid_next=uid_next, now=timezone.now())
    return count


def reconcile(inbox: Inbox, box: BaseMailBox) -> int:
    """Count the server's mails against ours, fetch what we lack; return how many still lack."""
    uidvalidity = imap.select(box, inbox.imap_folder)
    theirs = set(imap.all_uids(box))
    missing = sorted(theirs - uids_of(inbox, uidvalidity))
    for batch in imap.fetch(box, missing):
        store_mails([_arrived(m, inbox, uidvalidity) for m in batch], now=timezone.now())
    missing = sorted(theirs - uids_of(inbox, uidvalidity)) if missing else []
    note_reconciled(inbox, missing=missing, now=timezone.now())
    return len(missing)


def _arrived(mail: imap.Fetched, inbox: Inbox, uidvalidity: int) -> Arrived:
    """Return a mail as it came; what was there long before the mailbox was connected is past."""
    past = bool(
        mail.came_at and inbox.connected_at and inbox.connected_at - mail.came_at > NEWS_FOR
    )
    return Arrived(mail.content, Source.IMAP, inbox, uidvalidity, mail.uid, past=past)


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
            except PROBLEMS as error:
                if isinstance(error, MailboxLoginError | IMAP4.error):
                    distrust_token(inbox, now=timezone.now())
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
        inbox.sign_in,
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
