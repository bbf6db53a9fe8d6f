"""Taking feedback in, and its steps."""

from datetime import datetime

from hoituu.channels.web.actions import take_page_message
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import MessageKind, Turn
from hoituu.feedback.models import Cause, Change, Feedback
from hoituu.feedback.queries import rating_of
from hoituu.feedback.rules import (
    LONGEST_CAUSE,
    LONGEST_WORDS,
    Mood,
    NotAskedYet,
    NothingToSay,
    SaidMore,
    Source,
    Step,
    check_step,
    may_rate,
)
from hoituu.journal.actions import write
from hoituu.journal.models import Entry
from hoituu.journal.transactions import atomic
from hoituu.language.tone import READ
from hoituu.promises.actions import hear_not_yet
from hoituu.wording.actions import correct_tone

TONES = {Mood.BAD: 1, Mood.COULD_BE_BETTER: 2}  # of the words beside a low face


@atomic
def rate_conversation(conversation: Conversation, *, mood: Mood, now: datetime) -> Feedback:
    """Take in how it went, at the first tap; the same conversation again changes the same feedback.

    A low one makes the conversation ours again, unless it is, with a promise when they hear from us.
    A good one without words is read and answered by the thanks on the page. Raises NotAskedYet.
    """
    conversation = hold(conversation)
    one = rating_of(conversation.pk) or _begin(conversation, now=now)
    was_low = one.mood is not None and Mood(one.mood).is_low
    one.mood = mood
    if mood.is_low and not (was_low and conversation.turn == Turn.OURS):
        _from_the_beginning(one)
        hear_not_yet(conversation, now=now)
    elif not mood.is_low and not one.words:
        one.read_at, one.answered_at = one.read_at or now, one.answered_at or now
    one.save()
    _write("feedback.rated", one, now=now)
    return one


@atomic
def say_more(conversation: Conversation, *, words: str, now: datetime) -> Feedback:
    """Take in the words that belong to a rating: of a low one they go to who has the conversation.

    Raises NothingToSay, and NotAskedYet where nothing was rated.
    """
    conversation = hold(conversation)
    one = rating_of(conversation.pk)
    if one is None or one.mood is None:
        raise NotAskedYet
    said = words.strip()[:LONGEST_WORDS]
    if not said:
        raise NothingToSay
    one.words = f"{one.words}\n\n{said}".strip()
    if Mood(one.mood).is_low:
        received = take_page_message(said, conversation=conversation, now=now)
        _learn_from(received.message_id, mood=Mood(one.mood), now=now)
    _from_the_beginning(one)  # Kind words, too, are read by whom they are for.
    one.save()
    _write("feedback.words", one, now=now)
    return one


@atomic
def hear_complaint(message: Message, *, now: datetime) -> Feedback:
    """Take in that a message complains, once a conversation: a piece of feedback as any other."""
    conversation = hold(message.conversation)
    one, new = Feedback.objects.get_or_create(
        key=f"complaint-{conversation.pk}",
        defaults={
            "source": Source.COMPLAINT,
            "conversation": conversation,
            "language": conversation.language,
            "words": (message.shown or message.body)[:LONGEST_WORDS],
            "given_at": min(message.at, now),
            "received_at": now,
        },
    )
    if new:
        _write("feedback.complained", one, now=now)
    return one


@atomic
def name_cause(one: Feedback, *, name: str, by_id: int, now: datetime) -> Cause:
    """Say what went wrong, by a name that others may share. Raises NothingToSay."""
    one = _held(one)
    said = " ".join(name.split())[:LONGEST_CAUSE]
    if not said:
        raise NothingToSay
    known = Cause.objects.filter(name__iexact=said).first()
    one.cause = known or Cause.objects.create(name=said, named_at=now)
    one.save()
    _write("feedback.cause_named", one, by_id=by_id, now=now)
    return one.cause


@atomic
def mark_read(one: Feedback, *, seen: str, by_id: int, now: datetime) -> None:
    """Note that one of us has read what they `seen`; good words are answered with that.

    Raises SaidMore where the customer said something since.
    """
    one = _held(one)
    if one.seen != seen:
        raise SaidMore
    one.read_at, one.read_by_id = one.read_at or now, one.read_by_id or by_id
    if one.mood is not None and not Mood(one.mood).is_low:
        one.answered_at = one.answered_at or now
    one.save()
    _write("feedback.read", one, by_id=by_id, now=now)


@atomic
def note_change(one: Feedback, *, text: str, by_id: int, now: datetime) -> Change:
    """Write down what we changed because of it. Raises StepSkipped, NothingToSay."""
    one = _held(one)
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
    hold(message.conversation)
    waiting = Feedback.objects.select_for_update().filter(
        conversation_id=message.conversation_id, answered_at=None, received_at__lte=message.at
    )
    for one in waiting:
        one.read_at, one.answered_at = one.read_at or entry.at, entry.at
        one.save()
        _write("feedback.answered", one, now=now)


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget what a customer wrote of us; that they were content or not stays, without a name."""
    Feedback.objects.filter(conversation__customer_id=customer_id).update(words="")
    write("feedback.words_erased", now=now, customer_id=customer_id)


def _begin(conversation: Conversation, *, now: datetime) -> Feedback:
    asked = may_rate(
        confirmed=conversation.confirmed_at is not None, resolved_by=conversation.resolved_by
    )
    if not asked:
        raise NotAskedYet
    return Feedback(
        key=f"page-{conversation.pk}",
        source=Source.PAGE,
        conversation=conversation,
        language=conversation.language,
        given_at=now,
        received_at=now,
    )


def _from_the_beginning(one: Feedback) -> None:
    """Let what was said anew go through all of its steps; what we changed stays written down."""
    one.read_at = one.answered_at = one.changed_at = one.told_at = one.read_by = None


def _held(one: Feedback) -> Feedback:
    """Hold a piece of feedback, after its conversation: that is the order of locks."""
    if one.conversation is not None:
        hold(one.conversation)
    return Feedback.objects.select_for_update().get(pk=one.pk)


def _learn_from(message_id: int, *, mood: Mood, now: datetime) -> None:
    """Let the house hear such words as their writer meant them: the face says how."""
    message = Message.objects.get(pk=message_id)
    if message.language in READ:
        correct_tone(message, tone=TONES[mood], complaint=True, actor_id=None, now=now)


def _write(kind: str, one: Feedback, *, by_id: int | None = None, now: datetime) -> None:
    write(
        kind,
        conversation_id=one.conversation_id,
        actor_id=by_id,
        now=now,
        feedback_id=one.pk,
    )
