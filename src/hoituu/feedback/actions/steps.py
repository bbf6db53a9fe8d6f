"""The five steps of each piece: read, answered, something changed, told."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation

from hoituu.conversations.actions import queue_first_words
from hoituu.conversations.models import Message
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import MessageKind
from hoituu.customers.queries import emails_of
from hoituu.feedback.actions.entries import write_of
from hoituu.feedback.models import Change, Feedback, PublicAnswer, Request
from hoituu.feedback.queries import hold_feedback
from hoituu.feedback.rules import (
    AnsweredAlready,
    NotAnonymous,
    SaidMore,
    Step,
    check_step,
    check_words,
)
from hoituu.feedback.words import change_word
from hoituu.journal.actions import write
from hoituu.journal.models import Entry
from hoituu.journal.transactions import atomic
from hoituu.staff.queries import business

LONGEST = 500


@atomic
def mark_read(one: Feedback, *, seen: str, by_id: int, now: datetime) -> None:
    """Note that one of us has read what they `seen`; good words are answered with that.

    Raises SaidMore where the customer said something since.
    """
    one = hold_feedback(one)
    if one.seen != seen:
        raise SaidMore
    one.read_at, one.read_by_id = one.read_at or now, one.read_by_id or by_id
    if one.is_rated and not one.is_low:
        one.answered_at = one.answered_at or now
    one.save()
    write_of("feedback.read", one=one, by_id=by_id, now=now)


@atomic
def note_change(one: Feedback, *, text: str, by_id: int, now: datetime) -> Change:
    """Write down what we changed because of it, and of all that was answered with the same cause.

    The same twice is once. Raises StepSkipped, NothingToSay, TooLong, AnsweredAlready.
    """
    one = hold_feedback(one)
    check_step(Step.CHANGED, done=one.step)
    said = check_words(text, at_most=LONGEST)
    if one.change is not None and one.changed_at is not None:
        if one.change.text != said:
            raise AnsweredAlready
        return one.change
    change = Change.objects.create(text=said, cause=one.cause, made_at=now)
    alike = Feedback.objects.filter(pk=one.pk)
    if one.cause is not None:
        alike |= Feedback.objects.filter(cause=one.cause, answered_at__isnull=False, change=None)
    for piece in alike.select_for_update().order_by("pk"):
        piece.change, piece.changed_at = change, piece.changed_at or now
        piece.save()
        write_of("feedback.changed", one=piece, by_id=by_id, now=now)
    return change


@atomic
def tell_change(change: Change, *, by_id: int, now: datetime) -> int:
    """Write to everybody who said it, in their language, what we changed; return to how many.

    Who was told is not told again. Who cannot be written to waits for a call, or reads it on their
    own page.
    """
    waiting = Feedback.objects.select_for_update(of=("self",)).filter(
        change=change, changed_at__isnull=False, told_at=None
    )
    theirs = list(
        waiting.filter(conversation__isnull=False)
        .select_related("conversation__customer", "conversation__owner")
        .order_by("pk")
    )
    of = [(one, one.conversation) for one in theirs if one.conversation is not None]
    emails, firm = emails_of([conversation.customer_id for _, conversation in of]), business()
    told: set[int] = set()
    for one, conversation in of:
        to = emails.get(conversation.customer_id, "")
        if not to:
            continue
        if conversation.customer_id not in told:
            with translation.override(conversation.language):
                body = change_word(conversation=conversation, change=change, firm=firm)
            queue_first_words([(conversation, to, body)], now=now)
            told.add(conversation.customer_id)
        one.told_at = now
        one.save()
        write_of("feedback.told", one=one, by_id=by_id, now=now)
    change.told_at = now
    change.save(update_fields=["told_at"])
    write("feedback.change_told", actor_id=by_id, now=now, change_id=change.pk)
    return len(told)


@atomic
def publish_change(change: Change, *, said: str, by_id: int, now: datetime) -> None:
    """Show on the public page what was said and what we did; who said it without a name is told.

    Raises NothingToSay, TooLong.
    """
    change.said = check_words(said, at_most=LONGEST)
    change.published_at = change.published_at or now
    change.save(update_fields=["said", "published_at"])
    anonymous = Feedback.objects.select_for_update().filter(
        change=change, changed_at__isnull=False, told_at=None, conversation=None
    )
    for one in anonymous:
        one.told_at = now
        one.save()
        write_of("feedback.told", one=one, by_id=by_id, now=now)
    write("feedback.change_published", actor_id=by_id, now=now, change_id=change.pk)


@atomic
def answer_in_public(
    pieces: Sequence[Feedback], *, said: str, text: str, language: str, by_id: int, now: datetime
) -> PublicAnswer:
    """Answer what nobody's name is on where anybody may read it; one answer may be to many.

    `said` is what was said, in our words. The same twice is once. Raises NothingToSay, TooLong,
    NotAnonymous, AnsweredAlready.
    """
    said = check_words(said, at_most=LONGEST)
    text = check_words(text, at_most=2 * LONGEST)
    ids = [one.pk for one in pieces]
    theirs = Feedback.objects.select_for_update(of=("self",)).select_related("public_answer")
    held = list(theirs.filter(pk__in=ids).order_by("pk"))
    if not held or any(not one.is_anonymous for one in held):
        raise NotAnonymous
    given = next((one.public_answer for one in held if one.answered_at and one.public_answer), None)
    if given is not None and (given.said, given.text) == (said, text):
        return given
    if any(one.answered_at for one in held):
        raise AnsweredAlready
    answer = PublicAnswer.objects.create(
        said=said,
        text=text,
        language=language,
        published_at=now,
        by_id=by_id,
    )
    for one in held:
        one.public_answer = answer
        one.read_at, one.read_by_id = one.read_at or now, one.read_by_id or by_id
        one.answered_at = one.answered_at or now
        one.save()
        write_of("feedback.answered", one=one, by_id=by_id, now=now)
    return answer


@atomic
def correct_public_answer(
    answer: PublicAnswer, *, said: str, text: str, by_id: int, now: datetime
) -> None:
    """Put other words in a public answer's place, as when it has a slip. Raises NothingToSay, TooLong."""
    answer = PublicAnswer.objects.select_for_update().get(pk=answer.pk)
    answer.said = check_words(said, at_most=LONGEST)
    answer.text = check_words(text, at_most=2 * LONGEST)
    answer.save(update_fields=["said", "text"])
    write("feedback.answer_corrected", actor_id=by_id, now=now, answer_id=answer.pk)


