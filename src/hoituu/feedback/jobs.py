"""What the clock does here: it asks, once, how it went, and finds who answers while one is away."""

import logging

from django.utils import timezone

from hoituu.feedback.actions import ask_by_mail, hand_on
from hoituu.feedback.queries import away_owners, to_ask

log = logging.getLogger("hoituu.feedback")


def ask_how_it_went() -> bool:
    """Ask those whose matter was taken care of; one that fails stops no other."""
    now = timezone.now()
    asked = False
    for conversation in to_ask(now=now):
        try:
            asked = ask_by_mail(conversation, now=now) or asked
        except Exception as error:  # noqa: BLE001  A border: the others have their turn.
            log.error("conversation %s: %s", conversation.pk, type(error).__name__)
    return asked


def keep_feedback_held() -> bool:
    """Let nothing wait for who is away for days: it goes to those who are here."""
    now = timezone.now()
    return sum(hand_on(owner_id, now=now) for owner_id in away_owners(now=now)) > 0
