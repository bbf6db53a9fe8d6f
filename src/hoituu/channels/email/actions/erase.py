"""A person is forgotten."""

from datetime import datetime

from hoituu.channels.email.models import LetterId, RawMail
from hoituu.conversations.actions import drop_blobs
from hoituu.journal.actions import write
from hoituu.journal.transactions import atomic


@atomic
def erase_person(customer_id: int, *, now: datetime) -> None:
    """Forget the mails of a customer's conversations, and by which names answers find them.

    That a mail came stays (and its hash, so that fetching it again brings nothing back).
    """
    mails = RawMail.objects.filter(message__conversation__customer_id=customer_id)
    drop_blobs(list(mails.values_list("sha256", flat=True)), now=now)
    mails.update(erased_at=now, envelope={})
    LetterId.objects.filter(message__conversation__customer_id=customer_id).delete()
    write("mail.erased", now=now, customer_id=customer_id)
