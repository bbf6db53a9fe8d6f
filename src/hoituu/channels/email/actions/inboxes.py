"""An inbox is set up, and how it fares is noted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from hoituu.channels.email.actions.consent import forget_tokens
from hoituu.channels.email.models import Cursor, Inbox, RawMail
from hoituu.channels.email.rules.outcome import InboxIncomplete
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.lib.secrets import encrypt

MAILBOX = ("imap_host", "imap_user", "imap_folder")  # another of these is another mailbox
LET_IN = ("sign_in", "imap_user", "address", "imap_host", "smtp_host")  # whom a token is for


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
    let_in = Inbox.objects.filter(pk=inbox.pk).values_list(*LET_IN).first()
    for name, fact in facts.items():
        setattr(inbox, name, fact)
    if before != tuple(getattr(inbox, name) for name in MAILBOX):
        _begin_anew(inbox, now=now)
    if inbox.imap_host and not inbox.smtp_host:
        raise InboxIncomplete
    if let_in is not None and let_in != tuple(getattr(inbox, name) for name in LET_IN):
        forget_tokens(inbox, now=now)
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
def make_dkim_key(inbox: Inbox, *, pem: str, selector: str, actor_id: int, now: datetime) -> None:
    """Keep a new key to sign with; until its public half is in the DNS nothing is signed."""
    inbox.dkim_key_sealed = encrypt(pem, key=settings.HOITUU_KEY)
    inbox.dkim_selector, inbox.dkim_on = selector, False
    inbox.save(update_fields=["dkim_key_sealed", "dkim_selector", "dkim_on"])
    write("inbox.key_made", actor_id=actor_id, now=now, inbox_id=inbox.pk)


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
