"""Taking feedback in, and its steps."""

from datetime import datetime

from hoituu.channels.web.actions import take_page_message
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import MessageKind
from hoituu.feedback.models import Change, Feedback
from hoituu.feedback.queries import feedback_of
from hoituu.feedback.rules import (
    LONGEST_WORDS,
    Mood,
    NothingToSay,
    Source,
    Step,
    check_may_rate,
    check_step,
)
from hoituu.journal.actions import write
from hoituu.journal.models import Entry
from hoituu.journal.transactions import atomic
from hoituu.promises.actions import hear_not_yet
from hoituu.wording.actions import correct_tone
from hoituu.wording.rules import HEARD

TONES = {Mood.BAD: 1, Mood.COULD_BE_BETTER: 2}  # of the words beside a low face


@atomic
def rate_conversation(conversation: Conversation, *, mood: Mood, now: datetime) -> Feedback:
    """Take in how it went, at the first tap; the same conversation again changes the same feedback.

    A low one makes the conversation ours again, with a promise when they hear from us. A good one
    without words is read and answered by the thanks on the page. Raises NotAskedYet.
    """
    conversation = hold(conversation)
    key = f"page-{conversation.pk}"
    one = Feedback.objects.filter(key=key).first()
    if one is None:
        check_may_rate(
            confirmed=conversation.confirmed_at is not None, resolved_by=conversation.resolved_by
        )
        one = Feedback(
            key=key,
            source=Source.PAGE,
            conversation=conversation,
            language=conversation.language,
            given_at=now,
            received_at=now,
        )
    was = one.mood
    one.mood = mood
    if not mood.is_low and not one.words:
        one.read_at, one.answered_at = one.read_at or now, one.answered_at or now
    elif mood.is_low and not (was or 0) < 0:
        one.read_at = one.answered_at = None
        hear_not_yet(conversation, now=now)
    one.save()
    _write("feedback.rated", one, now=now)
    return one


@atomic
def say_more(conversation: Conversation, *, words: str, now: datetime) -> Feedback:
    """Take in the words that belong to a rating: of a low one they go to who has the conversation.

    Raises NothingToSay, and NotAskedYet where nothing was rated.
    """
    one = feedback_of(conversation.pk)
    if not words.strip():
        raise NothingToSay
    said = words.strip()[:LONGEST_WORDS]
    one.words = f"{one.words}\n\n{said}".strip()
    if one.mood is not None and Mood(one.mood).is_low:
        received = take_page_message(said, conversation=conversation, now=now)
        _learn_from(received.message_id, mood=Mood(one.mood), now=now)
    else:  # Kind words are read by whom they are for.
        one.read_at = one.answered_at = None
    one.save()
    _write("feedback.words", one, now=now)
    return one


@atomic
def mark_read(one: Feedback, *, by_id: int, now: datetime) -> None:
    """Note that one of us has read it. Good words without a question are answered with that."""
    one.read_at, one.read_by_id = one.read_at or now, one.read_by_id or by_id
    if one.conversation_id and one.mood is not None and not Mood(one.mood).is_low:
        one.answered_at = one.answered_at or now
    one.save()
    _write("feedback.read", one, by_id=by_id, now=now)


@atomic
def answer_in_public(one: Feedback, *, answer: str, by_id: int, now: datetime) -> None:
    """Answer who gave no name, where everybody can read it. Raises StepSkipped, NothingToSay."""
    check_step(Step.ANSWERED, done=one.step)
    if not answer.strip():
        raise NothingToSay
    one.answer, one.answered_at = answer.strip(), one.answered_at or now
    one.save()
    _write("feedback.answered", one, by_id=by_id, now=now)


@atomic
def note_change(one: Feedback, *, text: str, by_id: int, now: datetime) -> Change:
    """Write down what we changed because of it. Raises StepSkipped, NothingToSay."""
    check_step(Step.CHANGED, done=one.step)
    if not text.strip():
        raise NothingToSay
    one.change = Change.objects.create(text=text.strip()[:500], made_at=now)
    one.changed_at = one.changed_at or now
    one.save()
    _write("feedback.changed", one, by_id=by_id, now=now)
    return one.change


@atomic
def answered_by_message(entry: Entry, *, now: datetime) -> None:
    """Note that what a customer said of us was answered by one of us in a message (a reaction)."""
    message = Message.objects.get(pk=entry.facts["message_id"])
    if message.kind != MessageKind.ANSWER:
        return
    waiting = Feedback.objects.filter(
        conversation_id=message.conversation_id, answered_at=None, received_at__lte=message.at
    )
    for one in waiting:
        one.read_at = one.read_at or entry.at
        one.answered_at = entry.at
        one.save()
        _write("feedback.answered", one, now=now)


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget what a customer wrote of us; that they were content or not stays, without a name."""
    Feedback.objects.filter(conversation__customer_id=customer_id).update(words="")
    write("feedback.words_erased", now=now, customer_id=customer_id)


def _learn_from(message_id: int, *, mood: Mood, now: datetime) -> None:
    """Let the house hear such words as their writer meant them: the face says how."""
    message = Message.objects.get(pk=message_id)
    if message.language in HEARD:
        correct_tone(message, tone=TONES[mood], complaint=True, actor_id=None, now=now)


def _write(kind: str, one: Feedback, *, by_id: int | None = None, now: datetime) -> None:
    write(
        kind,
        conversation_id=one.conversation_id,
        actor_id=by_id,
        now=now,
        feedback_id=one.pk,
    )
