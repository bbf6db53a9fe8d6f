"""What customers write on our own pages becomes contacts."""

from collections.abc import Sequence
from datetime import datetime

from hoituu.conversations.models import Conversation
from hoituu.conversations.rules import Attached, Channel, Contact, Received, check_says_something
from hoituu.customers.actions import prefer
from hoituu.customers.rules import Preference, contact_point
from hoituu.journal.transactions import atomic
from hoituu.language import language_of, search_terms
from hoituu.promises.actions import take_in


@atomic
def take_form(
    text: str,
    *,
    name: str,
    reach: str,
    preference: Preference,
    language: str,
    team_id: int | None,
    files: Sequence[Attached] = (),
    quiet: bool = False,
    now: datetime,
) -> Received:
    """Take in what somebody wrote on a web form; `quiet` sends no first word to their address.

    Raises NothingSaid, NotAContactPoint.
    """
    text = check_says_something(text)
    kind, value = contact_point(reach)
    contact = Contact(
        channel=Channel.FORM,
        body=text,
        subject=_first_words(text),
        at=now,
        sender_kind=kind,
        sender=value,
        sender_name=name.strip(),
        language=language_of(text, prior=language),
        terms=search_terms(f"{name} {reach} {text}", language),
        attachments=tuple(files),
        team_id=team_id,
        quiet=quiet,
    )
    received = take_in([contact], now=now)[0]
    conversation = Conversation.objects.select_related("customer").get(pk=received.conversation_id)
    customer = conversation.customer
    if preference and customer.created_at == now:  # A known customer's wishes need their own link.
        prefer(customer, preference=preference, call_times="", now=now)
    return received


@atomic
def take_page_message(
    text: str, *, conversation: Conversation, files: Sequence[Attached] = (), now: datetime
) -> Received:
    """Take in what a customer wrote on their own page. Raises NothingSaid."""
    text = check_says_something(text)
    customer = conversation.customer
    contact = Contact(
        channel=Channel.PAGE,
        body=text,
        at=now,
        sender_name=customer.name,
        customer_id=customer.pk,
        conversation_id=conversation.pk,
        subject=conversation.subject,
        language=conversation.language,
        terms=search_terms(text, conversation.language),
        attachments=tuple(files),
    )
    return take_in([contact], now=now)[0]


def _first_words(text: str) -> str:
    """Return a subject for a text that has none: its first sentence, or the start of it."""
    line = text.strip().split("\n")[0]
    sentence = line.split(". ")[0].split("? ")[0].split("! ")[0]
    return sentence if len(sentence) <= 80 else sentence[:77].rsplit(" ", 1)[0] + " …"
