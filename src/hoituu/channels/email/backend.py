"""How allauth's mails (a lost password) leave: by the first inbox that can send."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from hoituu.channels.email.jobs import smtp_server
from hoituu.channels.email.letters import signed
from hoituu.channels.email.models import Inbox
from hoituu.channels.email.rules import Envelope
from hoituu.channels.email.rules.consent import ConsentLost, ConsentUnclear
from hoituu.channels.email.smtp import Carrier, Refused, TryLater


class InboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send at once and return how many went; a lost password is asked for again otherwise."""
        inbox = Inbox.objects.filter(enabled=True).exclude(smtp_host="").order_by("pk").first()
        if inbox is None:
            return 0
        sent = 0
        try:
            server = smtp_server(inbox)
        except (ConsentLost, ConsentUnclear, OSError):
            return 0
        with Carrier(server) as carrier:
            for mail in email_messages:
                mail.from_email = inbox.address
                envelope = Envelope(inbox.address, tuple(mail.recipients()))
                try:
                    content = b"\r\n".join(mail.message().as_bytes().splitlines())
                    content = signed(content, inbox=inbox, at=timezone.now())
                    carrier.carry(envelope, content, before_data=lambda: None)
                    sent += 1
                except (Refused, TryLater):
                    continue
        return sent
