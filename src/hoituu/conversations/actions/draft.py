"""What is being written: kept on every pause, sent ten seconds after Send, and undone until then."""

from datetime import datetime
from typing import Any

from hoituu.conversations.models import Attachment, Conversation, WrittenDraft
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import (
    UNDO_FOR,
    Attached,
    MessageKind,
    check_may_answer,
    check_nothing_new,
    check_says_something,
)
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def save_draft(
    conversation: Conversation, *, author_id: int, now: datetime, **facts: Any
) -> WrittenDraft:
    """Keep what somebody is writing; one that is on its way is left alone."""
    draft, new = WrittenDraft.objects.select_for_update().get_or_create(
        conversation=conversation, author_id=author_id, defaults={**facts, "updated_at": now}
    )
    if not new and draft.goes_at is None:
        for name, fact in facts.items():
            setattr(draft, name, fact)
        draft.updated_at, draft.stopped = now, ""
        draft.save()
    if new:  # Not every pause in writing: the journal tells what happened, not how one typed.
        _write("draft.begun", draft, now=now)
    return draft


@atomic
def send_draft(draft: WrittenDraft, *, now: datetime, anyway: bool = False) -> WrittenDraft:
    """Send what was written, in ten seconds; `anyway` also when something new has come.

    Raises NotYours, NothingSaid, SomethingNew.
    """
    conversation = hold(draft.conversation)
    check_says_something(draft.body)
    if draft.kind != MessageKind.NOTE:
        check_may_answer(owner_id=conversation.owner_id, author_id=draft.author_id)
        if not anyway:
            check_nothing_new(seen_id=draft.seen_id, latest_id=conversation.latest_id)
    draft.seen_id = conversation.latest_id
    draft.goes_at = now if draft.kind == MessageKind.NOTE else now + UNDO_FOR
    draft.stopped = ""
    draft.save()
    _write("draft.sent", draft, now=now)
    return draft


@atomic
def undo_draft(draft: WrittenDraft, *, now: datetime) -> bool:
    """Take a draft back while there is time; False when it has gone."""
    held = WrittenDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None or held.goes_at is None:
        return False
    held.goes_at = None
    held.save(update_fields=["goes_at"])
    _write("draft.undone", held, now=now)
    return True


@atomic
def stop_draft(draft: WrittenDraft, *, reason: str, now: datetime) -> None:
    """Hold back a draft that may not go: its writer sees why, and no word of it is lost."""
    WrittenDraft.objects.filter(pk=draft.pk).update(goes_at=None, stopped=reason)
    _write("draft.stopped", draft, now=now)


@atomic
def discard_draft(draft: WrittenDraft, *, now: datetime) -> None:
    """Throw a draft away."""
    _write("draft.discarded", draft, now=now)
    draft.delete()


@atomic
def attach(draft: WrittenDraft, *, file: Attached, now: datetime) -> Attachment:
    """Hang a stored file on a draft."""
    attachment = draft.attachments.create(
        name=file.name[:200], media_type=file.media_type[:120], size=file.size, sha256=file.sha256
    )
    _write("draft.attached", draft, now=now)
    return attachment


@atomic
def detach(attachment: Attachment, *, now: datetime) -> None:
    """Take a file off a draft."""
    draft = attachment.draft
    if draft is not None:
        _write("draft.detached", draft, now=now)
        attachment.delete()


def _write(kind: str, draft: WrittenDraft, *, now: datetime) -> None:
    write(
        kind,
        conversation_id=draft.conversation_id,
        actor_id=draft.author_id,
        now=now,
        draft_id=draft.pk,
    )
