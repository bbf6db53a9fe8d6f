"""Mail is kept as it came, before anything else."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hoituu.channels.email.contacts import Arrived
from hoituu.channels.email.models import RawMail
from hoituu.channels.email.queries import (
    mails_with_bytes,
    mails_with_uids,
)
from hoituu.channels.email.rules import Envelope
from hoituu.channels.email.rules.outcome import Outcome, Source
from hoituu.conversations.actions import drop_blobs
from hoituu.conversations.blobs import Blob, keep_rows, prepare_blobs
from hoituu.journal.actions import write
from hoituu.journal.rows import insert_rows
from hoituu.journal.transactions import atomic


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


def _kept(envelope: Envelope | None) -> dict[str, Any]:
    """Return an envelope as it is stored."""
    return {"from": envelope.sender, "to": list(envelope.recipients)} if envelope else {}
