"""Mail comes in by the pipe and is read."""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from hoituu.channels.email.actions import quarantine_mail, store_mails, take_in_mail
from hoituu.channels.email.contacts import Arrived, ReadMail, read_stored
from hoituu.channels.email.models import Inbox, RawMail
from hoituu.channels.email.queries import unread_mail
from hoituu.channels.email.rules.outcome import Source
from hoituu.web.turns import give_way

log = logging.getLogger("hoituu.email")
TAKING = threading.Lock()
BATCH = 50
MOST_BATCHES = 10
BATCH_BYTES = 20 * 1024 * 1024


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
        _, name, *rest = path.name.split(".")
        past = "past" in rest
        source = Source.IMPORT if past else Source.PIPE
        batch.append((path, Arrived(content, source, by_name.get(name), past=past)))
        size += len(content)
        if size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def incoming() -> Path:
    return Path(settings.HOITUU_DATA) / "incoming"


def read_new_mail() -> bool:
    """Make messages of the mails that are stored; True when there was something to do.

    While more wait than a batch holds, the next follows at once, ten at the most.
    """
    read = 0
    for _ in range(MOST_BATCHES):
        stored = unread_mail(limit=BATCH)
        _read_batch(stored)
        read += len(stored)
        if len(stored) < BATCH:
            break
    return read > 0


def _read_batch(stored: Sequence[RawMail]) -> None:
    if not stored:
        return
    now = timezone.now()
    mails = read_stored(stored, now=now)
    give_way()
    try:
        take_in_mail(mails, now=now)
    except Exception as error:  # noqa: BLE001  A border: one mail must not hold up the others.
        log.error("a batch of mails failed: %s", type(error).__name__)
        for mail in mails:
            take_in_or_quarantine(mail, now=now)


def take_in_or_quarantine(mail: ReadMail, *, now: datetime) -> None:
    """Take one mail in; whatever it does to us, it ends where a person sees it."""
    try:
        take_in_mail([mail], now=now)
    except OperationalError:
        raise  # The database is busy or gone, and the mail is not to blame: tried again.
    except Exception as error:  # noqa: BLE001  A border: kept, with its reason.
        quarantine_mail(mail.raw, reason=f"error_{type(error).__name__}", now=now)