@atomic
def correct_change(change: Change, *, text: str, said: str, by_id: int, now: datetime) -> None:
    """Put other words in a change's place; those who were told have read the former.

    `said` may only be empty while it is not shown to everybody. Raises NothingToSay, TooLong.
    """
    change = Change.objects.select_for_update().get(pk=change.pk)
    change.text = check_words(text, at_most=LONGEST)
    if change.published_at is not None:
        change.said = check_words(said, at_most=LONGEST)
    change.save(update_fields=["text", "said"])
    write("feedback.change_corrected", actor_id=by_id, now=now, change_id=change.pk)


@atomic
def answered_by_message(entry: Entry, *, now: datetime) -> None:
    """Note that what a customer said of us was answered by one of us in a message (a reaction)."""
    message = Message.objects.get(pk=entry.facts["message_id"])
    if message.kind != MessageKind.ANSWER:
        return
    hold(message.conversation)
    waiting = Feedback.objects.select_for_update().filter(
        conversation_id=message.conversation_id, answered_at=None, received_at__lte=message.at
    )
    for one in waiting:
        one.read_at, one.answered_at = one.read_at or entry.at, entry.at
        one.save()
        write_of("feedback.answered", one=one, now=now)


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget what a customer wrote of us; that they were content or not stays, without a name."""
    Feedback.objects.filter(conversation__customer_id=customer_id).update(words="")
    Request.objects.filter(customer_id=customer_id).delete()
    write("feedback.words_erased", now=now, customer_id=customer_id)
