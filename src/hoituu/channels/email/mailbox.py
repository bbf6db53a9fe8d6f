"""The demo's mail server: nothing leaves the machine, and both sides can be seen.

Mail to a customer is kept in DATA/mailbox; mail to one of our inboxes goes the way of real mail,
into DATA/incoming as a mail server's pipe would put it there.
"""

import socket
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from hoituu.channels.email import drop
from hoituu.channels.email.actions import set_up_inbox
from hoituu.channels.email.models import Inbox
from hoituu.channels.email.queries import our_addresses
from hoituu.channels.email.rules import Envelope as OurEnvelope
from hoituu.channels.email.rules import Letter, read_mail
from hoituu.channels.email.rules.outcome import Security
from hoituu.channels.email.rules.server import Server
from hoituu.channels.email.smtp import Carrier

LONGEST_LINE = 1_000_000
SHOWN = 200


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """One mail as the customer got it."""

    name: str
    at: datetime
    letter: Letter


class _Handler:
    def __init__(self, data: Path, ours: set[str]) -> None:
        self.data, self.ours = data, ours

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = bytes(envelope.original_content or b"")
        recipients = {address.lower() for address in envelope.rcpt_tos}
        if recipients & self.ours:
            drop.store(content, data=self.data)
        if recipients - self.ours:
            folder = self.data / "mailbox"
            folder.mkdir(mode=0o700, exist_ok=True)
            path = folder / f"{time.time_ns()}.eml"
            path.with_suffix(".part").write_bytes(content)
            path.with_suffix(".part").rename(path)
        return "250 OK"


def serve_mailbox(data: Path, *, now: datetime) -> Controller:
    """Start the demo's mail server on a free port and tell the inboxes where it is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        _Handler(data, our_addresses()),
        hostname="127.0.0.1",
        port=port,
        server_kwargs={"data_size_limit": None, "enable_SMTPUTF8": True},
    )
    SMTP.line_length_limit = LONGEST_LINE  # Its default of 1001 refuses real mail.
    controller.start()
    for inbox in Inbox.objects.all():
        set_up_inbox(
            inbox,
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_security=Security.NONE,
            send_problem="",
            now=now,
        )
    return controller


def letters_in(data: Path) -> list[MailboxRow]:
    """Return the mails that customers got, the latest first."""
    files = sorted((data / "mailbox").glob("*.eml"), reverse=True)[:SHOWN]
    return [_row(path) for path in files]


def letter_named(data: Path, name: str) -> MailboxRow | None:
    """Return one mail by its name in the mailbox."""
    path = data / "mailbox" / f"{name}.eml"
    return _row(path) if name.isdigit() and path.exists() else None


def answer_as_customer(row: MailboxRow, *, body: str, now: datetime) -> None:
    """Answer a mail as the customer who got it, over SMTP. Raises Refused, TryLater."""
    letter = row.letter
    mail = EmailMessage()
    mail["From"] = letter.to[0]
    mail["To"] = letter.reply_to or letter.from_email
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain="customer.example")
    mail["In-Reply-To"] = letter.message_id
    mail["References"] = " ".join([*letter.references, letter.message_id])
    quoted = "\n".join(f"> {line}" for line in letter.reply_text.split("\n"))
    mail.set_content(f"{body}\n\n{letter.from_name} kirjoitti {now:%d.%m.%Y}:\n{quoted}\n")
    inbox = Inbox.objects.get(address__iexact=letter.from_email)
    server = Server(inbox.smtp_host, inbox.smtp_port, inbox.smtp_security)
    with Carrier(server) as carrier:
        envelope = OurEnvelope(letter.to[0], (letter.from_email,))
        carrier.carry(envelope, mail.as_bytes(), before_data=lambda: None)


def _row(path: Path) -> MailboxRow:
    at = datetime.fromtimestamp(int(path.stem) / 1e9, UTC)
    return MailboxRow(path.stem, at, read_mail(path.read_bytes()))
