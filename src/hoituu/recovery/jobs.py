"""What the clock does here: it listens to what customers wrote, a few conversations a second.

Each message as a reaction of its own cost 5 ms of a transaction: mails came in at a fifth of the
speed. The tone is read outside of any transaction, and a batch is one.
"""

from django.utils import timezone

from hoituu.recovery.actions import hear
from hoituu.recovery.queries import complaint_in, unheard
from hoituu.web.turns import give_way


def hear_complaints() -> bool:
    """Listen to what is new, and open complaints where one is heard."""
    listened = []
    for conversation in unheard():
        give_way()
        listened.append((conversation, complaint_in(conversation)))
    if listened:
        hear(listened, now=timezone.now())
    return False  # What is left waits a second: it must not hold up what comes in.
