"""What customers write on our own pages becomes contacts."""

from collections.abc import Sequence
from datetime import datetime

from hoituu.conversations.models import Conversation
from hoituu.conversations.rules import Attached, Channel, Contact, Received, check_says_something
from hoituu.customers.actions import prefer
from hoituu.customers.queries import find_points
from hoituu.customers.rules import PointKind, Preference, contact_point, may_be_same
from hoituu.journal.transactions import atomic
from hoituu.language import language_of, search_terms
from hoituu.promises.actions import acknowledge_contacts, take_in


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

    A number that we know under another name is not believed to be theirs: nothing is mailed to whom
    we know, and one of us says who it is. Raises NothingSaid, NotAContactPoint.
    """
    text = check_says_something(text)
    kind, value = contact_point(reach)
    doubtful = kind == PointKind.PHONE and _is_somebody_elses(value, name)
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
        unproven=doubtful,
    )
    received = take_in([contact], now=now)[0]
    if doubtful:  # They read it on their own page: a mail would go to whom we know.
        acknowledge_contacts([received.conversation_id], by_mail=False, now=now)
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


def _is_somebody_elses(number: str, name: str) -> bool:
    """Tell whether we know a number under another name."""
    point = (PointKind.PHONE, number)
    known = find_points([point]).get(point)
    return known is not None and not may_be_same(name, known.customer.name)


def _first_words(text: str) -> str:
    """Return a subject for a text that has none: its first sentence, or the start of it."""
    line = text.strip().split("\n")[0]
    sentence = line.split(". ")[0].split("? ")[0].split("! ")[0]
    return sentence if len(sentence) <= 80 else sentence[:77].rsplit(" ", 1)[0] + " …"
