"""Asking by mail how it went: once, not too often, and never who does not want it."""

from datetime import datetime
from typing import Any

from django.utils import translation

from hoituu.conversations.actions import queue_first_words
from hoituu.conversations.models import Conversation
from hoituu.conversations.queries import hold
from hoituu.customers.models import Customer
from hoituu.customers.queries import email_of
from hoituu.feedback.models import Asking, Request
from hoituu.feedback.queries import asking, may_be_asked, rating_of
from hoituu.feedback.rules import may_rate
from hoituu.feedback.words import asking_word
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic
from hoituu.staff.addresses import page_url
from hoituu.staff.queries import business


@atomic
def keep_asking(*, by_id: int, now: datetime, **facts: Any) -> None:
    """Say whether and how often we ask; `facts` are fields of Asking."""
    Asking.objects.update_or_create(pk=1, defaults=facts)
    write("feedback.asking_kept", actor_id=by_id, now=now)


@atomic
def ask_by_mail(conversation: Conversation, *, now: datetime) -> bool:
    """Ask a customer how it went, if nothing speaks against it now; tells whether we did.

    They confirmed or a person resolved it, they have said nothing yet, have not been asked in the
    time that is set, want to be asked, can be written to, and could open the page.
    """
    conversation = hold(conversation)
    over = may_rate(
        confirmed=conversation.confirmed_at is not None, resolved_by=conversation.resolved_by
    )
    terms, firm = asking(), business()
    link, to = page_url(conversation.pk, firm), email_of(conversation.customer)
    Customer.objects.select_for_update().get(pk=conversation.customer_id)
    asked = may_be_asked(conversation.customer_id, every_days=terms.every_days, now=now)
    if not (terms.by_mail and over and link and to and asked) or rating_of(conversation.pk):
        return False
    with translation.override(conversation.language):
        body = asking_word(conversation=conversation, firm=firm, link=link)
    queue_first_words([(conversation, to, body)], now=now)
    Request.objects.create(
        customer_id=conversation.customer_id, conversation=conversation, asked_at=now
    )
    write("feedback.asked", conversation_id=conversation.pk, now=now)
    return True


@atomic
def want_no_asking(customer: Customer, *, now: datetime) -> None:
    """Never ask this customer by mail again how it went: they said so."""
    Request.objects.get_or_create(
        customer=customer, conversation=None, defaults={"declined_at": now}
    )
    write("feedback.asking_declined", now=now, customer_id=customer.pk)
