"""How it went, said on the customer's own page after it was taken care of, or in a complaint."""

from datetime import datetime

from hoituu.channels.web.actions import take_page_message
from hoituu.conversations.models import Conversation, Message
from hoituu.conversations.queries import hold
from hoituu.conversations.rules import Turn
from hoituu.feedback.actions.entries import write_of
from hoituu.feedback.models import Feedback
from hoituu.feedback.queries import rating_of
from hoituu.feedback.rules import (
    LONGEST_WORDS,
    Mood,
    NotAskedYet,
    NothingToSay,
    Source,
    may_rate,
)
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
    one.mood, one.is_low = mood, mood.is_low
    if mood.is_low and not (was_low and conversation.turn == Turn.OURS):
        one.begin_anew()
        hear_not_yet(conversation, now=now)
    elif not mood.is_low and not one.words:
        one.read_at, one.answered_at = one.read_at or now, one.answered_at or now
    one.save()
    write_of("feedback.rated", one=one, now=now)
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
    one.begin_anew()  # Kind words, too, are read by whom they are for.
    one.save()
    write_of("feedback.words", one=one, now=now)
    return one


@atomic
def hear_complaint(message: Message, *, now: datetime) -> Feedback:
    """Take in that a message complains, once a conversation: a piece of feedback as any other.

    A complaint after we answered is said anew, and begins anew.
    """
    conversation = hold(message.conversation)
    said = (message.shown or message.body)[:LONGEST_WORDS]
    one, new = Feedback.objects.get_or_create(
        key=f"complaint-{conversation.pk}",
        defaults={
            "source": Source.COMPLAINT,
            "conversation": conversation,
            "language": conversation.language,
            "words": said,
            "given_at": min(message.at, now),
            "received_at": now,
        },
    )
    again = one.answered_at is not None and message.at > one.answered_at
    if again:
        one.words = f"{one.words}\n\n{said}"[-LONGEST_WORDS:]
        one.begin_anew()
        one.save()
    if new or again:
        write_of("feedback.complained", one=one, now=now)
    return one


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


def _learn_from(message_id: int, *, mood: Mood, now: datetime) -> None:
    """Let the house hear such words as their writer meant them: the face says how."""
    message = Message.objects.get(pk=message_id)
    if message.language in READ:
        correct_tone(message, tone=TONES[mood], complaint=True, actor_id=None, now=now)
