"""An answer and what it promises: both or neither."""

from collections.abc import Sequence
from datetime import datetime

from hoituu.conversations.actions import (
    answer_customer,
    begin_conversation,
    forward,
    log_call,
    resolve,
    save_draft,
    send_draft,
    write_note,
)
from hoituu.conversations.actions.entries import write_of
from hoituu.conversations.models import Conversation, Message, WrittenDraft
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import (
    Attached,
    Channel,
    Draft,
    MessageKind,
    ResolvedBy,
    check_nothing_new,
)
from hoituu.journal.transactions import atomic
from hoituu.language import language_of
from hoituu.promises.actions.ledger import make_promise
from hoituu.promises.actions.sent import keep_all_by
from hoituu.promises.rules import (
    PromiseKind,
    give_word,
)

LONGEST_PROMISE = 300


@atomic
def start_conversation(
    *,
    to: str,
    name: str,
    subject: str,
    body: str,
    promise: str = "",
    due_at: datetime | None = None,
    author_id: int,
    now: datetime,
) -> Conversation:
    """Write to somebody first, in ten seconds as any answer; what they answer comes to the writer.

    Raises NotHere, NothingSaid, PromiseNeedsTime.
    """
    if promise or due_at:
        give_word(made_at=now, due_at=due_at)
    conversation = begin_conversation(
        to=to.lower(),
        name=name,
        subject=subject,
        language=language_of(body),
        author_id=author_id,
        now=now,
    )
    draft = save_draft(
        conversation,
        author_id=author_id,
        body=body,
        to=[to.lower()],
        promise=promise,
        promise_due_at=due_at,
        now=now,
    )
    send_draft(draft, now=now)
    return conversation


@atomic
def answer_with_promise(
    conversation: Conversation,
    *,
    author_id: int,
    draft: Draft,
    promises: Sequence[tuple[str, datetime | None]] = (),
    keeps: Sequence[int] = (),
    by_phone: bool = False,
    for_owner: bool = False,
    resolves: bool = False,
    now: datetime,
) -> Message:
    """Answer the customer and write down what was promised, or do neither.

    `promises` are what it promises, each in words and by when. A call may be a colleague's, made
    `for_owner`.
    The first word is kept by any answer, other promises by one that says so (`keeps`), and both
    only when the answer has left the house. Raises NotYours, NothingSaid, NobodyToTell,
    PromiseNeedsTime, PromiseStillOpen.
    """
    conversation = hold(conversation)
    if by_phone:
        message = log_call(
            conversation, author_id=author_id, body=draft.body, for_owner=for_owner, now=now
        )
    else:
        message = answer_customer(conversation, author_id=author_id, draft=draft, now=now)
    _let_answer_keep(conversation, message, keeps, now=now)
    if by_phone:
        keep_all_by(message, now=now)
    for text, due_at in promises:
        make_promise(
            conversation,
            text=text[:LONGEST_PROMISE],
            due_at=due_at,
            made_by_id=author_id,
            made_in=message,
            now=now,
        )
    if resolves and not promises and not _owed_without(conversation, message):
        _resolve_when_kept(conversation, message, author_id=author_id, now=now)
    return message


def _owed_without(conversation: Conversation, message: Message) -> bool:
    owed_here = conversation.promises.filter(attention_at__isnull=False)
    return owed_here.exclude(kept_by=message).exists()


def _resolve_when_kept(
    conversation: Conversation, message: Message, *, author_id: int, now: datetime
) -> None:
    """Resolve with this answer: at once when nothing is owed, else when it has left the house."""
    if not hold(conversation).open_promises:
        resolve(conversation, by=ResolvedBy.PERSON, actor_id=author_id, now=now)
        return
    write_of("conversation.resolves_when_sent", message=message, actor_id=author_id, now=now)


def _let_answer_keep(
    conversation: Conversation, message: Message, keeps: Sequence[int], *, now: datetime
) -> None:
    here = conversation.promises.filter(attention_at__isnull=False)
    here.filter(kind=PromiseKind.FIRST_WORD).update(kept_by=message)
    here.filter(pk__in=list(keeps)).update(kept_by=message)


@atomic
def send_written(draft: WrittenDraft, *, now: datetime) -> None:
    """Do what a draft says, whose ten seconds are over, and put the draft away.

    Raises SomethingNew, NotYours, NothingSaid, NobodyToTell, PromiseNeedsTime.
    """
    conversation = hold(draft.conversation)
    held = WrittenDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None or held.goes_at is None or held.goes_at > now:
        return  # Undone, or another worker was first.
    said = Draft(
        body=held.body,
        to=tuple(held.to),
        cc=tuple(held.cc),
        attachments=tuple(
            Attached(a.name, a.media_type, a.size, a.sha256) for a in held.attachments.all()
        ),
    )
    if held.kind == MessageKind.NOTE:
        write_note(conversation, author_id=held.author_id, draft=said, now=now)
    elif held.kind == MessageKind.FORWARD:
        check_nothing_new(seen_id=held.seen_id, latest_id=conversation.latest_id)
        forward(conversation, author_id=held.author_id, draft=said, now=now)
    else:
        check_nothing_new(seen_id=held.seen_id, latest_id=conversation.latest_id)
        answer_with_promise(
            conversation,
            author_id=held.author_id,
            draft=said,
            promises=_promised_in(held),
            keeps=held.keeps,
            by_phone=held.channel == Channel.PHONE,
            resolves=held.resolves,
            now=now,
        )
    held.delete()


def _promised_in(draft: WrittenDraft) -> list[tuple[str, datetime | None]]:
    """Return what a draft promises: in its own field, and found in its text."""
    given = draft.promise or draft.promise_due_at
    own = [(draft.promise, draft.promise_due_at)] if given else []
    found = ((said[0].upper() + said[1:], datetime.fromisoformat(at)) for said, at in draft.found)
    return [*own, *found]
