"""A message of ours as a mail: who it goes to, what it answers, and the link to the page."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from hoituu.channels.email.models import Inbox, LetterId
from hoituu.channels.email.rules import Envelope, Outgoing, compose
from hoituu.channels.email.rules.dkim import sign
from hoituu.conversations.blobs import read_blob
from hoituu.conversations.models import Message
from hoituu.conversations.rules import MessageKind, reply_subject
from hoituu.lib.names import first_name
from hoituu.lib.tokens import seal
from hoituu.promises.models import Promise
from hoituu.promises.rules import PromiseKind
from hoituu.staff.addresses import page_url
from hoituu.staff.models import Business
from hoituu.staff.queries import business
from hoituu.web.times import Times


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
        promised = _promised(message, firm)
    out = Outgoing(
        from_name=from_name,
        from_email=inbox.address,
        to=message.to,
        cc=message.cc,
        subject=reply_subject(subject) if _answers(message) else subject,
        body=f"{message.body}\n\n{promised}" if promised else message.body,
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
    content = signed(compose(out), inbox=inbox, at=message.at)
    return Envelope(sender, (*message.to, *message.cc)), content


def signed(content: bytes, *, inbox: Inbox, at: datetime) -> bytes:
    """Return a mail with its inbox's signature (DKIM), or as it is when that is not set up."""
    if not (inbox.dkim_on and inbox.dkim_key_sealed):
        return content
    return sign(
        content, pem=inbox.dkim_key, selector=inbox.dkim_selector, domain=inbox.domain, now=at
    )


def _answers(message: Message) -> bool:
    """Tell whether somebody wrote before: what we start ourselves answers nothing."""
    said = Message.objects.filter(conversation=message.conversation_id, pk__lt=message.pk)
    return said.exclude(kind=MessageKind.NOTE).exclude(body="").exists()


def _promised(message: Message, firm: Business) -> str:
    """Return what was promised beside Send, in the words of the customer's language."""
    promise = Promise.objects.filter(made_in=message, kind=PromiseKind.GIVEN).first()
    if promise is None or message.kind != MessageKind.ANSWER:
        return ""
    when = Times(message.at, ZoneInfo(firm.tz)).deadline(promise.due_at)
    facts = {"text": promise.text, "when": when}
    if promise.text:
        return _("Our promise: %(text)s, %(when)s.") % facts
    return _("Our promise: you hear from us %(when)s.") % facts


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
