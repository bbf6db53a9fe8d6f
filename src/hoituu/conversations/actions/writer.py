"""Whose matter it is, where somebody left a number that we know under another name."""

from datetime import datetime

from hoituu.conversations.models import Message
from hoituu.conversations.queries import hold
from hoituu.customers.actions import recognise_customers
from hoituu.customers.rules import Sender
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def settle_writer(message: Message, *, is_customer: bool, by_id: int, now: datetime) -> None:
    """Take a person's word on who wrote a message that was not proven; what is settled stays so.

    Who is not the customer we know becomes a customer of their own; the number stays with whom we
    know it from, and is read in the message.
    """
    conversation = hold(message.conversation)
    message = conversation.messages.select_for_update().get(pk=message.pk)
    if not message.unproven:
        return
    message.unproven = False
    message.save(update_fields=["unproven"])
    if not is_customer:
        sender = Sender(None, message.sender_name, conversation.language)
        conversation.customer = recognise_customers([sender], now=now)[0]
        conversation.save(update_fields=["customer"])
    write(
        "conversation.writer_known" if is_customer else "conversation.writer_is_other",
        conversation_id=conversation.pk,
        actor_id=by_id,
        now=now,
        customer_id=conversation.customer_id,
    )
