"""The first word: who has it, and by when they answer, which is a promise."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import translation

from hoituu.conversations.actions import (
    queue_first_words,
    set_next_steps,
)
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import Reception, hold_all, measured_answer_minutes
from hoituu.conversations.rules import (
    ANSWER_WITHIN_MINUTES,
    Owed,
)
from hoituu.customers.queries import email_of
from hoituu.journal.transactions import atomic
from hoituu.promises.actions.by_itself import Mailed
from hoituu.promises.actions.ledger import record_promises
from hoituu.promises.models import Promise
from hoituu.promises.rules import (
    PromiseKind,
    first_word_due,
    give_word,
    warn_at,
)
from hoituu.promises.words import first_word
from hoituu.staff.models import Business
from hoituu.staff.queries import Presence
from hoituu.worktime import Calendar


@atomic
def acknowledge_contacts(
    conversation_ids: Sequence[int],
    *,
    senders: Mapping[int, str] | None = None,
    by_mail: bool = True,
    reception: Reception | None = None,
    now: datetime,
) -> None:
    """Say who has it and by when they answer; the time is a promise on the ledger.

    A customer without an address hears it from the person who wrote the contact down, so there
    the promise is made without a mail. Nobody is acknowledged twice while one is still owed.
    `senders` names the address that wrote, by conversation; else the customer's newest is used.
    Who reads it on their own page needs no mail (`by_mail`).
    """
    reception = reception or Reception(now=now)
    firm = reception.firm
    people = {p.id: p for p in reception.people}
    measured = measured_answer_minutes()
    words = []
    dues: dict[int, tuple[datetime, datetime] | None] = {}
    held = hold_all(conversation_ids)
    mailed = Mailed([c.customer_id for c in held], now=now)
    for conversation in held:
        owner = people.get(conversation.owner_id)
        if owner and owner.id not in dues:
            dues[owner.id] = _when(owner.calendar, measured=measured, now=now)
        times = owner and dues[owner.id]
        if owner and times and not conversation.open_promises:
            due_at = times[0]
            to = (senders or {}).get(conversation.pk) or email_of(conversation.customer)
            to = to if by_mail and to and mailed.may_acknowledge(to) else ""
            body = _in_words(conversation, owner, firm, due_at=due_at, now=now) if to else ""
            words.append((conversation, times, to, body))
    said = [(conversation, to, body) for conversation, _, to, body in words if to]
    messages = {m.conversation_id: m for m in queue_first_words(said, now=now)}
    record_promises(
        [
            Promise(
                conversation=conversation,
                kind=PromiseKind.FIRST_WORD,
                made_at=now,
                due_at=due_at,
                attention_at=attention_at,
                made_in=messages.get(conversation.pk),
            )
            for conversation, (due_at, attention_at), _, _ in words
        ],
        now=now,
    )
    # Nothing else is owed in these, and we hold them: the ledger need not be asked.
    owed = {conversation.pk: Owed(1, due_at) for conversation, (due_at, _), _, _ in words}
    set_next_steps(owed, held=[conversation for conversation, _, _, _ in words], now=now)


def _when(
    calendar: Calendar, *, measured: Sequence[int], now: datetime
) -> tuple[datetime, datetime] | None:
    """Return by when somebody can truly answer, and when they are warned; None for never."""
    due_at = first_word_due(calendar, measured=measured, default=ANSWER_WITHIN_MINUTES, now=now)
    if due_at is None:
        return None
    return due_at, warn_at(give_word(made_at=now, due_at=due_at), calendar)


def _in_words(
    conversation: Conversation, owner: Presence, firm: Business, *, due_at: datetime, now: datetime
) -> str:
    with translation.override(conversation.language):
        return first_word(
            conversation=conversation, owner=owner.name, firm=firm, due_at=due_at, now=now
        )
