"""Writing down a call or a visit."""

from datetime import datetime

from hoituu.conversations.rules import Channel, Contact, Received, check_says_something
from hoituu.customers.rules import contact_point
from hoituu.language import language_of, search_terms
from hoituu.promises.actions import take_in


def write_down(
    text: str,
    *,
    channel: Channel,
    name: str,
    reach: str,
    by_id: int,
    keeps_it: bool,
    customer_id: int | None = None,
    now: datetime,
) -> Received:
    """Make a conversation of what somebody said at the counter or on the phone.

    `reach` is an address or a number, or nothing. The writer has it, or the freest who is here.
    Raises NothingSaid, NotAContactPoint.
    """
    text = check_says_something(text)
    kind, value = contact_point(reach) if reach.strip() else ("", "")
    language = language_of(text)
    subject = text.split("\n")[0].split(". ")[0][:80]
    contact = Contact(
        channel=channel,
        body=text,
        subject=subject,
        at=now,
        sender_kind=kind,
        sender=value,
        sender_name=name.strip(),
        language=language,
        terms=search_terms(f"{name} {reach} {text}", language),
        customer_id=customer_id,
        entered_by=by_id,
        preferred_id=by_id if keeps_it else None,
    )
    return take_in([contact], now=now)[0]
