"""Writing a mail: plain data in, bytes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from html import escape


@dataclass(frozen=True, slots=True)
class Envelope:
    """Between which servers it travels: an empty sender for what must never be answered."""

    sender: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail to write. `message_id` was fixed before anything was sent."""

    from_name: str
    from_email: str
    to: Sequence[str]
    cc: Sequence[str]
    subject: str
    body: str
    message_id: str
    date: datetime
    language: str = "fi"
    reply_to: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    automatic: bool = False
    page_url: str = ""
    page_text: str = ""
    files: Sequence[tuple[str, str, bytes]] = field(default_factory=tuple)


def compose(out: Outgoing) -> bytes:
    """Return the bytes of a mail with a text and an HTML part (RFC 5322, RFC 3834)."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = formataddr((_line(out.from_name), out.from_email))
    mail["To"] = ", ".join(out.to)
    if out.cc:
        mail["Cc"] = ", ".join(out.cc)
    mail["Subject"] = _line(out.subject)
    mail["Date"] = format_datetime(out.date)
    mail["Message-ID"] = out.message_id
    if out.reply_to:
        mail["Reply-To"] = out.reply_to
    if out.in_reply_to:
        mail["In-Reply-To"] = out.in_reply_to
    if out.references:
        mail["References"] = " ".join(out.references)
    if out.automatic:
        mail["Auto-Submitted"] = "auto-replied"
        mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(_text(out), charset="utf-8")
    mail.add_alternative(_html(out), subtype="html", charset="utf-8")
    mail["Content-Language"] = out.language
    for name, kind, content in out.files:
        major, _, minor = kind.partition("/")
        mail.add_attachment(
            content,
            maintype=major or "application",
            subtype=minor or "octet-stream",
            filename=_line(name),
        )
    return mail.as_bytes()


def _text(out: Outgoing) -> str:
    link = f"\n\n{out.page_text}\n{out.page_url}" if out.page_url else ""
    return f"{out.body}{link}\n"


def _html(out: Outgoing) -> str:
    paragraphs = "".join(
        f"<p>{escape(p).replace(chr(10), '<br>')}</p>" for p in out.body.split("\n\n") if p.strip()
    )
    link = (
        f'<p><a href="{escape(out.page_url)}">{escape(out.page_text)}</a></p>'
        if out.page_url
        else ""
    )
    return (
        f'<!doctype html><html lang="{out.language}"><body style="font-family: sans-serif; '
        f'line-height: 1.5">{paragraphs}{link}</body></html>'
    )


def _line(text: str) -> str:
    """Return a text that cannot end its header: a subject with a line break adds nothing."""
    return " ".join(text.split())
