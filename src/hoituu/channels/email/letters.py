"""A message of ours as a mail: who it goes to, what it answers, and the link to the page."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from hoituu.channels.email.models import Inbox, LetterId
from hoituu.channels.email.rules import Envelope, Outgoing, compose
from hoituu.conversations.blobs import read_blob
from hoituu.conversations.models import Message
from hoituu.conversations.rules import MessageKind, reply_subject
from hoituu.lib.names import first_name
from hoituu.lib.tokens import seal
from hoituu.staff.addresses import page_url
from hoituu.staff.queries import business


def letter_for(message: Message, *, inbox: Inbox, message_id: str) -> tuple[Envelope, bytes]:
    """Return the envelope and the bytes of a message of ours."""
    firm = business()
    conversation = message.conversation
    machine = message.kind == MessageKind.FIRST_WORD
    references = _references(message)
    from_name = inbox.from_name or firm.name
    if message.author is not None:
        from_name = f"{first_name(message.author.name)}, {from_name}"
    with translation.override(message.language):
        url = page_url(conversation.pk, firm) if message.kind != MessageKind.FORWARD else ""
        page_text = _("See how things are going, or tell us how you want to be told:")
        subject = conversation.subject or _("Your message")
    out = Outgoing(
        from_name=from_name,
        from_email=inbox.address,
        to=message.to,
        cc=message.cc,
        subject=reply_subject(subject),
        body=message.body,
        message_id=message_id,
        date=message.at,
        language=message.language,
        reply_to=_reply_address(inbox, conversation.pk),
        in_reply_to=references[-1] if references else "",
        references=references,
        automatic=machine,
        page_url=url,
        page_text=page_text,
        files=[(a.name, a.media_type, read_blob(a.sha256)) for a in message.attachments.all()],
    )
    sender = "" if machine else inbox.address
    return Envelope(sender, (*message.to, *message.cc)), compose(out)


def _reply_address(inbox: Inbox, conversation_id: int) -> str:
    if not inbox.plus_addressing:
        return ""
    token = seal(conversation_id, purpose="reply", key=settings.HOITUU_KEY)
    local, _at, domain = inbox.address.rpartition("@")
    return f"{local}+{token}@{domain}"


def _references(message: Message) -> list[str]:
    """Return the Message-IDs said so far in a conversation, at most twenty, the latest last.

    A third party is not told what the customer wrote, so what they get answers nothing.
    """
    if message.kind == MessageKind.FORWARD:
        return []
    said = LetterId.objects.filter(
        message__conversation_id=message.conversation_id, message_id__lt=message.pk
    ).exclude(message__kind=MessageKind.FORWARD)
    latest = list(said.order_by("-message_id", "-pk").values_list("value", flat=True)[:20])
    return list(reversed(latest))
